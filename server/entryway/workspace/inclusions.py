"""Which Paste Deploy files include which others, by `config:`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from entryway.dialects.table import may_be_document
from entryway.files.view import Text, Unreadable, View
from entryway.paste.sections import read_paste_file
from entryway.paste.targets import ConfigTarget
from entryway.paste.uses import find_uses
from entryway.workspace.choosing import Chooser
from entryway.workspace.discovery import find_candidates


class Inclusions:
    """The files of a workspace that include others; they are searched at the first question.

    Files outside of the workspace's folders may be included by those beside them. What `chooser`
    excludes includes others all the same, since whoever loads it is not asked what is shown.
    """

    def __init__(self, view: View, folders: tuple[str, ...], chooser: Chooser) -> None:
        self._view = view
        self._folders = folders
        self._chooser = chooser
        self._by_workspace: Mapping[str, tuple[str, ...]] | None = None

    def outermost(self, path: str) -> tuple[str, ...]:
        """Return the files through which a file is included, and which nothing includes in turn.

        Of files that include each other all are returned, since any may be the one to be loaded.
        """
        includers = self._includers(path)
        reached: dict[str, None] = {}
        pending = list(includers.get(path, ()))
        while pending:
            current = pending.pop()
            if current not in reached and current != path:
                reached[current] = None
                pending.extend(includers.get(current, ()))
        outermost = [each for each in reached if not includers.get(each)]
        return tuple(sorted(outermost or reached))

    def _includers(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """Return for each file those that include it, among all that may include `path`."""
        if not any(path.startswith(folder + "/") for folder in self._folders):
            folder = os.path.dirname(path)
            listing = self._view.listing(folder)
            names = sorted(listing.files) if listing is not None else []
            return self._invert(f"{folder}/{name}" for name in names if may_be_document(name))
        if self._by_workspace is None:
            self._by_workspace = self._invert(
                path
                for folder in self._folders
                for path in find_candidates(
                    self._view, folder, chooser=self._chooser, excluding=False
                )
            )
        return self._by_workspace

    def _invert(self, paths: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        includers: dict[str, dict[str, None]] = {}
        for path in paths:
            included = self._view.derive(included_files, path, self._view.config_text)
            for each in () if isinstance(included, Unreadable) else included:
                includers.setdefault(each, {})[path] = None
        return {path: tuple(them) for path, them in includers.items()}


def included_files(text: Text) -> tuple[str, ...]:
    """Return the files that a Paste Deploy file includes, itself left out, each once."""
    # Most files include none, which is seen faster than they are read.
    if "config:" not in text.text.lower():
        return ()
    return tuple(dict.fromkeys(path for path in _included(text) if path != text.path))


def _included(text: Text) -> Iterator[str]:
    for use in find_uses(read_paste_file(text)):
        if isinstance(use.target, ConfigTarget) and use.target.file is not None:
            yield use.target.file
