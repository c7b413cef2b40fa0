"""textDocument/hover."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.hover import hover
from entryway.lsp.desk import Desk


def answer(desk: Desk, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the words under the cursor."""
    path = desk.document.path
    shown = hover(desk.snapshot, desk.document, desk.translator.position(path, params.position))
    return desk.translator.hover(path, shown) if shown is not None else None
