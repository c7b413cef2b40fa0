"""textDocument/hover."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.hover import hover
from entryway.features.preview import preview_at
from entryway.lsp.desk import Desk


def answer(desk: Desk, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the words under the cursor."""
    path = desk.document.path
    position = desk.translator.position(path, params.position)
    shown = hover(desk.snapshot, desk.document, position)
    if shown is not None:
        return desk.translator.hover(path, shown)
    previewed = preview_at(desk.snapshot, desk.document, position)
    return desk.translator.preview(path, previewed) if previewed is not None else None
