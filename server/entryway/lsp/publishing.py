"""What the client was last told of each document (LSP 3.17, "PublishDiagnostics")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types

Items = Sequence[types.Diagnostic]


class Publisher:
    """Sends diagnostics, and only those that differ from what the client shows already."""

    def __init__(self, send: Callable[[types.PublishDiagnosticsParams], None]) -> None:
        self._send = send
        self._shown: dict[str, tuple[int | None, Items]] = {}

    def publish(self, uri: str, items: Items, version: int | None = None) -> None:
        """Show a document's diagnostics; `version` is that of an open one, else None.

        A new version is told even if nothing differs, since editors move what they show as the
        user types and may have lost it.
        """
        known = self._shown.get(uri)
        if known is None and not items and version is None:
            return
        if known is not None and known == (version, items):
            return
        if items or version is not None:
            self._shown[uri] = (version, items)
        else:
            self._shown.pop(uri, None)
        self._send(types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=items))

    def clear(self, uri: str) -> None:
        """Take away what is shown of a document, where anything is."""
        _, items = self._shown.pop(uri, (None, ()))
        if items:
            self._send(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    def clear_others(self, uris: frozenset[str]) -> None:
        """Take away what is shown of all documents but these."""
        for uri in [uri for uri in self._shown if uri not in uris]:
            self.clear(uri)
