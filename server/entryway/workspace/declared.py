"""The distribution a project declares: its name, and those of its entry points that are read."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.dialects.table import PYPROJECT, SETUP_CFG
from entryway.files.view import Unreadable, View
from entryway.model import EntryPoint
from entryway.resolve.distributions import Distribution
from entryway.workspace.manifest import Manifest, strings, table
from entryway.workspace.setup_files import setup_file, setup_reading


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
    """Read what the project in a folder declares; setup.py is read and never run."""
    setup_py = _SetupPy(view, root)
    name = _name(manifest, setup_py)
    if name is None:
        return Declared((), hidden=setup_py.exists or not manifest.readable)
    entries, is_all = setup_py.declared() if not _is_pbr(manifest) else ((), True)
    complete = manifest.readable and not _declares_out_of_sight(view, root, manifest) and is_all
    sources = [(f"{root}/{dialect.name}", dialect.read) for dialect in (SETUP_CFG, PYPROJECT)]
    sources.extend((path, read_entry_points_txt) for path in entry_points_files)
    distributions: list[Distribution] = []
    if entries:
        distributions.append(Distribution(name, None, setup_py.path, entries, complete))
    for path, read in sources:
        reading = view.derive(read, path, view.config_text)
        if isinstance(reading, Unreadable):
            continue
        # Most pyproject.toml only name the project, or configure tools.
        if reading.entry_points or read is not PYPROJECT.read or not distributions:
            distributions.append(Distribution(name, None, path, reading.entry_points, complete))
    return Declared(tuple(distributions), hidden=False)


class _SetupPy:
    """The setup.py of a project, of which no more is read than is needed."""

    def __init__(self, view: View, root: str) -> None:
        self.path = f"{root}/setup.py"
        self._root = root
        self.exists = view.is_file(self.path)
        self._view = view

    def declared(self) -> tuple[tuple[EntryPoint, ...], bool]:
        """Return the entry points it declares, and whether these are all."""
        if not self.exists:
            return (), True
        reading = setup_reading(self._view, self._root)
        return ((), False) if reading is None else (reading.entry_points, not reading.has_more)

    def name(self) -> str | None:
        """Return the name that its only call of `setup()` gives, None where there is none."""
        if not self.exists:
            return None
        from entryway.dialects.setup_call import text_of  # Reading Python takes rooms of its own.

        file = setup_file(self._view, self._root)
        # One that is being typed keeps its name meanwhile, so it need not be finished.
        if file is None or len(file.calls) != 1:
            return None
        return text_of(file.calls[0].argument("name"))


def _name(manifest: Manifest, setup_py: _SetupPy) -> str | None:
    """Return the project's name: of `[project]`, or of the first place that setuptools asks.

    That is setup.py, then setup.cfg. Poetry and Flit have tables of their own.
    """
    flit = table(manifest.tool, "flit", "metadata")
    project = table(manifest.pyproject, "project").get("name")
    if isinstance(project, str) and project:
        return project
    names = (
        setup_py.name(),
        manifest.option("metadata", "name"),
        table(manifest.tool, "poetry").get("name"),
        flit.get("dist-name"),
        flit.get("module"),
    )
    return next((name for name in names if isinstance(name, str) and name), None)


def _declares_out_of_sight(view: View, root: str, manifest: Manifest) -> bool:
    """Whether the build backend finds entry points elsewhere, or makes them up.

    `[project] dynamic` says so. Then setuptools takes them from the files that pyproject.toml
    names, from setup.py or from setup.cfg (`_handle_missing_dynamic` of
    `setuptools.config._apply_pyprojecttoml`), all of which are read, if it is alone.
    """
    dynamic = strings(table(manifest.pyproject, "project").get("dynamic"))
    if "entry-points" not in dynamic or dynamic_entry_points_files(manifest.pyproject):
        return False
    from entryway.workspace.building import read_builder  # Few projects have them dynamic.

    builder = read_builder(view, root, manifest)
    is_named = "entry-points" in table(manifest.tool, "setuptools", "dynamic")
    return builder is None or not builder.is_setuptools or is_named


def _is_pbr(manifest: Manifest) -> bool:
    """Whether pbr builds the project: then setup.py holds nothing but the call to it."""
    return any(manifest.setup_cfg.section(name) is not None for name in ("entry_points", "files"))
