"""`entry_points.txt`, the form in which installed distributions record their entry points.

The rule is the packaging specification "Entry points", file format: an INI file, one section for
each group. setuptools reads the same form from `[options] entry_points = file: …` of setup.cfg.
"""

from __future__ import annotations

from entryway.dialects.entry_points import entry_point_problems
from entryway.dialects.ini_problems import ini_problems
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, Range, Reading
from entryway.syntax.ini import IniOption, IniSection, read_ini
from entryway.syntax.object_reference import parse_object_reference


def read_entry_points_txt(text: Text) -> Reading:
    """Return the entry points an `entry_points.txt` records."""
    tree = read_ini(text.text)
    entries = tuple(
        _entry(section, option) for section in tree.sections for option in section.options
    )
    groups = (section.name for section in tree.sections)
    return Reading(
        entry_points=entries,
        references=tuple(e.reference for e in entries if e.reference is not None),
        problems=(*ini_problems(tree), *entry_point_problems(groups, entries)),
    )


def _entry(section: IniSection, option: IniOption) -> EntryPoint:
    # `name : value` and `name = value` are the same to configparser; a value has one line.
    value = next((piece for piece in option.value if piece.text), None)
    if value is None:
        end = option.delimiter.end
        value = Name("", Range(end, end))
    reference = parse_object_reference(value, option.key, section.name.text)
    return EntryPoint(section.name, option.key, value, reference)
