"""textDocument/documentLink."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.document_links import document_links
from entryway.lsp.desk import Desk


def answer(desk: Desk, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """Return the files that the document includes."""
    tooltips = desk.translator.client.link_tooltips
    return [
        types.DocumentLink(
            range=desk.translator.range(desk.document.path, link.range),
            target=desk.translator.state.uri_of(link.path),
            tooltip=f"Open {desk.snapshot.shown(link.path)}" if tooltips else None,
        )
        for link in document_links(desk.snapshot, desk.document)
    ] or None
