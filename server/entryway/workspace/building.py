"""Who builds a project, where its files leave no doubt.

setup.py is read and never run. One that does more than call `setup()` with the arguments of
setuptools, or of pbr, may do anything, and so may a build requirement that is not known.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from entryway.files.view import Text, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.distributions import normalise
from entryway.workspace.manifest import Manifest, strings, table
from entryway.workspace.setup_files import setup_file

_OTHER_BACKENDS: Mapping[str, str] = {
    "hatchling.build": "Hatchling",
    "flit_core.buildapi": "Flit",
    "poetry.core.masonry.api": "Poetry",
    "pdm.backend": "PDM",
    "pdm.pep517.api": "PDM",
    "uv_build": "uv",
}
"""Backends that do not read setup.cfg."""

_SETUPTOOLS = ("setuptools.build_meta", "setuptools.build_meta:__legacy__")
_HARMLESS = frozenset(
    {"cffi", "cython", "numpy", "packaging", "pip", "setuptools", "setuptools-scm", "toml"}
    | {"tomli", "wheel"}
)
"""Build requirements that have no say in where entry points are declared."""

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_PIN = re.compile(r"<|==|~=|@")

_ARGUMENTS = frozenset(
    {"author", "author_email", "classifiers", "data_files", "description", "download_url"}
    | {"entry_points", "ext_modules", "ext_package", "extras_require", "include_package_data"}
    | {"install_requires", "keywords", "license", "license_file", "license_files"}
    | {"long_description", "long_description_content_type", "maintainer", "maintainer_email"}
    | {"name", "namespace_packages", "package_data", "package_dir", "packages", "pbr", "platforms"}
    | {"project_urls", "py_modules", "python_requires", "scripts", "setup_requires", "test_suite"}
    | {"tests_require", "url", "use_scm_version", "version", "zip_safe"}
)
"""The arguments of `setup()` that change nothing about what is read of setup.cfg, and `pbr`."""

_OPEN = re.compile(
    r"\.cfg|configparser|\*\*|\b(?:exec|eval|__import__|importlib|runpy)\b", re.IGNORECASE
)
"""Signs that a setup.py reads configuration by itself, or does more than stands in it."""


class Builder(NamedTuple):
    """What builds a project: `backend` by the name people know, with or without pbr."""

    backend: str
    pbr: bool = False

    @property
    def is_setuptools(self) -> bool:
        """Whether setuptools builds it, which reads setup.cfg."""
        return self.backend == "setuptools"


class _Needs(NamedTuple):
    """What setup.py asks for: its `pbr` argument, and the names of what it requires first."""

    pbr: bool
    requires: tuple[str, ...]


def read_builder(view: View, root: str, manifest: Manifest) -> Builder | None:
    """Return what builds the project in a folder, None where that is open."""
    build_system = table(manifest.pyproject, "build-system")
    if not manifest.readable or "backend-path" in build_system:
        return None
    backend = build_system.get("build-backend", _SETUPTOOLS[0])
    if not isinstance(backend, str):
        return None
    if backend in _OTHER_BACKENDS:
        return Builder(_OTHER_BACKENDS[backend])
    requires = strings(build_system.get("requires"))
    if any(_required(r) == ["setuptools"] and _PIN.search(r) for r in requires):
        # What counts has changed from one release of setuptools to another.
        return None
    needs: _Needs | None = _Needs(False, ())
    if view.is_file(f"{root}/setup.py"):
        needs = _read_setup_py(view, root)
    elif not build_system and not table(manifest.pyproject, "project"):
        return None
    if needs is None:
        return None
    needed = {
        *(name for text in requires for name in _required(text)),
        *(n for text in manifest.option_list("options", "setup_requires") for n in _required(text)),
        *needs.requires,
    }
    if needs.pbr:
        is_known = backend in (*_SETUPTOOLS, "pbr.build") and needed <= {*_HARMLESS, "pbr"}
        has_hooks = manifest.option("global", "setup_hooks") != ""
        return Builder("setuptools", pbr=True) if is_known and not has_hooks else None
    return Builder("setuptools") if backend in _SETUPTOOLS and needed <= _HARMLESS else None


def runs_own_code(view: View, root: str, manifest: Manifest) -> bool:
    """Whether PDM, if it builds a project, runs code of the project that may change anything.

    That is `pdm_build.py`, unless the configuration names another (`pdm.backend.base.Builder`).
    """
    named = "custom-hook" in table(manifest.tool, "pdm", "build")
    return named or view.is_file(f"{root}/pdm_build.py")


def _required(requirement: str) -> list[str]:
    """Return the normalised name of a requirement; what has none is a name that nobody knows."""
    match = _NAME.match(requirement)
    return [normalise(match[1]) if match is not None else requirement]


def _read_setup_py(view: View, root: str) -> _Needs | None:
    """Return what a setup.py that only calls `setup()` asks for, None of any other."""
    # Reading Python takes rooms of its own, and many projects have no setup.py.
    from entryway.dialects.setup_call import texts_of

    is_open = view.derive(_is_open, f"{root}/setup.py", view.python_text)
    file = setup_file(view, root)
    call = None if file is None else file.only_call
    if is_open is not False or file is None or call is None or call.may_have_more:
        return None
    if not all(map(_is_harmless, file.imports)) or not call.arguments.keys() <= _ARGUMENTS:
        return None
    requires = () if call.lacks("setup_requires") else texts_of(call.argument("setup_requires"))
    pbr = call.arguments.get("pbr", False)
    if requires is None or not isinstance(pbr, bool):
        return None
    return _Needs(pbr, tuple(name for text in requires for name in _required(text)))


def _is_open(text: Text) -> bool:
    return _OPEN.search(text.text) is not None


def _is_harmless(module: str) -> bool:
    return module in ("setuptools", "distutils") or module in sys.stdlib_module_names
