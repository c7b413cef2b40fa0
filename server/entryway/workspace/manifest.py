"""What a project says of itself in setup.cfg and pyproject.toml, as far as both can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from entryway.dialects.templates import is_template
from entryway.files.view import Text, Unreadable, View
from entryway.namedtuples import NamedTuple
from entryway.syntax.ini import IniTree, read_ini

T = TypeVar("T")

Table = Mapping[str, object]
"""A table of pyproject.toml: its values may be of any type, whatever the tools expect."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The two files of one project folder; an absent one is empty.

    `readable` is False where one of them exists and can't be read as a whole: half typed, not
    permitted, or a template. What can be read of a half-typed pyproject.toml is here.
    """

    setup_cfg: IniTree
    pyproject: Table
    readable: bool

    @property
    def tool(self) -> Table:
        """The table `[tool]` of pyproject.toml."""
        return table(self.pyproject, "tool")

    def option(self, section: str, option: str) -> str:
        """Return an option of setup.cfg without the blanks around it, "" where it is not set.

        Dashes in its name count as underscores, as setuptools and pbr take them.
        """
        found = self.setup_cfg.section(section)
        for each in found.options if found is not None else ():
            if each.key.text.replace("-", "_") == option:
                return each.value_text.strip()
        return ""

    def option_list(self, section: str, option: str) -> list[str]:
        """Return a list-valued option of setup.cfg: comma-separated, or one a line."""
        words = re.split(r"[\n,]", self.option(section, option))
        return [word.strip() for word in words if word.strip()]


def read_manifest(view: View, root: str) -> Manifest:
    """Read what a project folder holds of the two files."""
    setup_cfg: IniTree | None = IniTree((), (), ())
    pyproject: Toml | None = Toml({}, is_valid=True)
    if view.is_file(f"{root}/setup.cfg"):
        setup_cfg = _or_none(view.derive(_read_setup_cfg, f"{root}/setup.cfg", view.config_text))
    if view.is_file(f"{root}/pyproject.toml"):
        pyproject = _or_none(view.derive(parse_toml, f"{root}/pyproject.toml", view.config_text))
    return Manifest(
        setup_cfg=setup_cfg or IniTree((), (), ()),
        pyproject=pyproject.table if pyproject is not None else {},
        readable=setup_cfg is not None and pyproject is not None and pyproject.is_valid,
    )


def _read_setup_cfg(text: Text) -> IniTree | None:
    return None if is_template(text.text) else read_ini(text.text)


class Toml(NamedTuple):
    """What a TOML file says, as far as it can be read; `is_valid` where that is all of it."""

    table: Table
    is_valid: bool


def parse_toml(text: Text) -> Toml:
    """Return what a TOML file says; of a half-typed one that is the rest of it."""
    # Many workspaces have no such file.
    from entryway.syntax.toml import read_toml
    from entryway.syntax.toml_tree import plain

    tree = read_toml(text.text)
    return Toml(plain(tree.root), not tree.problems)


def _or_none(value: T | Unreadable | None) -> T | None:
    return None if isinstance(value, Unreadable) else value


def table(parent: Table, *keys: str) -> Table:
    """Return the table at a path of keys, an empty one where something else or nothing stands."""
    for key in keys:
        value = parent.get(key)
        if not isinstance(value, dict):
            return {}
        parent = value
    return parent


def tables(value: object) -> list[Table]:
    """Return the tables of an array of tables."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value: object) -> list[str]:
    """Return the strings of an array."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
