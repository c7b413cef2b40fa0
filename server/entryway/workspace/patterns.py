"""Patterns that choose files, written as in .gitignore and relative to a folder.

`*` and `?` stand for characters of one name, `[ab]` for one of several, `**` for any folders. A
pattern with no slash but at its end holds at any depth, any other only from its folder on. A slash
at the end lets it mean folders only. There is no negation.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_ANY_FOLDERS = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. `floats` says that it holds at any depth.

    Each of `segments` matches one name of a path; None stands for any number of them.
    """

    text: str
    floats: bool
    folders_only: bool
    segments: tuple[re.Pattern[str] | None, ...] = field(compare=False)

    def matches(self, parts: Sequence[str], *, is_folder: bool) -> bool:
        """Whether the pattern names exactly this path, given as the names on its way.

        The time is that of the path's length times the pattern's, whatever either holds: both may
        be a stranger's.
        """
        if self.folders_only and not is_folder:
            return False
        places = self._reached({0})
        for name in parts:
            after: set[int] = set()
            for place in places:
                if place == len(self.segments):
                    continue
                segment = self.segments[place]
                if segment is _ANY_FOLDERS:
                    after.add(place)
                elif segment.match(name) is not None:
                    after.add(place + 1)
            if not after:
                return False
            places = self._reached(after)
        return len(self.segments) in places

    def _reached(self, places: set[int]) -> set[int]:
        """Add the places that `**` reaches by standing for no folder; it never stands twice."""
        end = len(self.segments)
        passed = {p + 1 for p in places if p < end and self.segments[p] is _ANY_FOLDERS}
        return places | passed


def read_pattern(text: str) -> Pattern | None:
    """Return the pattern that a text is, None where it can name nothing below its folder."""
    names = [name for name in text.split("/") if name not in ("", ".")]
    if not names or ".." in names or text.startswith("!"):
        return None
    floats = "/" not in text.rstrip("/")
    if floats:
        names.insert(0, "**")
    segments: list[re.Pattern[str] | None] = []
    for name in names:
        if name != "**":
            segments.append(_segment(name))
        elif not segments or segments[-1] is not _ANY_FOLDERS:
            segments.append(_ANY_FOLDERS)
    if segments[-1] is _ANY_FOLDERS:
        # What ends in `**` means all that is in a folder, and not the folder.
        segments.append(_segment("*"))
    return Pattern(text, floats, text.endswith("/"), tuple(segments))


def _segment(name: str) -> re.Pattern[str]:
    try:
        # Made so that stars cost no more than the square of a name's length.
        return re.compile(fnmatch.translate(name))
    except re.error:  # Such as `[z-a]`, before Python 3.11.
        return re.compile(re.escape(name) + r"\Z")


class FileRules(NamedTuple):
    """The patterns of one place that settings are written in, relative to `base`."""

    base: str
    include: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]

    def excludes(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a file or folder is itself left out, whatever holds it."""
        return self._names(self.exclude, self._parts(path), is_folder=is_folder)

    def excludes_way_to(self, path: str) -> bool:
        """Whether a file is left out, or a folder between it and `base`."""
        return self._names_way_to(self.exclude, path)

    def includes(self, path: str) -> bool:
        """Whether a file is added, or a folder that holds it."""
        return self._names_way_to(self.include, path)

    def _names_way_to(self, patterns: tuple[Pattern, ...], path: str) -> bool:
        if not patterns:
            return False
        parts = self._parts(path)
        return any(
            self._names(patterns, parts[:count], is_folder=count < len(parts))
            for count in range(1, len(parts) + 1)
        )

    def _names(
        self, patterns: tuple[Pattern, ...], parts: Sequence[str], *, is_folder: bool
    ) -> bool:
        return any(pattern.matches(parts, is_folder=is_folder) for pattern in patterns)

    def _parts(self, path: str) -> list[str]:
        start = self.base.rstrip("/") + "/"
        return path[len(start) :].split("/") if path.startswith(start) else []
