"""Where a project's packages lie, as its build backend is told.

One function for each place that says so: setuptools' and pbr's setup.cfg, and the tables of
setuptools, Poetry, Hatch, PDM, uv, scikit-build-core and maturin in pyproject.toml.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from entryway.workspace.manifest import Manifest, Table, strings, table, tables


def source_folders(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield `(package, folder)`, folders relative to the project.

    A package named "" stands for all that have no folder of their own.
    """
    yield from _setup_cfg(manifest)
    yield from _setuptools(table(manifest.tool, "setuptools"))
    for included in tables(table(manifest.tool, "poetry").get("packages")):
        yield from _folder(included.get("from"))
    build = table(manifest.tool, "hatch", "build")
    yield from _hatch(build)
    yield from _hatch(table(build, "targets", "wheel"))
    yield from _folder(table(manifest.tool, "pdm", "build").get("package-dir"))
    yield from _folder(table(manifest.tool, "uv", "build-backend").get("module-root"))
    yield from _folder(table(manifest.tool, "maturin").get("python-source"))
    yield from _packages(table(manifest.tool, "scikit-build", "wheel").get("packages"))


def _setup_cfg(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for line in manifest.option_list("options", "package_dir"):
        package, equals, folder = line.partition("=")
        if equals:
            yield package.strip(), folder.strip()
    for folder in manifest.option_list("options.packages.find", "where"):
        yield "", folder
    # pbr's own section.
    for folder in manifest.option_list("files", "packages_root"):
        yield "", folder


def _setuptools(settings: Table) -> Iterator[tuple[str, str]]:
    for package, folder in table(settings, "package-dir").items():
        if isinstance(folder, str):
            yield package, folder
    for folder in strings(table(settings, "packages", "find").get("where")):
        yield "", folder


def _hatch(settings: Table) -> Iterator[tuple[str, str]]:
    yield from _packages(settings.get("packages"))
    for folder in strings(settings.get("dev-mode-dirs")):
        yield "", folder
    sources = settings.get("sources")
    for folder in strings(sources):
        yield "", folder
    if isinstance(sources, dict):
        for folder, package in sources.items():
            if isinstance(package, str) and "/" not in package:
                yield package, folder


def _packages(value: object) -> Iterator[tuple[str, str]]:
    """Read packages that are named by their folders: `["src/shop"]`, or `{shop = "src/shop"}`."""
    for package in strings(value):
        yield "", os.path.dirname(package.rstrip("/")) or "."
    if isinstance(value, dict):
        for package, folder in value.items():
            if isinstance(folder, str) and "/" not in package:
                yield package, folder


def _folder(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield "", value
