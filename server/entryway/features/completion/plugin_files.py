"""`tools/plugin.py`, as mypy takes plugins: the Python files of the project, folder by folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.syntax.typed import Typed
from entryway.workspace.snapshot import Snapshot


def complete_plugin_file(snapshot: Snapshot, path: str, typed: Typed) -> Completions | None:
    """Return the files and folders that may stand at the cursor in a path; None outside of it."""
    before, _, word = typed.before.rpartition("/")
    folder = os.path.normpath(before) if before else "/"
    if folder.startswith(("/", "..")) or "\0" in folder:
        return None
    end = next((at for at, char in enumerate(typed.after) if char in "/:"), len(typed.after))
    part = typed.behind(len(typed.before) - len(word)).until(end)
    root = snapshot.project(path).root
    return completions(part, _within(snapshot, os.path.normpath(f"{root}/{folder}")))


def _within(snapshot: Snapshot, folder: str) -> Iterator[Item]:
    listing = snapshot.view.listing(folder)
    if listing is None:
        return
    for name in sorted(listing.files):
        if name.endswith(".py"):
            yield Item(name, ItemKind.FILE, name)
    for name in sorted(listing.folders):
        if not name.startswith(".") and name != "__pycache__":
            yield Item(f"{name}/", ItemKind.FOLDER, f"{name}/", rank=1)
