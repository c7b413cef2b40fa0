"""The progress of long work, where the client shows it (LSP 3.17, "Work Done Progress")."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Coroutine
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

logger = logging.getLogger(__name__)


class Progress:
    """One bar; work does not wait for the client to make it."""

    def __init__(
        self,
        server: LanguageServer,
        title: str,
        spawn: Callable[[str, Coroutine[Any, Any, None]], object],
    ) -> None:
        self._server = server
        self._title = title
        self._token = f"entryway-{uuid.uuid4()}"
        self._percentage = -1
        self._begun = False
        self._ended = False
        spawn("making a progress bar", self._create())

    async def _create(self) -> None:
        progress = self._server.work_done_progress
        try:
            # pygls can't take an answer to a request that was cancelled: hence the shield.
            await asyncio.shield(progress.create_async(self._token))
        except JsonRpcException as error:
            logger.info("the client makes no progress bar: %s", error)
            return
        self._begun = True
        progress.begin(
            self._token,
            types.WorkDoneProgressBegin(self._title, cancellable=True, percentage=0),
        )
        if self._ended:
            self.end()  # A bar that was made must end, even if the work was quicker.

    @property
    def cancelled(self) -> bool:
        """Whether the user asked for the work to stop."""
        token = self._server.work_done_progress.tokens.get(self._token)
        return token is not None and token.cancelled()

    def report(self, done: int, total: int) -> None:
        """Show how many of all files are done, once for every percent."""
        percentage = 100 * done // max(total, 1)
        if self._begun and percentage != self._percentage:
            self._percentage = percentage
            value = types.WorkDoneProgressReport(
                message=f"{done} of {total} files", percentage=percentage
            )
            self._server.work_done_progress.report(self._token, value)

    def end(self) -> None:
        """Take the bar away."""
        self._ended = True
        if self._begun:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
            self._server.work_done_progress.tokens.pop(self._token, None)
