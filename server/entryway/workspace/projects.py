"""The project that owns a file: where its sources are, and what it declares.

Read from setup.cfg and pyproject.toml; setup.py is never run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.dialects.setup_cfg import entry_points_files
from entryway.files.view import View
from entryway.resolve.distributions import Distribution, normalise
from entryway.workspace.declared import read_declared
from entryway.workspace.layout import source_folders
from entryway.workspace.manifest import Manifest, read_manifest

MARKERS = ("pyproject.toml", "setup.cfg", "setup.py")
"""The files that make a folder a project's."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a distribution's sources.

    `source_roots` are the folders its top-level packages lie in, most specific first. `mapped`
    gives packages a folder of another name (`package_dir`). `distributions` and `hidden` are as in
    `Declared`, and `name` is what all of the former are called, normalised for comparing.
    `entry_points_files` are the files that setup.cfg and pyproject.toml take entry points from.
    """

    root: str
    source_roots: tuple[str, ...]
    mapped: tuple[tuple[str, str], ...] = ()
    distributions: tuple[Distribution, ...] = ()
    hidden: bool = False
    name: str | None = None
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
    return listing is not None and any(name in listing.files for name in MARKERS)


def read_project(view: View, root: str) -> Project:
    """Read the project in a folder; what its files do not say has its usual place."""
    manifest = read_manifest(view, root)
    roots: dict[str, None] = {}
    mapped: dict[str, str] = {}
    for package, folder in source_folders(manifest):
        path = os.path.normpath(os.path.join(root, folder))
        if package:
            mapped[package] = path
        else:
            roots.setdefault(path)
    for folder in (f"{root}/src", root):
        if view.is_folder(folder):
            roots.setdefault(folder)
    files = tuple(_within(root, manifest))
    declared = read_declared(view, root, manifest, files)
    return Project(
        root=root,
        source_roots=tuple(roots),
        mapped=tuple(mapped.items()),
        distributions=declared.distributions,
        hidden=declared.hidden,
        name=next((normalise(each.name) for each in declared.distributions), None),
        entry_points_files=files,
    )


def _within(root: str, manifest: Manifest) -> list[str]:
    """Return the entry points files inside the project; setuptools refuses any others.

    (`setuptools.config.expand._assert_local`.) Links are followed before they are compared, so that
    no stranger's project has lines of the user's own files printed.
    """
    inside = os.path.realpath(root).rstrip("/") + "/"
    paths = (
        os.path.normpath(os.path.join(root, name))
        for name in (
            *entry_points_files(manifest.setup_cfg),
            *dynamic_entry_points_files(manifest.pyproject),
        )
        if "\0" not in name
    )
    return [path for path in dict.fromkeys(paths) if os.path.realpath(path).startswith(inside)]
