"""Folding: the stretches of a file that can be closed to one line."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from entryway.namedtuples import NamedTuple
from entryway.syntax.ini import read_ini
from entryway.syntax.text import split_lines
from entryway.workspace.snapshot import Document


class FoldKind(enum.Enum):
    """What is folded, as far as editors tell it apart (LSP 3.17, "FoldingRangeKind")."""

    REGION = "region"
    COMMENT = "comment"


class Fold(NamedTuple):
    """The 0-based first line, which stays in sight, and the last."""

    first: int
    last: int
    kind: FoldKind = FoldKind.REGION


def folds(document: Document) -> tuple[Fold, ...]:
    """Return what can be folded in a document: sections, values of several lines, comments.

    Every kind of document so far is an INI file.
    """
    tree = document.reading.tree or read_ini(document.text.text)
    found: list[Fold] = []
    for section in tree.sections:
        found.append(Fold(section.header.start.line, section.end.line))
        found.extend(
            Fold(option.key.range.start.line, option.value[-1].range.end.line)
            for option in section.options
        )
    found.extend(_comments(document.text.text))
    return tuple(sorted((f for f in found if f.last > f.first), key=lambda fold: fold[:2]))


def _comments(text: str) -> Iterator[Fold]:
    first: int | None = None
    lines = split_lines(text)
    for number, line in enumerate([*lines, ""]):
        is_comment = line.lstrip().startswith(("#", ";"))
        if is_comment and first is None:
            first = number
        elif not is_comment and first is not None:
            yield Fold(first, number - 1, FoldKind.COMMENT)
            first = None
