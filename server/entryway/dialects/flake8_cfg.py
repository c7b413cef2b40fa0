"""`tox.ini` and `.flake8`: the local plugins of flake8.

flake8 reads of them what it reads of setup.cfg (`flake8.options.config`), and nobody else's strings
in them start Python code. That other tools read them in other ways is no affair of ours, so nothing
is said of their form.
"""

from __future__ import annotations

from entryway.dialects.gaps import Gap
from entryway.dialects.reading import Reading
from entryway.dialects.setup_cfg_objects import LOCAL_PLUGINS, named_objects, object_gap
from entryway.dialects.templates import is_template
from entryway.files.view import Text
from entryway.model import Position
from entryway.syntax.ini import IniTree, read_ini
from entryway.syntax.ini_cursor import IniValue, ini_place
from entryway.syntax.line_index import LineIndex


def is_flake8_cfg(name: str, text: str) -> bool:
    """Whether a file is one of flake8's that has local plugins."""
    return may_be_flake8_cfg(name) and f"[{LOCAL_PLUGINS}]" in text


def may_be_flake8_cfg(name: str) -> bool:
    """Whether a file's name is one that flake8 looks for, besides setup.cfg."""
    return name in ("tox.ini", ".flake8")


def read_flake8_cfg(text: Text) -> Reading:
    """Return the local plugins that a file names."""
    tree = read_ini(text.text)
    plugins = named_objects(_of_flake8(tree))
    return Reading(
        references=plugins.references,
        problems=() if is_template(text.text) else plugins.problems,
        tree=tree,
    )


def flake8_cfg_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place: the name of a plugin's object."""
    tree = reading.tree or read_ini(index.text)
    match ini_place(tree, index, position):
        case IniValue() as value if value.section.name_text == LOCAL_PLUGINS:
            return object_gap(value, tree)
    return None


def _of_flake8(tree: IniTree) -> IniTree:
    sections = tuple(each for each in tree.sections if each.name_text == LOCAL_PLUGINS)
    return IniTree(sections, (), ())
