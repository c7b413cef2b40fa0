"""Modules that are named by their files, as mypy takes plugins: whether there is such a file."""

from __future__ import annotations

import os

from entryway.files.view import View
from entryway.model import Absent, Missing


def missing_file(view: View, root: str, path: str) -> Missing | None:
    """Return the proof that a file, relative to a project's folder, is not there; None if it is."""
    if view.is_file(os.path.normpath(f"{root}/{path}")):
        return None
    folder = os.path.dirname(path)
    listing = view.listing(os.path.normpath(f"{root}/{folder}"))
    names = sorted(listing.files) if listing is not None else []
    prefix = path[: len(path) - len(os.path.basename(path))]
    known = tuple(prefix + name for name in names if name.endswith(".py"))
    return Missing(Absent.FILE, path, 0, owner=root, known=known)
