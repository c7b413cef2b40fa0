"""The kinds of documents Entryway reads: one row for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from entryway.dialects.entry_points_txt import entry_points_txt_gap, read_entry_points_txt
from entryway.dialects.flake8_cfg import (
    flake8_cfg_gap,
    is_flake8_cfg,
    may_be_flake8_cfg,
    read_flake8_cfg,
)
from entryway.dialects.gaps import Gap
from entryway.dialects.paste_ini import is_paste_ini, paste_ini_gap, read_paste_ini
from entryway.dialects.reading import Reading
from entryway.dialects.setup_cfg import read_setup_cfg, setup_cfg_gap
from entryway.files.view import Text
from entryway.model import Position
from entryway.problems import Problem
from entryway.syntax.line_index import LineIndex
from entryway.syntax.text import split_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.dialects.folds import Fold


def _no_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    return None


def _as_they_are(index: LineIndex, problems: Iterable[Problem]) -> Iterable[Problem]:
    return problems


@dataclass(frozen=True, slots=True)
class Dialect:
    """A kind of document: which files may be one, which texts are, and how they are read.

    `may_be` looks at the file's base name only, so that a workspace can be searched without reading
    every file; `is_one` looks at the base name and the text, and decides. `folds` tells what can
    be folded. `gap` returns what may be written at a place of a text that was read so, None where
    nothing of ours may. `fixable` leaves problems those corrections that keep a text valid.
    """

    name: str
    title: str
    may_be: Callable[[str], bool]
    is_one: Callable[[str, str], bool]
    read: Callable[[Text], Reading]
    folds: Callable[[Text, Reading], Iterable[Fold]]
    gap: Callable[[Reading, LineIndex, Position], Gap | None] = _no_gap
    fixable: Callable[[LineIndex, Iterable[Problem]], Iterable[Problem]] = _as_they_are


_CONFIGURATION = re.compile(r"\.(?:ini|conf|cfg|test|paste)(?![a-z])|sample$|paste")
_OTHER_ENDINGS = (".py", ".pyi", ".md", ".rst", ".txt", ".toml", ".yaml", ".yml", ".json", ".html")
_HEAD = 64 * 1024
"""Characters within which a file shows how it begins."""

_OTHER_NAMES = ("setup.cfg", "pyvenv.cfg", "tox.ini", ".flake8")


def _may_be_paste(name: str) -> bool:
    """Whether a name is one that Paste Deploy files have been seen under.

    Endings are no guide (`api-paste.ini.test`, `proxy-server.conf-sample`, `paste.ini.j2`), and
    some names have none.
    """
    if name in _OTHER_NAMES or name.endswith(_OTHER_ENDINGS):
        return False
    return "." not in name or _CONFIGURATION.search(name) is not None


def _is_paste(name: str, text: str) -> bool:
    """Whether a file is Paste Deploy's: its content decides, unless it only quotes such a file.

    Prose and code do that, and scripts that write one.
    """
    if name in _OTHER_NAMES or name.endswith(_OTHER_ENDINGS):
        return False
    if _CONFIGURATION.search(name) is None and not _begins_with_section(text):
        return False
    return is_paste_ini(text)


def _begins_with_section(text: str) -> bool:
    """Whether the first line that is neither blank nor a comment is a section header."""
    lines = (line.strip() for line in split_lines(text[:_HEAD]))
    first = next((line for line in lines if line and not line.startswith(("#", ";"))), "")
    return first.startswith("[")


def _is_recorded(name: str, text: str) -> bool:
    return name == "entry_points.txt"


def _is_setup_cfg(name: str, text: str) -> bool:
    return name == "setup.cfg"


def _read_pyproject(text: Text) -> Reading:
    # Many workspaces have no such file, and reading TOML takes a room of its own.
    from entryway.dialects.pyproject import read_pyproject

    return read_pyproject(text)


def _is_setup_py(name: str, text: str) -> bool:
    if name != "setup.py":
        return False
    from entryway.dialects.setup_py import is_setup_py  # As above.

    return is_setup_py(name, text)


def _read_setup_py(text: Text) -> Reading:
    from entryway.dialects.setup_py import read_setup_py  # As above.

    return read_setup_py(text)


def _setup_py_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    from entryway.dialects.setup_py_gap import setup_py_gap  # As above.

    return setup_py_gap(index, position)


def _fixable_setup_py(index: LineIndex, problems: Iterable[Problem]) -> Iterable[Problem]:
    from entryway.dialects.setup_py import fixable_problems  # As above.

    return fixable_problems(index, problems)


def _no_folds(text: Text, reading: Reading) -> Iterable[Fold]:
    return ()  # Those of Python are other servers' affair.


def _pyproject_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    from entryway.dialects.pyproject_gaps import pyproject_gap  # Only editors ask.

    return pyproject_gap(reading, index, position)


def _ini_folds(text: Text, reading: Reading) -> Iterable[Fold]:
    from entryway.dialects.folds import ini_folds  # Only editors ask.

    return ini_folds(text, reading)


def _pyproject_folds(text: Text, reading: Reading) -> Iterable[Fold]:
    from entryway.dialects.toml_folds import toml_folds  # As above.

    return toml_folds(text, reading)


SETUP_CFG = Dialect(
    "setup.cfg",
    "setup.cfg",
    "setup.cfg".__eq__,
    _is_setup_cfg,
    read_setup_cfg,
    _ini_folds,
    setup_cfg_gap,
)
PYPROJECT = Dialect(
    "pyproject.toml",
    "pyproject.toml",
    "pyproject.toml".__eq__,
    lambda name, text: name == "pyproject.toml",
    _read_pyproject,
    _pyproject_folds,
    _pyproject_gap,
)
SETUP_PY = Dialect(
    "setup.py",
    "setup.py",
    "setup.py".__eq__,
    _is_setup_py,
    _read_setup_py,
    _no_folds,
    _setup_py_gap,
    _fixable_setup_py,
)
PASTE_INI = Dialect(
    "paste",
    "Paste Deploy file",
    _may_be_paste,
    _is_paste,
    read_paste_ini,
    _ini_folds,
    paste_ini_gap,
)
FLAKE8_CFG = Dialect(
    "flake8",
    "tox.ini or .flake8 with local plugins",
    may_be_flake8_cfg,
    is_flake8_cfg,
    read_flake8_cfg,
    _ini_folds,
    flake8_cfg_gap,
)
ENTRY_POINTS_TXT = Dialect(
    "entry_points.txt",
    "entry points file",
    # What was installed repeats what a project declares, so nobody searches for it. Files of other
    # names are such ones if setup.cfg or pyproject.toml says so: the snapshot knows which.
    lambda name: False,
    _is_recorded,
    read_entry_points_txt,
    _ini_folds,
    entry_points_txt_gap,
)

DIALECTS = (SETUP_CFG, PYPROJECT, SETUP_PY, FLAKE8_CFG, PASTE_INI, ENTRY_POINTS_TXT)
"""Every kind of document, in the order they are asked."""


def kinds() -> str:
    """Return the kinds of documents, as a sentence lists them."""
    *others, last = [dialect.title for dialect in DIALECTS]
    return f"{', '.join(others)} or {last}"


def dialect_of(name: str, text: str) -> Dialect | None:
    """Return the dialect of a file by its base name and text, or None where it is not ours."""
    return next((d for d in DIALECTS if d.is_one(name, text)), None)


def included_dialect(text: str) -> Dialect | None:
    """Return the dialect of a file that a user includes whatever it is called, or None.

    Prose and code that quote a Paste Deploy file do not begin as one.
    """
    return PASTE_INI if _begins_with_section(text) and is_paste_ini(text) else None


def may_be_document(name: str) -> bool:
    """Whether a file of this base name is worth opening when a workspace is searched."""
    return any(d.may_be(name) for d in DIALECTS)
