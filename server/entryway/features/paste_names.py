"""The names of a document that is a Paste Deploy file."""

from __future__ import annotations

from entryway.dialects.table import PASTE_INI
from entryway.paste.names import PasteNames
from entryway.workspace.snapshot import Document, Snapshot


def paste_names(snapshot: Snapshot, document: Document) -> PasteNames | None:
    """Return the names of a document, None where it is no Paste Deploy file."""
    return snapshot.paste_names(document.path) if document.dialect is PASTE_INI else None
