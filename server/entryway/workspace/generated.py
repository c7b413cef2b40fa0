"""Modules that building a project makes, so that its sources do not prove them missing.

- Backends that compile say nowhere, or in files of other languages, which modules they make:
  maturin (but for `[tool.maturin] module-name`), meson-python, scikit-build-core.
- Tools that write a project's version into a module name its file: setuptools-scm's `version_file`
  and `write_to`, hatch-vcs's `version-file`, pdm-backend's `write_to`.
- setup.py and `[tool.setuptools]` name extension modules in calls and lists of many forms.
"""

from __future__ import annotations

import re

from entryway.files.view import Text, View
from entryway.workspace.manifest import Manifest, read_manifest, table

_COMPILING = {
    "maturin": "maturin",
    "mesonpy": "meson-python",
    "scikit_build_core.build": "scikit-build-core",
    "scikit_build_core.setuptools.build_meta": "scikit-build-core",
}
_VERSION_FILES = (
    (("setuptools_scm",), "version_file"),
    (("setuptools_scm",), "write_to"),
    (("hatch", "build", "hooks", "vcs"), "version-file"),
    (("pdm", "version"), "write_to"),
)
_EXTENSIONS = re.compile(
    r"\b(?:ext_modules|rust_extensions|cffi_modules|cythonize|mypycify|write_to|version_file)\b"
)
"""Arguments of `setup()` and functions with which setup.py makes modules."""


def made_by(view: View, root: str, module: str) -> str | None:
    """Return what may make a module when the project in a folder is built, None where nothing does.

    The answer is the subject of a sentence.
    """
    manifest = read_manifest(view, root)
    return _backend(manifest, module) or _version_file(manifest, module) or _setup_py(view, root)


def _backend(manifest: Manifest, module: str) -> str | None:
    named = table(manifest.pyproject, "build-system").get("build-backend")
    backend = _COMPILING.get(named) if isinstance(named, str) else None
    only = table(manifest.tool, "maturin").get("module-name")
    if backend == "maturin" and isinstance(only, str) and only != module:
        return None
    if backend is None and table(manifest.tool, "setuptools").get("ext-modules"):
        return "setuptools"
    return backend


def _version_file(manifest: Manifest, module: str) -> str | None:
    for keys, key in _VERSION_FILES:
        path = table(manifest.tool, *keys).get(key)
        if isinstance(path, str) and path.endswith(".py"):
            dotted = path.removesuffix(".py").replace("\\", "/").replace("/", ".")
            # Some paths are relative to a folder of sources, others to the project's.
            if f".{dotted}".endswith(f".{module}") or f".{module}".endswith(f".{dotted}"):
                return f"[tool.{'.'.join(keys)}] {key}"
    return None


def _setup_py(view: View, root: str) -> str | None:
    path = f"{root}/setup.py"
    makes = view.is_file(path) and view.derive(_makes_modules, path, view.python_text)
    return "setup.py" if makes is True else None


def _makes_modules(text: Text) -> bool:
    return _EXTENSIONS.search(text.text) is not None
