"""Which files of a folder matter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from entryway.dialects.table import may_be_document
from entryway.files.store import DiskIdentity
from entryway.files.view import Listing, View
from entryway.workspace.choosing import Chooser

_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "__pypackages__"})

_NAMELESS_LIMIT = 1024 * 1024
"""Bytes of the largest file without an ending that is looked into: larger ones are programs."""


def find_candidates(
    view: View,
    folder: str,
    visit: Callable[[str], object] | None = None,
    chooser: Chooser | None = None,
) -> Iterator[str]:
    """Yield the files below a folder whose names may be documents', in order of their paths.

    What `chooser` includes is yielded whatever it is called, and what it excludes is not.

    Hidden folders, environments, caches and installed packages hold nobody's own configuration and
    are left out; symbolic links to folders are not followed, so no link can lead in circles. None
    is read: `Snapshot.document` tells which of them really are documents. `visit` is told of every
    folder that is searched.
    """
    pending = [folder]
    while pending:
        current = pending.pop()
        if visit is not None:
            visit(current)
        listing = view.listing(current)
        # What was asked for is searched whatever it is: some projects are their own environment.
        if listing is None or (current != folder and _is_environment(listing)):
            continue
        rules = chooser.rules(current) if chooser is not None else ()
        for name in sorted(listing.files):
            path = os.path.join(current, name)
            is_wanted = may_be_document(name) and not _is_program(view, path, name)
            if rules:
                is_wanted |= any(each.includes(path) for each in rules)
                is_wanted &= not any(each.excludes(path) for each in rules)
            if is_wanted:
                yield path
        folders = (
            name
            for name in listing.folders - listing.links
            if not name.startswith(".") and name not in _SKIPPED
        )
        paths = [os.path.join(current, name) for name in sorted(folders, reverse=True)]
        pending.extend(
            path for path in paths if not any(r.excludes(path, is_folder=True) for r in rules)
        )


def _is_environment(listing: Listing) -> bool:
    return "pyvenv.cfg" in listing.files or "conda-meta" in listing.folders


def _is_program(view: View, path: str, name: str) -> bool:
    """Whether a file has no ending and is of a size, or a kind, that no configuration has."""
    if "." in name:
        return False
    identity = view.identity(path)
    return isinstance(identity, DiskIdentity) and identity.size > _NAMELESS_LIMIT
