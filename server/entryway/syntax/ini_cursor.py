"""What is being written at a cursor in an INI file: a header, a key, or a line of a value.

A line that is half typed may be no statement yet, or a wrong one, so the tree tells what stands
above the line and the line itself is looked at here. INI files are read downwards: no line changes
what stands above it.
"""

from __future__ import annotations

from bisect import bisect_left

from entryway.model import Position
from entryway.namedtuples import NamedTuple
from entryway.syntax.ini import IniOption, IniSection, IniTree
from entryway.syntax.line_index import LineIndex
from entryway.syntax.typed import Typed

_DELIMITERS = "=:"


class IniHeader(NamedTuple):
    """The cursor stands in a header, between `[` and `]`; `is_closed` tells of the latter."""

    typed: Typed
    is_closed: bool


class IniKey(NamedTuple):
    """The cursor stands in the key of an option of a section; `has_delimiter` may still lack."""

    section: IniSection
    typed: Typed
    has_delimiter: bool


class IniValue(NamedTuple):
    """The cursor stands in one line of a value.

    `earlier` are the lines of the value above it, `later` those below it.
    """

    section: IniSection
    key: str
    typed: Typed
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


IniPlace = IniHeader | IniKey | IniValue


def ini_place(tree: IniTree, index: LineIndex, position: Position) -> IniPlace | None:
    """Return what is being written at a position; None in comments, and where no section is open.

    `tree` and `index` are those of the same text.
    """
    line = index.line(position.line)
    whole = Typed(line[: position.column], line[position.column :], position)
    content = line.strip()
    if content.startswith(("#", ";")):
        return None
    indent = len(line) - len(line.lstrip())
    if position.column < indent:
        return None
    at = bisect_left(tree.sections, position.line, key=_section_line)
    section = tree.sections[at - 1] if at else None
    option = None if section is None else _option_above(section, position.line)
    if section is not None and option is not None and _continues(index, option, position, indent):
        pieces = option.value_lines
        return IniValue(
            section,
            option.key_text,
            whole.stripped(),
            tuple(text for line, text in pieces if line < position.line),
            tuple(text for line, text in pieces if line > position.line and text),
        )
    statement = whole.stripped()
    if content.startswith("["):
        return _header(statement)
    return None if section is None else _own_line(section, statement)


def _header(statement: Typed) -> IniHeader | None:
    inside = statement.behind(1)
    if not statement.before or "]" in inside.before:
        return None
    closing = inside.after.rfind("]")
    return IniHeader(inside if closing < 0 else inside.until(closing), closing >= 0)


def _own_line(section: IniSection, statement: Typed) -> IniKey | IniValue:
    """Return the place in a line that begins an option, or will."""
    before = statement.before
    delimiter = next((at for at, char in enumerate(before) if char in _DELIMITERS), None)
    if delimiter is None:
        after = statement.after
        end = next((at for at, char in enumerate(after) if char in _DELIMITERS), len(after))
        key = statement.until(len(after[:end].rstrip()))
        return IniKey(section, key, end < len(after))
    key_text = before[:delimiter].rstrip()
    line = statement.cursor.line
    option = _option_above(section, line + 1)
    pieces = option.value_lines[1:] if option is not None and option.key_line == line else ()
    later = tuple(text for _, text in pieces if text)
    return IniValue(section, key_text, statement.behind(delimiter + 1).stripped(), (), later)


def _section_line(section: IniSection) -> int:
    return section.line


def _key_line(option: IniOption) -> int:
    return option.key_line


def _option_above(section: IniSection, line: int) -> IniOption | None:
    at = bisect_left(section.options, line, key=_key_line)
    return section.options[at - 1] if at else None


def _continues(index: LineIndex, option: IniOption, position: Position, indent: int) -> bool:
    """Whether a line of this indent continues an option above it.

    It does if it is deeper than the option, and nothing between the two begins a statement. What is
    no option and no header is not in the tree, but begins one all the same.
    """
    key = option.key.range.start
    if indent <= key.column:
        return False
    for number in range(position.line - 1, key.line, -1):
        text = index.line(number)
        content = text.lstrip()
        if (
            content
            and not content.startswith(("#", ";"))
            and len(text) - len(content) <= key.column
        ):
            return False
    return True
