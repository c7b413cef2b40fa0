"""setup.cfg: the entry points of pbr (`[entry_points]`) and setuptools (`[options.entry_points]`).

Both read the file raw and case-sensitive, and each group's value line by line
(`pbr.util.setup_cfg_to_setup_kwargs`, `setuptools.config.setupcfg`).
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.entry_points import entry_point_problems, read_entry
from entryway.dialects.ini_problems import ini_problems
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, Problem, Reading
from entryway.syntax.ini import IniTree, read_ini
from entryway.syntax.object_reference import part

_SECTIONS = ("entry_points", "options.entry_points")


def read_setup_cfg(text: Text) -> Reading:
    """Return the entry points a setup.cfg declares."""
    tree = read_ini(text.text)
    groups: list[Name] = []
    entries: list[EntryPoint] = []
    problems: list[Problem] = []
    for group, lines in _groups(tree):
        groups.append(group)
        for line in lines:
            entry = read_entry(group, line)
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                entries.append(entry)
    return Reading(
        entry_points=tuple(entries),
        references=tuple(e.reference for e in entries if e.reference is not None),
        problems=(*ini_problems(tree), *problems, *entry_point_problems(groups, entries)),
    )


def entry_points_files(tree: IniTree) -> tuple[str, ...]:
    """Return the files that `[options] entry_points = file: a, b` names, relative to setup.cfg."""
    text = _option_value(tree, "options", "entry_points")
    if not text.startswith("file:"):
        return ()
    return tuple(name for word in text[len("file:") :].split(",") if (name := word.strip()))


def _option_value(tree: IniTree, section: str, option: str) -> str:
    found = tree.section(section)
    for each in found.options if found is not None else ():
        if each.key.text == option:
            return each.value_text.strip()
    return ""


def _groups(tree: IniTree) -> Iterator[tuple[Name, list[Name]]]:
    """Yield each group with the lines that declare its entry points."""
    for section in tree.sections:
        if section.name.text in _SECTIONS:
            for option in section.options:
                yield option.key, _entry_lines(option.value)
        elif section.name.text == "options":
            for option in section.options:
                if option.key.text == "entry_points" and not option.value_text.startswith("file:"):
                    yield from _inline_groups(option.value)


def _entry_lines(value: tuple[Name, ...]) -> list[Name]:
    return [line for line in value if line.text and not line.text.startswith(("#", ";"))]


def _inline_groups(value: tuple[Name, ...]) -> Iterator[tuple[Name, list[Name]]]:
    """Read `[options] entry_points =` with the text of an entry_points.txt indented below it."""
    group: Name | None = None
    lines: list[Name] = []
    for line in _entry_lines(value):
        if line.text.startswith("[") and line.text.endswith("]"):
            if group is not None:
                yield group, lines
            group, lines = part(line, 1, len(line.text) - 1), []
        else:
            lines.append(line)
    if group is not None:
        yield group, lines
