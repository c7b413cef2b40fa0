"""The objects that setup.cfg names besides entry points, and who loads them.

- setuptools: `[metadata] version = attr: module.attribute` and the command classes of `[options]
  cmdclass` (`setuptools.config.setupcfg`; it allows `attr:` nowhere else).
- pbr: `[global] setup-hooks` and `commands`, one name a line (`pbr.setupcfg.setup_cfg_to_args`);
  until pbr 4 also `pre_hook.name` and `post_hook.name` in the section of a command
  (`pbr.util.wrap_commands`).
- flake8: `[flake8:local-plugins] extension` and `report`, each `code = module:attribute`, separated
  by commas or line ends, found in the folders of `paths` (`flake8.plugins.finder`).
- mypy: `[mypy] plugins`, separated by commas (`mypy.config_parser`).

What a build loads is loaded in an environment of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from entryway.dialects.dotted_names import read_dotted
from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.gaps import ObjectGap
from entryway.dialects.homes import (
    COMMAND_CLASSES,
    COMMAND_HOOKS,
    COMMANDS,
    MYPY_PLUGINS,
    SETUP_HOOKS,
    VERSION,
)
from entryway.dialects.mypy_plugins import read_plugin
from entryway.dialects.templates import is_templated
from entryway.model import Folders, Name, ObjectReference
from entryway.namedtuples import NamedTuple
from entryway.problems import Code, Fix, Problem
from entryway.syntax.ini import IniOption, IniTree
from entryway.syntax.ini_cursor import IniValue
from entryway.syntax.object_reference import (
    parse_object_reference,
    part,
    quoted,
    split,
    stripped,
)
from entryway.syntax.typed import Typed

_ATTR = "attr:"
LOCAL_PLUGINS = "flake8:local-plugins"
"""The section of flake8, whose plugins `flake8_cfg` reads in other files."""

_LIST = re.compile(r"[,\s]")

Read = ObjectReference | Problem | None


class NamedObjects(NamedTuple):
    """What is found of such objects, as in a `Reading`."""

    references: tuple[ObjectReference, ...]
    unjudged: tuple[ObjectReference, ...]
    problems: tuple[Problem, ...]


def named_objects(tree: IniTree) -> NamedObjects:
    """Return the objects that a setup.cfg names besides entry points."""
    references: list[ObjectReference] = []
    unjudged: list[ObjectReference] = []
    problems: list[Problem] = []
    for section in tree.sections:
        for option in section.options:
            home = home_of(section.name_text, option.key_text)
            for found in _read(home, option, tree) if home is not None else ():
                if isinstance(found, Problem):
                    problems.append(found)
                elif found is not None:
                    # The pbr of today knows no hooks of commands.
                    (unjudged if home == COMMAND_HOOKS else references).append(found)
    return NamedObjects(tuple(references), tuple(unjudged), tuple(problems))


def home_of(section: str, key: str) -> str | None:
    """Return what stands for a group in the references of an option, None where it has none."""
    key = key.lower()
    name = key.replace("-", "_")
    if (section, name) in _HOMES:
        return _HOMES[section, name]
    return COMMAND_HOOKS if key.startswith(("pre_hook.", "post_hook.")) else None


_HOMES = {
    ("metadata", "version"): VERSION,
    ("options", "cmdclass"): COMMAND_CLASSES,
    ("global", "setup_hooks"): SETUP_HOOKS,
    ("global", "commands"): COMMANDS,
    (LOCAL_PLUGINS, "extension"): "flake8.extension",
    (LOCAL_PLUGINS, "report"): "flake8.report",
    ("mypy", "plugins"): MYPY_PLUGINS,
}


def _read(home: str, option: IniOption, tree: IniTree) -> Iterator[Read]:
    """Yield what an option names."""
    if home == VERSION:
        yield from _version(option)
    elif home == MYPY_PLUGINS:
        yield from _plugins(option)
    elif home.startswith("flake8."):
        folders = _folders(tree)
        for item in _items(option, ",\t"):
            yield _local_plugin(item, home, folders)
    elif home == COMMAND_CLASSES:
        # Of several lines, commas separate nothing.
        for item in _items(option, "," if len(option.value_lines) == 1 else ""):
            yield _command_class(item)
    else:
        for item in _items(option, ""):
            key = option.key if home == COMMAND_HOOKS else None
            read = read_dotted(item, key, "pbr", home)
            if isinstance(read, ObjectReference):
                read = read._replace(is_dotted=True, in_build=True)
            yield read


def _version(option: IniOption) -> Iterator[Read]:
    value = option.value
    if len(value) == 1 and value[0].text.startswith(_ATTR):
        described = part(value[0], len(_ATTR), len(value[0].text))
        if not is_templated(described.text):
            yield read_dotted(described, option.key, "attr", VERSION)


def _items(option: IniOption, separators: str) -> Iterator[Name]:
    """Yield the items of a list: each line, or what stands between separators of one character."""
    for line in option.value:
        if not line.text.startswith("#"):
            yield from _told(split(line, separators))


def _told(items: Iterable[Name]) -> Iterator[Name]:
    """Yield the items that say something themselves: neither empty nor filled in later."""
    return (item for item in items if item.text and not is_templated(item.text))


def _command_class(item: Name) -> Read:
    key, value = _split(item)
    if value is None:
        return _no_pair(item, "names no command; write command = module.Class.")
    read = read_dotted(value, key, "setuptools", COMMAND_CLASSES)
    return read._replace(in_build=True) if isinstance(read, ObjectReference) else read


def _local_plugin(item: Name, group: str, folders: Folders) -> Read:
    key, value = _split(item)
    if value is None:
        return _no_pair(item, "is no plugin of flake8; write code = module:attribute.")
    reference = parse_object_reference(value, key, group)
    if reference is None:
        return invalid_reference(value, item.range)
    return reference._replace(folders=folders)


def _split(item: Name) -> tuple[Name, Name | None]:
    """Return what stands before the first `=` and behind it, None where there is none."""
    before, equals, _ = item.text.partition("=")
    if not equals:
        return item, None
    behind = stripped(part(item, len(before) + 1, len(item.text)))
    return stripped(part(item, 0, len(before))), behind


def _no_pair(item: Name, told: str) -> Problem:
    return Problem(Code.INVALID_OBJECT_REFERENCE, item.range, f"{quoted(item.text)} {told}")


def _folders(tree: IniTree) -> Folders:
    """Return the folders of `paths` in `[flake8:local-plugins]` that lie within the project.

    flake8 adds them to the end of its path (`flake8.plugins.finder`).
    """
    section = tree.section(LOCAL_PLUGINS)
    for option in section.options if section is not None else ():
        if option.key_text.lower() == "paths":
            words = (os.path.normpath(w) for w in _LIST.split(option.value_text) if w)
            within = (w for w in words if not w.startswith(("/", "..")) and "\0" not in w)
            return Folders(tuple(within), last=True)
    return Folders()


def _plugins(option: IniOption) -> Iterator[Read]:
    """Yield the plugins of mypy, and each line that a comma should end."""
    open_line: Name | None = None
    for line in option.value:
        if not line.text:
            continue
        if open_line is not None:
            yield _no_comma(open_line)
        yield from map(read_plugin, _told(split(line)))
        open_line = None if line.text.endswith(",") else line


def _no_comma(line: Name) -> Problem:
    last = stripped(part(line, line.text.rfind(",") + 1, len(line.text)))
    return Problem(
        Code.INVALID_OBJECT_REFERENCE,
        last.range,
        f"mypy takes {quoted(last.text)} and the next line for one plugin; write a comma between.",
        fixes=(Fix("Add a comma", last.range, f"{last.text},"),),
    )


def object_gap(value: IniValue, tree: IniTree) -> ObjectGap | None:
    """Return the gap in a line of an option that names such objects."""
    home, typed = home_of(value.section.name_text, value.key), value.typed
    if home is None:
        return None
    if home == VERSION:
        if not typed.before.startswith(_ATTR) or value.earlier:
            return None
        return ObjectGap(typed.behind(len(_ATTR)).stripped(), home, is_dotted=True)
    if home == MYPY_PLUGINS:
        return ObjectGap(_between(typed, ","), home)
    if home.startswith("flake8."):
        behind = _behind_equals(_between(typed, ",\t"))
        return None if behind is None else ObjectGap(behind, home, _folders(tree))
    if home == COMMAND_CLASSES:
        is_alone = not value.earlier and not value.later
        behind = _behind_equals(_between(typed, ",") if is_alone else typed)
        return None if behind is None else ObjectGap(behind, home, is_dotted=True)
    return ObjectGap(typed, home, is_dotted=True)


def _between(typed: Typed, separators: str) -> Typed:
    """Return the item that the cursor stands in, of several between separators."""
    before, after = typed.before, typed.after
    start = max(before.rfind(char) for char in separators) + 1
    ends = [at for char in separators if (at := after.find(char)) >= 0]
    return typed.until(min(ends, default=len(after))).behind(start).stripped()


def _behind_equals(typed: Typed) -> Typed | None:
    equals = typed.before.find("=")
    return None if equals < 0 else typed.behind(equals + 1).stripped()
