"""Ranges in tests, drawn into the text: ``«`` stands before a range's first character, ``»`` behind
its last. A failing comparison of two marked texts shows where the ranges are and where they should
be, which numbers would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from entryway.model import Position, Range


def without_marks(marked: str) -> str:
    """Return the text that `marked` is about."""
    return re.sub("[«»]", "", marked)


def with_marks(text: str, ranges: Iterable[Range]) -> str:
    """Return `text` with each of the ranges drawn into it."""
    lines = re.split("(\r\n|\r|\n)", text)
    for range_ in sorted(ranges, reverse=True):
        _insert(lines, range_.end, "»")
        _insert(lines, range_.start, "«")
    return "".join(lines)


def _insert(lines: list[str], position: Position, mark: str) -> None:
    # Each line is followed by its line end in the list.
    line = lines[2 * position.line]
    assert position.column <= len(line), f"{position} is behind the end of {line!r}"
    lines[2 * position.line] = line[: position.column] + mark + line[position.column :]
