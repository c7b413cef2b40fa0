"""The project that owns a file: where its sources are, and what it declares.

Read from setup.cfg and pyproject.toml; setup.py is never run.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.setup_cfg import entry_points_files, read_setup_cfg
from entryway.files.view import Text, Unreadable, View
from entryway.model import EntryPoint
from entryway.resolve.distributions import Distribution
from entryway.syntax.ini import IniTree, read_ini

if sys.version_info >= (3, 11):
    from tomllib import TOMLDecodeError, loads
else:
    from tomli import TOMLDecodeError, loads

MARKERS = ("pyproject.toml", "setup.cfg", "setup.py")
"""The files that make a folder a project's."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a distribution's sources.

    `source_roots` are the folders its top-level packages lie in, most specific first. `mapped`
    gives packages a folder of another name (`package_dir`). `distribution` is what it declares, or
    None where its name is not written in a form that is read. `entry_points_files` are the files
    that setup.cfg takes entry points from.
    """

    root: str
    source_roots: tuple[str, ...]
    mapped: tuple[tuple[str, str], ...] = ()
    distribution: Distribution | None = None
    entry_points_files: tuple[str, ...] = ()


def project_root(view: View, path: str) -> str | None:
    """Return the nearest folder upward from a file that holds one of `MARKERS`, or None."""
    folder = os.path.dirname(path)
    while True:
        if has_marker(view, folder):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def has_marker(view: View, folder: str) -> bool:
    """Whether a folder is a project's root."""
    listing = view.listing(folder)
    return listing is not None and any(marker in listing.files for marker in MARKERS)


def read_project(view: View, root: str) -> Project:
    """Read what the files in a project's root say of it."""
    setup = view.derive(_read_setup, f"{root}/setup.cfg", view.config_text)
    setup_cfg = setup if isinstance(setup, IniTree) else IniTree((), (), ())
    toml = view.derive(_read_toml, f"{root}/pyproject.toml", view.config_text)
    pyproject = toml if isinstance(toml, dict) else {}
    layout = list(_layout(setup_cfg, pyproject))
    roots: dict[str, None] = {}
    mapped: dict[str, str] = {}
    for package, folder in layout:
        path = os.path.normpath(os.path.join(root, folder))
        if package:
            mapped[package] = path
        else:
            roots.setdefault(path)
    for folder in (f"{root}/src", root):
        if view.is_folder(folder):
            roots.setdefault(folder)
    files = tuple(
        os.path.normpath(os.path.join(root, name)) for name in entry_points_files(setup_cfg)
    )
    return Project(
        root=root,
        source_roots=tuple(roots),
        mapped=tuple(mapped.items()),
        distribution=_declared(view, root, setup_cfg, pyproject, files),
        entry_points_files=files,
    )


def _read_setup(text: Text) -> IniTree:
    return read_ini(text.text)


def _read_toml(text: Text) -> dict[str, object]:
    try:
        table: dict[str, object] = loads(text.text)
        return table
    except (TOMLDecodeError, RecursionError):
        return {}  # A half-typed file says nothing about the project until it parses again.


def _layout(setup_cfg: IniTree, pyproject: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield `(package, folder)`: where packages lie, "" for all that are not named."""
    for line in _lines(setup_cfg, "options", "package_dir"):
        package, equals, folder = line.partition("=")
        if equals:
            yield package.strip(), folder.strip()
    for line in _lines(setup_cfg, "options.packages.find", "where"):
        yield "", line
    for line in _lines(setup_cfg, "files", "packages_root"):
        yield "", line
    tool = _table(pyproject, "tool")
    setuptools = _table(tool, "setuptools")
    for package, path in _table(setuptools, "package-dir").items():
        if isinstance(path, str):
            yield package, path
    for folder in _list(_table(_table(setuptools, "packages"), "find").get("where")):
        yield "", folder
    for package_table in _tables(_table(tool, "poetry").get("packages")):
        if isinstance(package_table.get("from"), str):
            yield "", str(package_table["from"])
    wheel = _table(_table(_table(_table(tool, "hatch"), "build"), "targets"), "wheel")
    for package in _list(wheel.get("packages")):
        yield "", os.path.dirname(package.rstrip("/")) or "."
    package_dir = _table(_table(tool, "pdm"), "build").get("package-dir")
    if isinstance(package_dir, str):
        yield "", package_dir


def _lines(tree: IniTree, section: str, option: str) -> list[str]:
    """Return a list-valued option of setup.cfg: comma-separated, or one a line."""
    found = tree.section(section)
    for each in found.options if found is not None else ():
        if each.key.text.replace("-", "_") == option:
            return [line.strip() for line in re.split(r"[\n,]", each.value_text) if line.strip()]
    return []


def _table(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _list(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _declared(
    view: View,
    root: str,
    setup_cfg: IniTree,
    pyproject: Mapping[str, object],
    files: tuple[str, ...],
) -> Distribution | None:
    """Return the distribution a project declares, as far as setup.cfg and pyproject.toml tell."""
    project = _table(pyproject, "project")
    poetry = _table(_table(pyproject, "tool"), "poetry")
    names: list[object] = [project.get("name"), *_lines(setup_cfg, "metadata", "name")[:1]]
    name = next((n for n in (*names, poetry.get("name")) if isinstance(n, str)), None)
    if name is None:
        return None
    entries: tuple[EntryPoint, ...] = ()
    source = f"{root}/setup.cfg"
    reading = view.derive(read_setup_cfg, source, view.config_text)
    if not isinstance(reading, Unreadable):
        entries = reading.entry_points
    for path in files:
        recorded = view.derive(read_entry_points_txt, path, view.config_text)
        if not isinstance(recorded, Unreadable) and not entries:
            source, entries = path, recorded.entry_points
    # pyproject.toml and setup.py may declare more, in forms that are not read yet.
    elsewhere = view.is_file(f"{root}/setup.py") and not _is_pbr(setup_cfg)
    elsewhere = elsewhere or "entry-points" in project or "scripts" in project
    elsewhere = elsewhere or "poetry" in _table(pyproject, "tool")
    return Distribution(name, None, source, entries, complete=not elsewhere)


def _is_pbr(setup_cfg: IniTree) -> bool:
    """Whether pbr builds the project: then setup.py holds nothing but the call to it."""
    return setup_cfg.section("entry_points") is not None or setup_cfg.section("files") is not None
