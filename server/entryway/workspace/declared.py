"""The distribution a project declares: its name, and those of its entry points that are read."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.setup_cfg import read_setup_cfg
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
        and not _declares_in_pyproject(manifest)
        and (setup_py is None or _is_pbr(manifest) or not setup_py)
    )
    source = f"{root}/setup.cfg"
    reading = view.derive(read_setup_cfg, source, view.config_text)
    entries = () if isinstance(reading, Unreadable) else reading.entry_points
    distributions = [Distribution(name, None, source, entries, complete)]
    for path in entry_points_files:
        recorded = view.derive(read_entry_points_txt, path, view.config_text)
        if not isinstance(recorded, Unreadable):
            distributions.append(Distribution(name, None, path, recorded.entry_points, complete))
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


def _declares_in_pyproject(manifest: Manifest) -> bool:
    """Whether pyproject.toml declares entry points, in forms that are not read yet."""
    project = table(manifest.pyproject, "project")
    return (
        "entry-points" in project
        or "scripts" in project
        or "entry-points" in strings(project.get("dynamic"))
        or bool(table(manifest.tool, "poetry"))
        or bool(table(manifest.tool, "flit"))
    )


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
