"""Which files of a folder matter."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.table import may_be_document
from entryway.files.view import View

_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "__pypackages__"})


def find_candidates(view: View, folder: str) -> Iterator[str]:
    """Yield the files below a folder whose names may be documents', in order of their paths.

    Hidden folders, environments, caches and installed packages hold nobody's own configuration and
    are left out; symbolic links to folders are not followed, so no link can lead in circles. None
    is read: `Snapshot.document` tells which of them really are documents.
    """
    pending = [folder]
    while pending:
        current = pending.pop()
        listing = view.listing(current)
        if listing is None or "pyvenv.cfg" in listing.files:
            continue
        for name in sorted(listing.files):
            if may_be_document(name):
                yield f"{current}/{name}"
        folders = (
            name
            for name in listing.folders - listing.links
            if not name.startswith(".") and name not in _SKIPPED
        )
        pending.extend(f"{current}/{name}" for name in sorted(folders, reverse=True))
