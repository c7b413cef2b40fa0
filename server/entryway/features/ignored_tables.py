"""Tables of pyproject.toml that declare something and that whoever builds the project ignores.

- Every backend reads its own tables only. Of PDM's `[tool.pdm.entry_points]` that is true of
  pdm.backend, too; pdm-pep517 read it once, and Flit's tables make Flit 4 fail.
- Poetry takes `[project.scripts]` and `[project.entry-points]` before its own tables
  (`poetry.core.factory.Factory._configure_entry_points` since poetry-core 2).
- setuptools reads of `[tool.setuptools.dynamic]` what `[project] dynamic` lists; one of `scripts`,
  `gui-scripts` and `entry-points` is enough for entry points
  (`setuptools.config.pyprojecttoml._ConfigExpander`).
- `console_scripts` and `gui_scripts` are no groups of `[project.entry-points]`: Flit and Poetry
  fail on them, Hatchling on the former, PDM leaves them out, and setuptools does where the table of
  scripts is there, too (`setuptools.config._apply_pyprojecttoml._unify_entry_points`).

Nothing is said where a plugin of the backend, or code of the project's own that it runs, may read
such a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from entryway.dialects.pyproject_tables import (
    PROJECT_GROUPS,
    PROJECT_SCRIPTS,
    SCRIPTS_AS_GROUPS,
    TABLES,
    EntryPointsTable,
)
from entryway.dialects.table import PYPROJECT
from entryway.model import Location, Range
from entryway.problems import SEVERITIES, Code, Problem, Related
from entryway.workspace.building import Builder, read_builder, runs_own_code
from entryway.workspace.counting import ENTRY_POINT_FIELDS
from entryway.workspace.manifest import Manifest, Table, read_manifest, strings, table
from entryway.workspace.snapshot import Document, Snapshot

Places = Mapping[tuple[str, ...], Range]
"""Where tables are first written, by the keys that lead to them."""

_ALONE = re.compile(
    r"\s*(?:hatchling|hatch[-_.]vcs|flit[-_.]core|poetry[-_.]core|pdm[-_.](?:backend|pep517)|uv[-_.]build)"
    r"\s*(?![-\w.])",
    re.IGNORECASE,
)
"""Build requirements that read no tables but their own."""

_AT_LEAST_2 = re.compile(r">=?\s*(?:[2-9]|\d\d)")
_PIN = re.compile(r"<|==|~=|@")
_POETRY_CORE = re.compile(r"\s*poetry[-_.]core\s*(?![-\w.])", re.IGNORECASE)


def ignored_tables(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the tables of a project's pyproject.toml that are proven not to be read."""
    root = snapshot.project(document.path).root
    if document.dialect is not PYPROJECT or document.path != f"{root}/pyproject.toml":
        return
    manifest = read_manifest(snapshot.view, root)
    owned = [each for each in TABLES if each.owner and table(manifest.pyproject, *each.keys)]
    dynamic = table(manifest.tool, "setuptools", "dynamic")
    groups = [keys for keys in SCRIPTS_AS_GROUPS if table(manifest.pyproject, *keys)]
    if not owned and not dynamic and not groups:
        return
    builder = read_builder(snapshot.view, root, manifest)
    if builder is None or _may_be_extended(manifest, builder):
        return
    if builder.backend == "PDM" and runs_own_code(snapshot.view, root, manifest):
        return
    places = document.reading.toml.places if document.reading.toml is not None else {}
    for each in owned:
        if each.keys in places:
            yield from _of_backend(document, manifest, builder, each, places)
    for keys in groups:
        if keys in places:
            yield from _script_group(document, manifest, builder, keys, places)
    yield from _dynamic(manifest, builder, dynamic, places)


def _may_be_extended(manifest: Manifest, builder: Builder) -> bool:
    """Whether a backend other than setuptools, whose builder is known, is not alone."""
    if builder.is_setuptools:
        return False
    hatch = table(manifest.tool, "hatch")
    if any("hooks" in table(hatch, each) for each in ("build", "metadata")):
        return True
    requires = strings(table(manifest.pyproject, "build-system").get("requires"))
    return not all(_ALONE.match(text) for text in requires)


def _of_backend(
    document: Document, manifest: Manifest, builder: Builder, own: EntryPointsTable, places: Places
) -> Iterator[Problem]:
    backend = table(manifest.pyproject, "build-system").get("build-backend")
    if backend is None:
        # Poetry and Flit install a project by their own tables where nothing else is named.
        return
    instead = _instead_of(own)
    header = f"[{'.'.join(instead.keys)}]"
    if builder.backend != own.owner or backend == "pdm.backend":
        yield _problem(
            places[own.keys],
            f"{builder.backend} builds this project and does not read [{'.'.join(own.keys)}]; "
            f"declare its entry points in {header}.",
        )
    elif own.owner == "Poetry" and _is_overruled(manifest, own):
        place = places.get(instead.keys)
        related = () if place is None else (_related(document, place, header),)
        yield _problem(
            places[own.keys],
            f"Poetry takes entry points from {header}, and then [{'.'.join(own.keys)}] is "
            "ignored; move its entry points there.",
            related,
        )


def _instead_of(own: EntryPointsTable) -> EntryPointsTable:
    """Return the table that every backend reads for the same."""
    return PROJECT_GROUPS if own.group is None else PROJECT_SCRIPTS


def _is_overruled(manifest: Manifest, own: EntryPointsTable) -> bool:
    """Whether Poetry, of a version that reads `[project]`, finds the same there."""
    if not _is_new_poetry(manifest) or not table(manifest.pyproject, *_instead_of(own).keys):
        return False
    entries = table(manifest.pyproject, *own.keys).values()
    # Scripts that are files are read all the same.
    return own.group is None or any(_is_console(entry) for entry in entries)


def _is_new_poetry(manifest: Manifest) -> bool:
    """Whether the Poetry that builds a project is of a version that reads `[project]`."""
    requires = strings(table(manifest.pyproject, "build-system").get("requires"))
    named = [text for text in requires if _POETRY_CORE.match(text)]
    # Without a limit the newest one is taken.
    return any(_AT_LEAST_2.search(t) or not _PIN.search(t) for t in named)


def _is_console(script: object) -> bool:
    return isinstance(script, str) or (
        isinstance(script, Mapping) and script.get("type") == "console"
    )


def _script_group(
    document: Document, manifest: Manifest, builder: Builder, keys: tuple[str, ...], places: Places
) -> Iterator[Problem]:
    instead = SCRIPTS_AS_GROUPS[keys]
    header = f"[{'.'.join(instead)}]"
    if not builder.is_setuptools:
        if not _takes_no_group(manifest, builder, keys[-1]):
            return
        does = "leaves out" if builder.backend == "PDM" else "builds no project with"
        yield _problem(
            places[keys],
            f"{builder.backend} {does} a group {keys[-1]} in [project.entry-points]; declare its "
            f"entry points in {header}.",
        )
    elif instead[-1] in table(manifest.pyproject, "project"):
        place = places.get(instead)
        yield _problem(
            places[keys],
            f"setuptools takes {keys[-1]} from {header}, and then this group is ignored; move its "
            "entry points there.",
            () if place is None else (_related(document, place, header),),
        )


def _takes_no_group(manifest: Manifest, builder: Builder, group: str) -> bool:
    """Whether all releases of a backend that may be taken refuse or drop a group of scripts."""
    match builder.backend:
        case "Hatchling":
            # It looks for "gui-scripts" instead, and records `gui_scripts`.
            return group == "console_scripts"
        case "Flit":
            return True
        case "Poetry":
            return _is_new_poetry(manifest)
        case "PDM":
            build_system = table(manifest.pyproject, "build-system")
            return build_system.get("build-backend") == "pdm.backend"
    return False


def _dynamic(
    manifest: Manifest, builder: Builder, dynamic: Table, places: Places
) -> Iterator[Problem]:
    listed = strings(table(manifest.pyproject, "project").get("dynamic"))
    for field, needed in (("version", {"version"}), ("entry-points", ENTRY_POINT_FIELDS)):
        where = places.get(("tool", "setuptools", "dynamic", field))
        if field not in dynamic or where is None:
            continue
        if not builder.is_setuptools:
            yield _problem(
                where,
                f"{builder.backend} builds this project and does not read "
                "[tool.setuptools.dynamic]; remove it.",
            )
        elif needed.isdisjoint(listed):
            remedy = f'does not list it as dynamic; add "{field}" to dynamic, or remove it here.'
            if field in table(manifest.pyproject, "project"):
                remedy = f"sets {field} itself; remove one of the two."
            yield _problem(where, f"setuptools ignores this, since [project] {remedy}")


def _related(document: Document, place: Range, header: str) -> Related:
    return Related(Location(document.path, place), f"{header} is here")


def _problem(where: Range, message: str, related: tuple[Related, ...] = ()) -> Problem:
    code = Code.IGNORED_SECTION
    return Problem(code, where, message, SEVERITIES[code], related)
