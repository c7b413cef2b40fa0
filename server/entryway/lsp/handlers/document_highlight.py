"""textDocument/documentHighlight."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.highlights import highlights
from entryway.lsp.desk import Desk


def answer(
    desk: Desk, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """Return every place of the document that speaks of what stands under the cursor."""
    path = desk.document.path
    position = desk.translator.position(path, params.position)
    found = highlights(desk.snapshot, desk.document, position)
    return [
        types.DocumentHighlight(
            desk.translator.range(path, each.range),
            types.DocumentHighlightKind.Write
            if each.declares
            else types.DocumentHighlightKind.Read,
        )
        for each in found
    ] or None
