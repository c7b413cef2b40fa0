"""textDocument/definition."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.definition import definition
from entryway.lsp.desk import Desk


def answer(
    desk: Desk, params: types.DefinitionParams
) -> list[types.LocationLink] | list[types.Location] | None:
    """Return where the words under the cursor lead, or None where they lead nowhere."""
    path = desk.document.path
    position = desk.translator.position(path, params.position)
    link = definition(desk.snapshot, desk.document, position)
    return desk.translator.link(path, link) if link is not None else None
