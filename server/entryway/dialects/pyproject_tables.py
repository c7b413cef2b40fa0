"""The tables of pyproject.toml that declare entry points, and whose they are.

- `[project]`: `scripts`, `gui-scripts` and `entry-points` (packaging specification
  "pyproject.toml", once PEP 621, "Entry points"). Groups have one level, so a dotted name of one
  needs quotes.
- `[tool.poetry]`: `scripts` and `plugins` (`poetry.core.factory.Factory._configure_entry_points`).
- `[tool.flit]`: `scripts` and `entrypoints`, until flit_core 4
  (`flit_core.config.prep_toml_config`). Tables within tables are groups with dots in their names
  (`flatten_entrypoints`).
- `[tool.pdm]`: `cli` and `entry_points`, until pdm-pep517 0.3 (`Metadata.entry_points`); the latter
  with a dash, too, as people write it.
"""

from __future__ import annotations

from collections.abc import Mapping

from entryway.namedtuples import NamedTuple


class EntryPointsTable(NamedTuple):
    """A table of entry points, by the way of `keys` to it.

    `group` is that of a table of scripts, None for a table of groups, which may be nested if
    `are_nested`. `owner` is the backend that reads the table, None where all of them do.
    """

    keys: tuple[str, ...]
    group: str | None = None
    owner: str | None = None
    are_nested: bool = False

    @property
    def home(self) -> str:
        """The table around it: what a backend reads together."""
        return ".".join(self.keys[:-1])


PROJECT_SCRIPTS = EntryPointsTable(("project", "scripts"), "console_scripts")
PROJECT_GROUPS = EntryPointsTable(("project", "entry-points"))
POETRY_SCRIPTS = EntryPointsTable(("tool", "poetry", "scripts"), "console_scripts", "Poetry")

TABLES = (
    PROJECT_SCRIPTS,
    EntryPointsTable(("project", "gui-scripts"), "gui_scripts"),
    PROJECT_GROUPS,
    POETRY_SCRIPTS,
    EntryPointsTable(("tool", "poetry", "plugins"), owner="Poetry"),
    EntryPointsTable(("tool", "flit", "scripts"), "console_scripts", "Flit"),
    EntryPointsTable(("tool", "flit", "entrypoints"), owner="Flit", are_nested=True),
    EntryPointsTable(("tool", "pdm", "cli"), "console_scripts", "PDM"),
    EntryPointsTable(("tool", "pdm", "entry_points"), owner="PDM"),
    EntryPointsTable(("tool", "pdm", "entry-points"), owner="PDM"),
)
"""In the order in which they are read."""

SCRIPTS_AS_GROUPS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("project", "entry-points", "console_scripts"): ("project", "scripts"),
    ("project", "entry-points", "gui_scripts"): ("project", "gui-scripts"),
}
"""Groups that have tables of their own, and which: the specification wants backends to fail."""

DYNAMIC_FIELDS = tuple(
    ("tool", "setuptools", "dynamic", each) for each in ("version", "entry-points")
)
"""What setuptools takes from elsewhere, and of which something is said."""
