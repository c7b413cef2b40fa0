"""Headers of Paste Deploy sections whose `]` is not typed.

configparser takes `[filter:auth` below another section for its option `[filter`, and so does the
reader. Nobody means that, and all that is said of the options below would be of the wrong section.
"""

from __future__ import annotations

from collections.abc import Sequence

from entryway.dialects.paste_kinds import GROUPS_BY_KIND
from entryway.model import Range
from entryway.problems import Code, Fix, Problem, Severity
from entryway.syntax.ini import IniOption, IniSection
from entryway.syntax.object_reference import quoted


def open_headers(section: IniSection) -> Sequence[IniOption]:
    """Return what was read as options of a section and begins as headers of further ones do."""
    opened = [option for option in section.options if option.key_text.startswith("[")]
    return [option for option in opened if option.key_text[1:] in GROUPS_BY_KIND]


def name_of(option: IniOption) -> str:
    """Return the name that a header that is not closed gives to its section."""
    return option.value_lines[0][1].strip()


def report(section: IniSection, option: IniOption) -> Problem:
    """Return what is to be said of a header that is not closed, which configparser accepts."""
    start, end = option.key.range.start, option.value[0].range.end
    name = name_of(option)
    text = f"{option.key_text}:{name}"
    above = quoted(f"[{section.name_text}]")
    read = f"and configparser reads an option of {above} here"
    if not name:
        # An empty value stands at the end of the line, blanks included.
        end = option.delimiter.end
        message = f'header {quoted(text)} is not closed, {read}; add a name and a "]".'
        return Problem(Code.SYNTAX_ERROR, Range(start, end), message, Severity.WARNING)
    return Problem(
        Code.SYNTAX_ERROR,
        Range(start, end),
        f'header {quoted(text)} is not closed, {read}; add a "]".',
        Severity.WARNING,
        fixes=(Fix(f"Change to {quoted(f'{text}]')}", Range(start, end), f"{text}]"),),
    )


def first_open_line(section: IniSection) -> int | None:
    """Return the 0-based line of a section's first header that is not closed, None without one."""
    return next((option.key_line for option in open_headers(section)), None)
