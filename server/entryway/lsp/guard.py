"""The one guard around every handler: a feature that fails is a line in the log, never a crash."""

from __future__ import annotations

import functools
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pygls.exceptions import JsonRpcException

R = TypeVar("R")

logger = logging.getLogger(__name__)


def guard_request(
    method: str, handler: Callable[[Any], Awaitable[R]], nothing: Callable[[], R]
) -> Callable[[Any], Awaitable[R]]:
    """Make a request's handler answer `nothing()` where it fails, so that it always answers.

    Cancellation passes through: pygls answers it with RequestCancelled (LSP 3.17, "Cancellation").
    """

    @functools.wraps(handler)
    async def guarded(params: Any) -> R:  # noqa: ANN401 - one guard for the parameters of all methods
        try:
            return await handler(params)
        except JsonRpcException:
            raise  # An answer that was meant.
        except Exception:
            _log(method, params)
            return nothing()

    return guarded


def guard_notification(method: str, handler: Callable[[Any], None]) -> Callable[[Any], None]:
    """Make a notification's handler fail in the log only; notifications have no answer."""

    @functools.wraps(handler)
    def guarded(params: Any) -> None:  # noqa: ANN401 - one guard for the parameters of all methods
        try:
            handler(params)
        except Exception:
            _log(method, params)

    return guarded


async def guard_task(what: str, work: Awaitable[None]) -> None:
    """Run work that nobody waits for; where it fails the log says so."""
    try:
        await work
    except Exception:
        logger.exception("%s failed", what)


def _log(method: str, params: object) -> None:
    """Log the exception being handled, and raise it again where tests ask for that."""
    document = getattr(params, "text_document", None)
    logger.exception("%s failed for %s", method, getattr(document, "uri", "the workspace"))
    if os.environ.get("ENTRYWAY_RAISE") == "1":
        raise
