"""Folding: the stretches of a file that can be closed to one line."""

from __future__ import annotations

from entryway.dialects.folds import Fold
from entryway.workspace.snapshot import Document


def folds(document: Document) -> tuple[Fold, ...]:
    """Return what can be folded in a document, in the order of the lines."""
    found = document.dialect.folds(document.text, document.reading)
    return tuple(sorted((f for f in found if f.last > f.first), key=lambda fold: fold[:2]))
