"""The way from a cursor to what could be written there."""

from __future__ import annotations

from entryway.dialects.gaps import ObjectGap
from entryway.features.completion.items import Completions
from entryway.features.completion.objects import complete_object
from entryway.model import Position
from entryway.workspace.snapshot import Document, Snapshot


def complete(snapshot: Snapshot, document: Document, position: Position) -> Completions | None:
    """Return what could be written at a place of a document, None outside the strings we know."""
    gap = document.dialect.gap(document.reading, document.index, position)
    match gap:
        case ObjectGap(typed=typed):
            return complete_object(snapshot, document.path, typed)
        case _:
            return None
