"""Which stretches of a document can be closed to one line: its sections, long values, comments."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from entryway.dialects.reading import Reading
from entryway.files.view import Text
from entryway.namedtuples import NamedTuple
from entryway.syntax.ini import read_ini
from entryway.syntax.text import split_lines


class FoldKind(enum.Enum):
    """What is folded, as far as editors tell it apart (LSP 3.17, "FoldingRangeKind")."""

    REGION = "region"
    COMMENT = "comment"


class Fold(NamedTuple):
    """The 0-based first line, which stays in sight, and the last."""

    first: int
    last: int
    kind: FoldKind = FoldKind.REGION


def ini_folds(text: Text, reading: Reading) -> Iterator[Fold]:
    """Yield the sections of an INI file, its options, and its comments."""
    tree = reading.tree or read_ini(text.text)
    for section in tree.sections:
        yield Fold(section.header.start.line, section.end.line)
        for option in section.options:
            yield Fold(option.key.range.start.line, option.value[-1].range.end.line)
    lines = enumerate(split_lines(text.text))
    yield from comment_folds(n for n, line in lines if line.lstrip().startswith(("#", ";")))


def comment_folds(lines: Iterator[int]) -> Iterator[Fold]:
    """Yield the runs of the lines that are comments, which are given in their order."""
    first = last = -1
    for line in lines:
        if line != last + 1 or first < 0:
            if first >= 0:
                yield Fold(first, last, FoldKind.COMMENT)
            first = line
        last = line
    if first >= 0:
        yield Fold(first, last, FoldKind.COMMENT)
