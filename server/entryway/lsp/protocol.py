"""Answers to requests that can't be read or come at the wrong time: each gets exactly one."""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCRequestMessage, RPCMessage

logger = logging.getLogger(__name__)

UNREADABLE = "$/entryway/unreadableRequest"
"""The method under which unreadable requests are handled; no client sends it."""


class AnsweringProtocol(LanguageServerProtocol):
    """pygls drops a request whose parameters it can't read, and the client waits for ever.

    Here such a request becomes one of the method `UNREADABLE`, whose handler refuses it. What comes
    before `initialize`, twice, or after `shutdown` is refused as LSP asks ("Server lifecycle").
    """

    _was_initialized = False

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - as in pygls
        """Turn a JSON object into a message; called for every object within it too."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if not isinstance(data.get("id"), (int, str)) or "method" not in data:
                raise
            return JsonRPCRequestMessage(
                id=data["id"],
                method=UNREADABLE,
                jsonrpc=self.VERSION,
                params=f"the parameters of {data['method']} can't be read: {error}",
            )

    def handle_message(self, message: RPCMessage) -> None:
        """Handle a message, or refuse it where it does not belong."""
        method = getattr(message, "method", None)
        refusal = self._refusal(method) if method is not None else None
        if refusal is None:
            self._was_initialized |= method == types.INITIALIZE
            super().handle_message(message)
            return
        logger.warning("%s is refused: %s", method, refusal)
        request = getattr(message, "id", None)
        if request is not None:
            self._send_response(request, error=refusal.to_response_error())

    def _refusal(self, method: str) -> JsonRpcException | None:
        """Return why a request or notification does not belong here and now, if it does not."""
        if method == types.EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("the server was shut down; only exit may follow")
        if not self._was_initialized and method not in (types.INITIALIZE, UNREADABLE):
            return JsonRpcServerNotInitialized("the server was not initialized yet")
        if self._was_initialized and method == types.INITIALIZE:
            return JsonRpcInvalidRequest("the server was initialized before; start another one")
        return None


async def refuse(params: str) -> None:
    """Answer an unreadable request with the error "invalid params" (LSP 3.17, "ErrorCodes")."""
    raise JsonRpcInvalidParams(params)
