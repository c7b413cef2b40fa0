"""The way from a cursor to what could be written there."""

from __future__ import annotations

from entryway.dialects.gaps import GroupGap, HeaderGap, KeyGap, ObjectGap, ValueGap
from entryway.features.completion.groups import complete_group
from entryway.features.completion.items import Completions
from entryway.features.completion.objects import complete_object
from entryway.features.completion.paste_headers import complete_header
from entryway.features.completion.paste_keys import complete_key
from entryway.features.completion.paste_values import complete_value
from entryway.features.paste_names import paste_names
from entryway.model import Position
from entryway.workspace.snapshot import Document, Snapshot


def complete(snapshot: Snapshot, document: Document, position: Position) -> Completions | None:
    """Return what could be written at a place of a document, None outside the strings we know."""
    found = _complete(snapshot, document, position)
    # What stands on several lines no editor replaces (LSP 3.17, "Completion Request").
    is_replaced = found is None or found.replace.start.line == found.replace.end.line
    return found if is_replaced else None


def _complete(snapshot: Snapshot, document: Document, position: Position) -> Completions | None:
    gap = document.dialect.gap(document.reading, document.index, position)
    match gap:
        case ObjectGap():
            return complete_object(snapshot, document.path, gap)
        case GroupGap():
            return complete_group(snapshot, document, gap)
        case None:
            return None
    names = paste_names(snapshot, document)
    if names is None:
        return None
    match gap:
        case HeaderGap():
            return complete_header(names, gap)
        case KeyGap():
            return complete_key(snapshot, document, names, gap)
        case ValueGap():
            return complete_value(snapshot, names.file, gap)
