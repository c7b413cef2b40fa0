"""Who builds a project, where its files leave no doubt.

setup.py is read and never run. One that does more than call `setup()` with the arguments of
setuptools, or of pbr, may do anything, and so may a build requirement that is not known.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from entryway.files.view import Text, Unreadable, View
from entryway.namedtuples import NamedTuple
from entryway.syntax.python import Unparsable, parse_python
from entryway.workspace.manifest import Manifest, strings, table

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


class _SetupCall(NamedTuple):
    """The call in setup.py: its `pbr` argument, and the names of what it requires first."""

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
    call = _SetupCall(False, ())
    if view.is_file(f"{root}/setup.py"):
        read = view.derive(_read_setup_py, f"{root}/setup.py", view.python_text)
        if read is None or isinstance(read, Unreadable):
            return None
        call = read
    elif not build_system and not table(manifest.pyproject, "project"):
        return None
    needed = {
        *(name for text in requires for name in _required(text)),
        *(n for text in manifest.option_list("options", "setup_requires") for n in _required(text)),
        *call.requires,
    }
    if call.pbr:
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
    return [re.sub(r"[-_.]+", "-", match[1]).lower() if match is not None else requirement]


def _read_setup_py(text: Text) -> _SetupCall | None:
    """Return the call of a setup.py that only calls `setup()`, None of any other."""
    tree = parse_python(text.text)
    if isinstance(tree, Unparsable) or _OPEN.search(text.text):
        return None
    if not all(_is_harmless(module) for module in _imported(tree)):
        return None
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_setup(node.func)]
    if len(calls) != 1 or calls[0].args:
        return None
    arguments = {keyword.arg: keyword.value for keyword in calls[0].keywords}
    if not all(name in _ARGUMENTS for name in arguments):
        return None
    requires = _literal_strings(arguments.get("setup_requires", ast.List([], ast.Load())))
    pbr = arguments.get("pbr", ast.Constant(False))
    if requires is None or not isinstance(pbr, ast.Constant) or not isinstance(pbr.value, bool):
        return None
    return _SetupCall(pbr.value, tuple(name for text in requires for name in _required(text)))


def _is_setup(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="setup"):
            return True
        case ast.Attribute(value=ast.Name(id="setuptools" | "core"), attr="setup"):
            return True
        case _:
            return False


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the top-level names of the modules that a source imports, "" for relative ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else (node.module or "").partition(".")[0]


def _is_harmless(module: str) -> bool:
    return module in ("setuptools", "distutils") or module in sys.stdlib_module_names


def _literal_strings(value: ast.expr) -> Iterable[str] | None:
    """Return the strings of a literal list, None of anything else."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if not isinstance(value, ast.List | ast.Tuple):
        return None
    found = [e.value for e in value.elts if isinstance(e, ast.Constant)]
    texts = [text for text in found if isinstance(text, str)]
    return texts if len(texts) == len(value.elts) else None
