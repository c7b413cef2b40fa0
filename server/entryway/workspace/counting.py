"""Which of the entry points that a project's files declare count: are recorded when it is built.

setuptools sets them once, and leaves what is set as it is: what pbr reads comes first, then the
arguments of setup.py, then setup.cfg (`setuptools.config.setupcfg.ConfigHandler.__setitem__`). In
the end `[project]` of pyproject.toml may replace them all
(`setuptools.config._apply_pyprojecttoml._handle_missing_dynamic` and `_unify_entry_points`). The
other backends read pyproject.toml alone.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.files.view import View
from entryway.model import EntryPoint
from entryway.namedtuples import NamedTuple
from entryway.workspace.building import Builder, read_builder
from entryway.workspace.manifest import Manifest, read_manifest, strings, table
from entryway.workspace.projects import Project

ENTRY_POINT_FIELDS = frozenset({"entry-points", "scripts", "gui-scripts"})
"""What `dynamic` of `[project]` calls entry points."""

_SCRIPT_FIELDS = (("console_scripts", "scripts"), ("gui_scripts", "gui-scripts"))


class Declared(NamedTuple):
    """An entry point with the file that declares it."""

    path: str
    entry: EntryPoint


class Counting(NamedTuple):
    """The entry points that count. `proven` is False where that is only likely.

    Then they are all that the project declares, in one place, and whoever builds the project may
    read another, or none.
    """

    entries: tuple[Declared, ...]
    proven: bool


def entry_points_that_count(view: View, project: Project) -> Counting | None:
    """Return the entry points of a project that count, None where there may be others."""
    if not project.distributions or not all(each.complete for each in project.distributions):
        return None
    declared = tuple(
        Declared(each.source, entry)
        for each in project.distributions
        for entry in each.entry_points
    )
    manifest = read_manifest(view, project.root)
    builder = read_builder(view, project.root, manifest)
    if builder is None:
        is_one = len({(each.path, each.entry.home) for each in declared}) == 1
        return Counting(declared, proven=False) if is_one else None
    if builder.is_setuptools:
        found = _setuptools(project.root, manifest, builder, declared)
    else:
        found = _others(project.root, manifest, builder, declared)
    return None if found is None else Counting(found, proven=True)


def drops_earlier(manifest: Manifest, groups: Collection[str]) -> bool:
    """Whether setuptools drops all entry points of other files for those of `[project]`.

    `groups` are those that it has read until then. It drops them only with scripts among them that
    are not dynamic, or where `[project]` has entry points of its own: of other groups it says that
    it ignores them and keeps them (an empty table changes nothing).
    """
    project = table(manifest.pyproject, "project")
    if not project:
        return False
    if "scripts" in project or "gui-scripts" in project or project.get("entry-points"):
        return True
    dynamic = strings(project.get("dynamic"))
    return any(group in groups and field not in dynamic for group, field in _SCRIPT_FIELDS)


def _setuptools(
    root: str, manifest: Manifest, builder: Builder, declared: Iterable[Declared]
) -> tuple[Declared, ...] | None:
    homes: dict[str, list[Declared]] = {}
    dynamic = {
        os.path.normpath(os.path.join(root, name))
        for name in dynamic_entry_points_files(manifest.pyproject)
    }
    for each in declared:
        path = each.path
        if path in (f"{root}/setup.cfg", f"{root}/pyproject.toml"):
            home = each.entry.home
        elif path == f"{root}/setup.py":
            home = "setup.py"
        else:
            home = "dynamic" if path in dynamic else "options"
        homes.setdefault(home, []).append(each)
    last = [*homes.get("project", ()), *homes.get("dynamic", ())]
    if "options" in homes and "options.entry_points" in homes:
        return None  # The section that stands first in setup.cfg counts.
    order = ("entry_points",) if builder.pbr else ()
    order = (*order, "setup.py", "options", "options.entry_points")
    earlier = next((homes[home] for home in order if home in homes), [])
    if "dynamic" in homes or drops_earlier(manifest, {each.entry.group.text for each in earlier}):
        return tuple(last)
    return tuple(earlier)


_TABLES = {"Poetry": "tool.poetry", "Flit": "tool.flit", "PDM": "tool.pdm"}
"""What backends read, or have read, beside `[project]`."""


def _others(
    root: str, manifest: Manifest, builder: Builder, declared: Iterable[Declared]
) -> tuple[Declared, ...] | None:
    project = table(manifest.pyproject, "project")
    if ENTRY_POINT_FIELDS & set(strings(project.get("dynamic"))):
        return None  # The backend, or a plugin of it, makes them up.
    homes = {"project"} if project else {_TABLES.get(builder.backend)}
    path = f"{root}/pyproject.toml"
    return tuple(each for each in declared if each.path == path and each.entry.home in homes)
