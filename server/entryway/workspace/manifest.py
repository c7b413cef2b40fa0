"""What a project says of itself in setup.cfg and pyproject.toml, as far as both can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from entryway.dialects.table import PYPROJECT, SETUP_CFG
from entryway.dialects.templates import is_template
from entryway.files.view import Text, Unreadable, View
from entryway.syntax.ini import IniTree

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
    if view.is_file(f"{root}/setup.cfg"):
        setup_cfg = _setup_cfg(view, f"{root}/setup.cfg")
    pyproject: Table = {}
    is_valid = True
    if view.is_file(f"{root}/pyproject.toml"):
        reading = view.derive(PYPROJECT.read, f"{root}/pyproject.toml", view.config_text)
        toml = None if isinstance(reading, Unreadable) else reading.toml
        pyproject, is_valid = ({}, False) if toml is None else (toml.values, toml.is_valid)
    return Manifest(
        setup_cfg=setup_cfg or IniTree((), (), ()),
        pyproject=pyproject,
        readable=setup_cfg is not None and is_valid,
    )


def _setup_cfg(view: View, path: str) -> IniTree | None:
    """Return the tree of a setup.cfg, None where it can't be read, or is a template of one."""
    reading = view.derive(SETUP_CFG.read, path, view.config_text)
    if isinstance(reading, Unreadable) or view.derive(_is_template, path, view.config_text):
        return None
    return reading.tree


def _is_template(text: Text) -> bool:
    return is_template(text.text)


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
