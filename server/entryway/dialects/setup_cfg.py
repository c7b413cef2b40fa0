"""setup.cfg: the entry points of pbr (`[entry_points]`) and setuptools (`[options.entry_points]`).

What it names besides them, such as mypy's plugins, is read by `setup_cfg_objects`.

pbr takes one entry point a line, groups in lower case and with underscores for dashes
(`pbr.util.setup_cfg_to_args`). setuptools takes groups as they are written; a value of a single
line it splits at commas (`setuptools.config.setupcfg.ConfigHandler._parse_list`).
`[options] entry_points` holds the text of an entry_points.txt, or names files with `file:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.entry_points import entry_point_problems, read_entries, read_groups
from entryway.dialects.gaps import Gap, GroupGap, entry_gap, group_above, group_header_gap
from entryway.dialects.ini_problems import ini_problems
from entryway.dialects.reading import Reading
from entryway.dialects.setup_cfg_objects import named_objects, object_gap
from entryway.dialects.templates import is_template, is_templated
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, Position
from entryway.problems import Problem
from entryway.syntax.ini import IniSection, IniTree, read_ini
from entryway.syntax.ini_cursor import IniKey, IniValue, ini_place
from entryway.syntax.line_index import LineIndex
from entryway.syntax.object_reference import split
from entryway.syntax.typed import Typed

_FILE = "file:"
_GROUP_SECTIONS = ("entry_points", "options.entry_points")
"""The sections whose options are groups: pbr's and that of setuptools."""


def read_setup_cfg(text: Text) -> Reading:
    """Return the entry points a setup.cfg declares."""
    tree = read_ini(text.text)
    entries: list[EntryPoint] = []
    problems: list[Problem] = []
    named: list[Name] = []
    has_more = False
    for section in tree.sections:
        groups: list[Name] = []
        home: list[EntryPoint] = []
        for group, lines in _groups(section):
            groups.append(group)
            has_more |= any(is_templated(line.text) for line in lines)
            for entry in read_entries(group, lines):
                if isinstance(entry, Problem):
                    problems.append(entry)
                else:
                    home.append(entry._replace(home=section.name.text))
        named.extend(groups)
        entries.extend(home)
        problems.extend(entry_point_problems(groups, home))
    others = named_objects(tree)
    problems.extend(others.problems)
    return Reading(
        entry_points=tuple(entries),
        references=(
            *(e.reference for e in entries if e.reference is not None),
            *others.references,
        ),
        problems=() if is_template(text.text) else (*ini_problems(tree, text.text), *problems),
        tree=tree,
        unjudged=others.unjudged,
        groups=tuple(named),
        has_more=has_more or is_template(text.text),
    )


def entry_points_files(tree: IniTree) -> tuple[str, ...]:
    """Return the files that `[options] entry_points = file: a, b` names, relative to setup.cfg."""
    section = tree.section("options")
    for option in section.options if section is not None else ():
        if _is_entry_points(option.key_text) and option.value_text.startswith(_FILE):
            names = option.value_text[len(_FILE) :].split(",")
            return tuple(name for word in names if (name := word.strip()))
    return ()


def setup_cfg_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place of a setup.cfg: a group, or the name of an object."""
    tree = reading.tree or read_ini(index.text)
    match ini_place(tree, index, position):
        case IniKey(section=section, typed=typed, has_delimiter=has_delimiter):
            if section.name_text in _GROUP_SECTIONS:
                return GroupGap(typed, "" if has_delimiter else " =")
        case IniValue(section=section, key=key, typed=typed) as value:
            if section.name_text == "entry_points":
                return entry_gap(_pbr_group(key), typed)
            if section.name_text == "options.entry_points":
                alone = not value.earlier and not value.later
                return entry_gap(key, _list_item(typed) if alone else typed)
            is_text = not "".join(value.earlier[:1]).startswith(_FILE)
            if section.name_text == "options" and _is_entry_points(key) and is_text:
                group = group_above(value.earlier)
                header = group_header_gap(typed)
                return header or (None if group is None else entry_gap(group, typed))
            return object_gap(value, tree)
    return None


def _list_item(typed: Typed) -> Typed:
    """Return the item of a list in one line that the cursor stands in."""
    comma = typed.after.find(",")
    item = typed if comma < 0 else typed.until(comma)
    return item.behind(item.before.rfind(",") + 1).stripped()


def _is_entry_points(key: str) -> bool:
    """Whether a key of `[options]` is the one of entry points, with a dash or an underscore."""
    return key.replace("-", "_") == "entry_points"


def _pbr_group(key: str) -> str:
    return key.lower().replace("-", "_")


def _groups(section: IniSection) -> Iterator[tuple[Name, list[Name]]]:
    """Yield each group of a section with the lines that declare its entry points."""
    match section.name.text:
        case "entry_points":
            for option in section.options:
                group = option.key
                yield (
                    Name(_pbr_group(group.text), group.range),
                    _without_comments(option.value),
                )
        case "options.entry_points":
            for option in section.options:
                yield option.key, _without_comments(_setuptools_list(option.value))
        case "options":
            for option in section.options:
                if _is_entry_points(option.key_text) and not option.value_text.startswith(_FILE):
                    for found, lines in read_groups(option.value):
                        if found is not None:
                            yield found, lines


def _without_comments(lines: tuple[Name, ...]) -> list[Name]:
    return [line for line in lines if line.text and not line.text.startswith("#")]


def _setuptools_list(value: tuple[Name, ...]) -> tuple[Name, ...]:
    """Split a value as setuptools does: into lines where there are several, else at commas."""
    if len(value) != 1 or "," not in value[0].text:
        return value
    return tuple(split(value[0]))
