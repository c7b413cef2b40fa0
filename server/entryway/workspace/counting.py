"""Which of the entry points that a project's files declare count: are recorded when it is built.

setuptools sets them once, and leaves what is set as it is: what pbr reads comes first, then the
arguments of setup.py, then setup.cfg (`setuptools.config.setupcfg.ConfigHandler.__setitem__`). In
the end `[project]` of pyproject.toml may replace them all
(`setuptools.config._apply_pyprojecttoml._handle_missing_dynamic` and `_unify_entry_points`). The
other backends read pyproject.toml alone.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence

from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.dialects.pyproject_tables import SCRIPTS_AS_GROUPS
from entryway.dialects.setup_cfg import entry_points_files
from entryway.files.view import Text, Unreadable, View
from entryway.model import EntryPoint, Name
from entryway.namedtuples import NamedTuple
from entryway.workspace.building import Builder, read_builder, runs_own_code
from entryway.workspace.manifest import Manifest, read_manifest, strings, table
from entryway.workspace.projects import Project

ENTRY_POINT_FIELDS = frozenset({"entry-points", "scripts", "gui-scripts"})
"""What `dynamic` of `[project]` calls entry points."""

_SCRIPT_FIELDS = (("console_scripts", "scripts"), ("gui_scripts", "gui-scripts"))


class DeclaredEntry(NamedTuple):
    """An entry point with the file that declares it."""

    path: str
    entry: EntryPoint


class Counting(NamedTuple):
    """The entry points that count. `proven` is False where that is only likely.

    Then they are all that the project declares, in one place, and whoever builds the project may
    read another, or none.
    """

    entries: tuple[DeclaredEntry, ...]
    proven: bool


def entry_points_that_count(view: View, project: Project) -> Counting | None:
    """Return the entry points of a project that count, None where that is open."""
    if not project.distributions or not all(each.complete for each in project.distributions):
        return None
    declared = tuple(
        DeclaredEntry(each.source, entry)
        for each in project.distributions
        for entry in each.entry_points
    )
    manifest = read_manifest(view, project.root)
    builder = read_builder(view, project.root, manifest)
    homes = _by_home(project.root, manifest, declared)
    if any(table(manifest.pyproject, *keys) for keys in SCRIPTS_AS_GROUPS):
        return None  # Some backends fail on these groups, and others drop them.
    if builder is None:
        return Counting(declared, proven=False) if len(homes) == 1 else None
    if builder.backend == "PDM" and runs_own_code(view, project.root, manifest):
        return None
    if builder.is_setuptools:
        is_unseen = "setup.py" not in homes and not builder.pbr
        if is_unseen and _mentions_entry_points(view, f"{project.root}/setup.py"):
            return None  # An empty list there comes first, too.
        found = _setuptools(manifest, builder, homes)
    else:
        found = _others(manifest, builder, homes)
    return None if found is None else Counting(tuple(found), proven=True)


def _mentions_entry_points(view: View, path: str) -> bool:
    mentions = view.is_file(path) and view.derive(_says_so, path, view.python_text)
    return isinstance(mentions, Unreadable) or mentions


def _says_so(text: Text) -> bool:
    return "entry_points" in text.text


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


def _by_home(
    root: str, manifest: Manifest, declared: Iterable[DeclaredEntry]
) -> Mapping[str, Sequence[DeclaredEntry]]:
    """Return entry points by the place that a backend reads as a whole.

    That is a section of setup.cfg, a table of pyproject.toml, the files that `options` of the one
    or the `dynamic` table of the other names, or another file by its name.
    """
    in_pyproject, in_setup_cfg = files_named(root, manifest)
    homes: dict[str, list[DeclaredEntry]] = {}
    for each in declared:
        named = "options" if each.path in in_setup_cfg else ""
        named = "dynamic" if each.path in in_pyproject else named
        home = each.entry.home or named or os.path.basename(each.path)
        homes.setdefault(home, []).append(each)
    return homes


class FilesNamed(NamedTuple):
    """The entry points files that a project names in its two files."""

    in_pyproject: frozenset[str]
    in_setup_cfg: frozenset[str]


def files_named(root: str, manifest: Manifest) -> FilesNamed:
    """Return the files that setuptools may take entry points from, by what names them."""

    def paths(names: Iterable[str]) -> frozenset[str]:
        return frozenset(os.path.normpath(os.path.join(root, name)) for name in names)

    return FilesNamed(
        paths(dynamic_entry_points_files(manifest.pyproject)),
        paths(entry_points_files(manifest.setup_cfg)),
    )


def _setuptools(
    manifest: Manifest, builder: Builder, homes: Mapping[str, Sequence[DeclaredEntry]]
) -> Sequence[DeclaredEntry] | None:
    if "options" in homes and "options.entry_points" in homes:
        return None  # The section that stands first in setup.cfg counts.
    order = ("entry_points",) if builder.pbr else ()
    order = (*order, "setup.py", "options", "options.entry_points")
    earlier = next((homes[home] for home in order if home in homes), ())
    if "dynamic" in homes or drops_earlier(manifest, {each.entry.group.text for each in earlier}):
        return (*homes.get("project", ()), *homes.get("dynamic", ()))
    return earlier


_TABLES = {"Flit": "tool.flit", "PDM": "tool.pdm"}
"""What backends read, or have read, where there is no `[project]`."""


def _others(
    manifest: Manifest, builder: Builder, homes: Mapping[str, Sequence[DeclaredEntry]]
) -> Sequence[DeclaredEntry] | None:
    if builder.backend == "Poetry":
        return _poetry(homes)
    project = table(manifest.pyproject, "project")
    if ENTRY_POINT_FIELDS & set(strings(project.get("dynamic"))):
        return None  # The backend, or a plugin of it, makes them up.
    return homes.get("project" if project else _TABLES.get(builder.backend, "project"), ())


def _poetry(homes: Mapping[str, Sequence[DeclaredEntry]]) -> Sequence[DeclaredEntry] | None:
    """Take `[project]` for scripts and for plugins, or else Poetry's own table for the same.

    (`poetry.core.factory.Factory._configure_entry_points`.) Before poetry-core 2 it read its own
    tables alone, so what counts is open where both declare scripts, or both plugins.
    """
    project, own = homes.get("project", ()), homes.get("tool.poetry", ())
    if {_is_script(each) for each in project} & {_is_script(each) for each in own}:
        return None
    return tuple(map(_without_blanks, (*project, *own)))


def _without_blanks(declared: DeclaredEntry) -> DeclaredEntry:
    """Return an entry point as Poetry records it (`WheelBuilder._write_entry_points`)."""
    entry = declared.entry
    name, value = (Name(n.text.replace(" ", ""), n.range) for n in (entry.name, entry.value))
    return DeclaredEntry(declared.path, entry._replace(name=name, value=value))


def _is_script(declared: DeclaredEntry) -> bool | None:
    """Whether an entry point is a script, None for those of windows, which Poetry's table lacks."""
    group = declared.entry.group.text
    return None if group == "gui_scripts" else group == "console_scripts"
