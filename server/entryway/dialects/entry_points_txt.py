"""`entry_points.txt`, the form in which installed distributions record their entry points.

The rule is the packaging specification "Entry points", file format, as `importlib.metadata` reads
it: one section for each group, and only `=` ends a name, which may hold a colon. setuptools reads
the same form from files that setup.cfg and pyproject.toml name; those of the latter it reads with
configparser, for which `;` begins a comment, too (`setuptools.config.expand.entry_points`).
"""

from __future__ import annotations

from entryway.dialects.entry_points import (
    entry_point_problems,
    is_group_header,
    read_entries,
    read_groups,
)
from entryway.dialects.gaps import Gap, entry_gap, group_header_gap
from entryway.dialects.reading import Reading
from entryway.dialects.templates import is_template, is_templated
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, Position, line_range
from entryway.problems import Code, Problem
from entryway.syntax.line_index import LineIndex
from entryway.syntax.text import split_lines
from entryway.syntax.typed import Typed


def read_entry_points_txt(text: Text) -> Reading:
    """Return the entry points an `entry_points.txt` records."""
    lines = (
        Name(line, line_range(number, 0, len(line)))
        for number, line in enumerate(split_lines(text.text))
    )
    groups: list[Name] = []
    entries: list[EntryPoint] = []
    problems: list[Problem] = []
    has_more = is_template(text.text)
    for group, declared in read_groups(lines):
        if group is None:
            problems.append(no_group_above(declared[0]))
            continue
        groups.append(group)
        has_more |= any(is_templated(line.text) for line in declared)
        for entry in read_entries(group, declared):
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                entries.append(entry)
    return Reading(
        entry_points=tuple(entries),
        references=tuple(e.reference for e in entries if e.reference is not None),
        problems=()
        if is_template(text.text)
        else (*problems, *entry_point_problems(groups, entries)),
        groups=tuple(groups),
        has_more=has_more,
    )


def entry_points_txt_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place of an entry_points.txt: a group, or a value."""
    line = index.line(position.line)
    typed = Typed(line[: position.column], line[position.column :], position).stripped()
    if line.lstrip().startswith(("#", ";")):
        return None
    if line.lstrip().startswith("["):
        return group_header_gap(typed)
    for number in range(position.line - 1, -1, -1):
        above = index.line(number).strip()
        if is_group_header(above):
            return entry_gap(above.strip("[]"), typed)
    return None


def no_group_above(line: Name) -> Problem:
    """Return the problem of a line that stands above the first group."""
    return Problem(
        Code.SYNTAX_ERROR,
        line.range,
        'no group stands above this line; write one, such as "[console_scripts]".',
    )
