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
    *,
    excluding: bool = True,
) -> Iterator[str]:
    """Yield the files below a folder whose names may be documents', in order of their paths.

    What `chooser` includes is yielded whatever it is called, and what it excludes is not, unless
    `excluding` is False. None is read: `Snapshot.document` tells which of them really are
    documents. `visit` is told of every folder before it is searched.
    """
    for current in find_folders(view, folder, chooser if excluding else None):
        if visit is not None:
            visit(current)
        listing = _searched(view, folder, current)
        if listing is None:
            continue
        rules = chooser.rules(current) if chooser is not None else ()
        for name in sorted(listing.files):
            path = os.path.join(current, name)
            is_wanted = may_be_document(name) and not _is_program(view, path, name)
            if rules:
                is_wanted |= any(each.includes(path) for each in rules)
                is_wanted &= not (excluding and any(each.excludes(path) for each in rules))
            if is_wanted:
                yield path


def find_folders(view: View, top: str, chooser: Chooser | None = None) -> Iterator[str]:
    """Yield a folder and those below it, in order of their paths, each before it is searched.

    Hidden folders, caches and installed packages hold nobody's own configuration and are left out,
    and so is what `chooser` excludes; nothing is searched below an environment. Symbolic links to
    folders are not followed, so no link can lead in circles.
    """
    pending = [top]
    while pending:
        current = pending.pop()
        yield current
        listing = _searched(view, top, current)
        if listing is None:
            continue
        rules = chooser.rules(current) if chooser is not None else ()
        folders = (
            name
            for name in listing.folders - listing.links
            if not name.startswith(".") and name not in _SKIPPED
        )
        paths = [os.path.join(current, name) for name in sorted(folders, reverse=True)]
        pending.extend(
            path for path in paths if not any(r.excludes(path, is_folder=True) for r in rules)
        )


def _searched(view: View, top: str, folder: str) -> Listing | None:
    """Return what is in a folder, None where that is not searched or can't be listed."""
    listing = view.listing(folder)
    # What was asked for is searched whatever it is: some projects are their own environment.
    is_foreign = listing is not None and folder != top and _is_environment(listing)
    return None if is_foreign else listing


def _is_environment(listing: Listing) -> bool:
    return "pyvenv.cfg" in listing.files or "conda-meta" in listing.folders


def _is_program(view: View, path: str, name: str) -> bool:
    """Whether a file has no ending and is of a size, or a kind, that no configuration has."""
    if "." in name:
        return False
    identity = view.identity(path)
    return isinstance(identity, DiskIdentity) and identity.size > _NAMELESS_LIMIT
