"""`config:path#name`: Paste Deploy files beside the document, and their sections."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from entryway.dialects.table import PASTE_INI
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.features.completion.paste_sections import section_items
from entryway.files.store import DiskIdentity
from entryway.paste.sections import Wanted
from entryway.paste.targets import config_path
from entryway.syntax.typed import Typed
from entryway.workspace.snapshot import Document, Snapshot

_HERE = "%(here)s"
_FILES_LIMIT = 200
"""Files of one folder that are looked into; a folder of more is no folder of configuration."""

_SIZE_LIMIT = 1024 * 1024
"""Bytes of the largest file that is looked into; programs and logs are larger."""


def complete_config(
    snapshot: Snapshot, path: str, typed: Typed, wanted: Sequence[Wanted]
) -> Completions | None:
    """Return what may stand behind `config:` in the document at `path`."""
    folder = os.path.dirname(path)
    written, hash_, _ = typed.before.partition("#")
    if hash_:
        target = _path(written, folder)
        file = None if target is None else snapshot.paste_file(target)
        items = () if file is None else section_items(file, wanted)
        return completions(typed.behind(len(written) + 1), items)
    word = written.rpartition("/")[2]
    searched = _path(written[: len(written) - len(word)] or ".", folder)
    if searched is None or "%" in word:
        return None
    end = next((at for at, char in enumerate(typed.after) if char in "/#"), len(typed.after))
    part = typed.behind(len(written) - len(word)).until(end)
    return completions(part, _within(snapshot, path, searched))


def _path(written: str, folder: str) -> str | None:
    """Return the path that a written one means, None where a variable is in it."""
    expanded = written.replace(_HERE, folder)
    return None if "%" in expanded else config_path(expanded, folder)


def _within(snapshot: Snapshot, path: str, folder: str) -> Iterator[Item]:
    """Yield the Paste Deploy files in a folder, and the folders that may hold more.

    Files outside of the workspace are told by their names alone: nobody asked to have them read,
    and to read some, such as those in /proc, takes for ever.
    """
    listing = snapshot.view.listing(folder)
    if listing is None:
        return
    known = (*snapshot.folders, snapshot.project(path).root)
    is_known = any(f"{folder}/".startswith(f"{each}/") for each in known)
    may_be = [name for name in sorted(listing.files) if PASTE_INI.may_be(name)]
    for name in may_be[:_FILES_LIMIT]:
        file = os.path.join(folder, name)
        if file != path and (_is_paste(snapshot, file) if is_known else "." in name):
            yield Item(name, ItemKind.FILE, name)
    for name in sorted(listing.folders):
        if not name.startswith("."):
            yield Item(f"{name}/", ItemKind.FOLDER, f"{name}/", rank=1)


def _is_paste(snapshot: Snapshot, file: str) -> bool:
    identity = snapshot.view.identity(file)
    if isinstance(identity, DiskIdentity) and identity.size > _SIZE_LIMIT:
        return False
    document = snapshot.document(file)
    return isinstance(document, Document) and document.dialect is PASTE_INI
