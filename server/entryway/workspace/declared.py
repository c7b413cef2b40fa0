"""The distribution a project declares: its name, and those of its entry points that are read."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.dialects.table import PYPROJECT, SETUP_CFG
from entryway.files.view import Text, Unreadable, View
from entryway.resolve.distributions import Distribution
from entryway.workspace.manifest import Manifest, strings, table


@dataclass(frozen=True, slots=True)
class Declared:
    """What a project declares.

    `distributions` are all one distribution, one for each file that declares entry points of it;
    none where the project has no name that can be read. `hidden` says that it may have a name in a
    form that is not read.
    """

    distributions: tuple[Distribution, ...]
    hidden: bool


def read_declared(
    view: View, root: str, manifest: Manifest, entry_points_files: tuple[str, ...]
) -> Declared:
    """Read what the project in a folder declares; setup.py is looked at and never run."""
    name = _name(manifest)
    setup_py = _setup_py(view, root)
    if name is None:
        return Declared((), hidden=setup_py is not None or not manifest.readable)
    complete = (
        manifest.readable
        and not _declares_out_of_sight(manifest)
        and (setup_py is None or _is_pbr(manifest) or not setup_py)
    )
    sources = [(f"{root}/{dialect.name}", dialect.read) for dialect in (SETUP_CFG, PYPROJECT)]
    sources.extend((path, read_entry_points_txt) for path in entry_points_files)
    distributions: list[Distribution] = []
    for path, read in sources:
        reading = view.derive(read, path, view.config_text)
        if isinstance(reading, Unreadable):
            continue
        # Most pyproject.toml only name the project, or configure tools.
        if reading.entry_points or read is not PYPROJECT.read or not distributions:
            distributions.append(Distribution(name, None, path, reading.entry_points, complete))
    return Declared(tuple(distributions), hidden=False)


def _name(manifest: Manifest) -> str | None:
    """Return the project's name: of `[project]`, of setup.cfg, or of Poetry's and Flit's tables."""
    flit = table(manifest.tool, "flit", "metadata")
    names = (
        table(manifest.pyproject, "project").get("name"),
        manifest.option("metadata", "name"),
        table(manifest.tool, "poetry").get("name"),
        flit.get("dist-name"),
        flit.get("module"),
    )
    return next((name for name in names if isinstance(name, str) and name), None)


def _declares_out_of_sight(manifest: Manifest) -> bool:
    """Whether the build backend finds entry points elsewhere, or makes them up.

    `[project] dynamic` says so; then setuptools takes them from setup.py, from setup.cfg, or from
    the files that pyproject.toml names, and only the last of these are all that it takes.
    """
    dynamic = strings(table(manifest.pyproject, "project").get("dynamic"))
    return "entry-points" in dynamic and not dynamic_entry_points_files(manifest.pyproject)


def _setup_py(view: View, root: str) -> bool | None:
    """Return whether setup.py may declare entry points, None where there is none.

    One that neither says `entry_points` nor unpacks arguments into its call does not.
    """
    path = f"{root}/setup.py"
    if not view.is_file(path):
        return None
    answer = view.derive(_says_entry_points, path, view.python_text)
    return True if isinstance(answer, Unreadable) else answer


def _says_entry_points(text: Text) -> bool:
    return "entry_points" in text.text or "**" in text.text


def _is_pbr(manifest: Manifest) -> bool:
    """Whether pbr builds the project: then setup.py holds nothing but the call to it."""
    return any(manifest.setup_cfg.section(name) is not None for name in ("entry_points", "files"))
