"""Texts with marks, read by a dialect: what it says, drawn into the text it says it of."""

from __future__ import annotations

from collections.abc import Callable

from entryway.dialects.reading import Reading
from entryway.files.view import Text
from entryway.model import ObjectReference, Range
from entryway.problems import Fix, Problem
from entryway.syntax.line_index import LineIndex
from syntax.marks import with_marks, without_marks

Read = Callable[[Text], Reading]


def read_text(read: Read, marked: str, name: str = "/shop/setup.cfg") -> Reading:
    """Return what a dialect finds in a text whose marks are left off."""
    return read(Text(name, without_marks(marked)))


def problem_in(read: Read, marked: str) -> Problem:
    """Return the one problem of a text, which has to stand exactly between its marks."""
    problems = read_text(read, marked).problems
    text = without_marks(marked)
    assert with_marks(text, [problem.range for problem in problems]) == marked
    assert len(problems) == 1, problems
    return problems[0]


def fixed(marked: str, fix: Fix) -> str:
    """Return the text after a fix was applied."""
    text = without_marks(marked)
    index = LineIndex.of(text)
    start, end = index.offset(fix.range.start), index.offset(fix.range.end)
    return text[:start] + fix.text + text[end:]


def leading_parts(read: Read, marked: str) -> str:
    """Return a text with marks around all that leads somewhere, keys of references included."""
    text = without_marks(marked)
    reading = read_text(read, marked)
    ranges: list[Range] = []
    for reference in (*reading.references, *reading.unjudged):
        assert isinstance(reference, ObjectReference)
        ranges.extend(part.range for part in (*reference.module, *reference.attributes))
        if reference.key is not None:
            ranges.append(reference.key.range)
    return with_marks(text, ranges)


def declared(reading: Reading) -> list[tuple[str, str, str]]:
    """Return the entry points as `(group, name, value)`."""
    return [(e.group.text, e.name.text, e.value.text) for e in reading.entry_points]
