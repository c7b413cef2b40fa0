"""What may be written at a cursor in pyproject.toml: a group, or the name of an object.

The homes are those of `pyproject_tables` and `pyproject_objects`. Groups of scripts are not offered
where groups are: they have tables of their own, and `[project.entry-points.console_scripts]` is an
error (packaging specification "pyproject.toml", "Entry points").
"""

from __future__ import annotations

from entryway.dialects.gaps import Gap, GroupGap, ObjectGap
from entryway.dialects.homes import BUILD_BACKEND, COMMAND_CLASSES, MYPY_PLUGINS, VERSION
from entryway.dialects.pyproject_objects import backend_folders
from entryway.dialects.pyproject_tables import POETRY_SCRIPTS, TABLES
from entryway.dialects.reading import Reading
from entryway.model import Folders, Position
from entryway.syntax.line_index import LineIndex
from entryway.syntax.toml import read_toml
from entryway.syntax.toml_cursor import TomlKey, TomlText, toml_place
from entryway.syntax.toml_strings import TomlString

_GROUPS = tuple(table for table in TABLES if table.group is None)
_SCRIPTS = {table.keys: table.group for table in TABLES if table.group is not None}


def pyproject_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place of a pyproject.toml."""
    outline = read_toml(index.text).outline if reading.toml is None else reading.toml.outline
    match toml_place(index, outline, position):
        case TomlKey() as key:
            return _group_gap(key)
        case TomlText() as text:
            return _entry_gap(text, index) or _object_gap(text, index)
        case None:
            return None


def _group_gap(key: TomlKey) -> GroupGap | None:
    """Return the gap in a key that is, or will be, a group's."""
    path = (*key.tables, *key.parts)
    for table in _GROUPS:
        depth = len(table.keys)
        at = depth - len(key.tables)
        if path[:depth] != table.keys or not 0 <= at <= key.at:
            continue
        run = key.runs[at]
        if run is not None and not (key.has_value and at + 1 < len(key.parts)):
            # A bare name with dots, which will need quotes.
            return GroupGap(run, key.closing, '"', has_scripts=False)
        if at == key.at:
            quote = "" if key.is_quoted else '"'
            return GroupGap(key.typed, key.closing, quote, has_scripts=False)
    return None


def _entry_gap(text: TomlText, index: LineIndex) -> ObjectGap | None:
    """Return the gap in the object reference of an entry point."""
    group = _group_of(text.path)
    if group is None or text.in_array:
        return None
    if text.path[:3] == POETRY_SCRIPTS.keys and len(text.path) == 5 and _is_file(text, index):
        return None
    return ObjectGap(text.typed.stripped(), group, has_extras=True, suffix=text.closing)


def _group_of(path: tuple[str, ...]) -> str | None:
    """Return the group of the entry point whose value stands at a path of keys."""
    if path[:-1] in _SCRIPTS:
        return _SCRIPTS[path[:-1]]
    if path[:-2] == POETRY_SCRIPTS.keys and path[-1] in ("reference", "callable"):
        return POETRY_SCRIPTS.group
    for table in _GROUPS:
        behind = path[len(table.keys) :]
        if path[: len(table.keys)] != table.keys:
            continue
        if len(behind) == 2 or (len(behind) > 2 and table.are_nested):
            return ".".join(behind[:-1])
    return None


def _is_file(text: TomlText, index: LineIndex) -> bool:
    """Whether a script of Poetry's is a file and names no object."""
    kind = read_toml(index.text).root.value(*text.path[:-1], "type")
    return isinstance(kind, TomlString) and kind.text == "file"


def _object_gap(text: TomlText, index: LineIndex) -> ObjectGap | None:
    """Return the gap in the name of an object that no entry point declares."""
    typed, closing = text.typed, text.closing
    if text.path == ("tool", "mypy", "plugins"):
        if not text.in_array:
            end = typed.after.find(",")
            typed = typed.behind(typed.before.rfind(",") + 1)
            typed = typed if end < 0 else typed.until(end)
        return ObjectGap(typed.stripped(), MYPY_PLUGINS, suffix=closing)
    if text.in_array:
        return None
    if text.path == ("build-system", "build-backend"):
        folders = Folders(tuple(backend_folders(read_toml(index.text).root)))
        return ObjectGap(typed.stripped(), BUILD_BACKEND, folders, suffix=closing)
    if text.path == ("tool", "setuptools", "dynamic", "version", "attr"):
        return ObjectGap(typed.stripped(), VERSION, is_dotted=True, suffix=closing)
    if text.path[:-1] == ("tool", "setuptools", "cmdclass"):
        return ObjectGap(typed.stripped(), COMMAND_CLASSES, is_dotted=True, suffix=closing)
    return None
