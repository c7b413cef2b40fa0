"""Answers to requests that can't be read: each request gets exactly one response."""

from __future__ import annotations

from typing import Any

from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCRequestMessage

UNREADABLE = "$/entryway/unreadableRequest"
"""The method under which unreadable requests are handled; no client sends it."""


class AnsweringProtocol(LanguageServerProtocol):
    """pygls drops a request whose parameters it can't read, and the client waits for ever.

    Here such a request becomes one of the method `UNREADABLE`, whose handler refuses it.
    """

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


async def refuse(params: str) -> None:
    """Answer an unreadable request with the error "invalid params" (LSP 3.17, "ErrorCodes")."""
    raise JsonRpcInvalidParams(params)
