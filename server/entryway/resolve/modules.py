"""Module name -> file, by the rules of `importlib`'s path finder, read from folder listings.

The rules: a folder with `__init__` before a module file, the first root that has either; a folder
without `__init__` is a portion of a namespace package, which is used only if no root has more (PEP
420). Within a package only the package's own path is searched. One rule is ours: `.py` is preferred
over a compiled twin, since only it can be shown.
"""

from __future__ import annotations

import os
import sys

from entryway.files.view import Unreadable, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.packagepath import PathWork, read_path_work
from entryway.resolve.searchpath import SearchPath

_LIBRARIES = (".so", ".pyd")
_COMPILED = (*_LIBRARIES, ".pyc")
_GENERATED = (".pyx", ".pyi", ".c", ".cpp", ".cc", ".rs", ".in", ".proto", ".template", ".tmpl")
"""Next to where a module would be, one of these says that a build makes it."""


class SourceModule(NamedTuple):
    """A module with Python source.

    `portions` is its `__path__` where it is a package. `twin` is the compiled file beside it that
    Python would load instead, or None: such a module may have more in it than its source.
    """

    name: str
    path: str
    portions: tuple[str, ...] = ()
    twin: str | None = None

    @property
    def is_package(self) -> bool:
        """Whether submodules are looked for in it."""
        return bool(self.portions)


class NamespacePackage(NamedTuple):
    """A package without `__init__`, spread over one or more folders."""

    name: str
    portions: tuple[str, ...]
    inside_package: bool
    """Whether a regular package holds it: then no other distribution can add to it."""


class CompiledModule(NamedTuple):
    """A module without source; `path` is its file, None where it is part of the interpreter."""

    name: str
    path: str | None
    portions: tuple[str, ...] = ()


class NoModule(NamedTuple):
    """No module of this name: `part` is the index of the part that was not found.

    `parent` is the deepest module found, None at the top level. `shared` says that distributions
    which are not here may add modules to it. `hidden` says why there may be one all the same, or is
    None.
    """

    name: str
    part: int
    parent: SourceModule | NamespacePackage | CompiledModule | None
    shared: bool = False
    hidden: str | None = None


FoundModule = SourceModule | NamespacePackage | CompiledModule


class ModuleFinder:
    """Finds modules along one search path; its answers hold for the life of its view."""

    def __init__(self, view: View, search_path: SearchPath) -> None:
        self.view = view
        self.search_path = search_path
        self._known: dict[tuple[str, ...], FoundModule | NoModule] = {}
        self._compiled: dict[str, dict[str, str]] = {}

    def find(self, parts: tuple[str, ...]) -> FoundModule | NoModule:
        """Return the module with this dotted name, or the first part of it that is not there."""
        parent: FoundModule | None = None
        for count in range(1, len(parts) + 1):
            name = parts[:count]
            found = self._known.get(name)
            if found is None:
                found = self._known[name] = self._find_part(parent, name)
            if isinstance(found, NoModule):
                return found
            parent = found
        if parent is None:
            return NoModule("", 0, None)
        return parent

    def children(self, module: FoundModule | None) -> tuple[str, ...]:
        """Return the names of the modules directly inside a package, or at the top level."""
        if module is None:
            folders: tuple[str, ...] = self.search_path.roots
        else:
            folders = self._path_of(module)
        names: set[str] = set()
        for folder in folders:
            listing = self.view.listing(folder)
            if listing is not None:
                names.update(f for f in listing.folders if f.isidentifier() and f != "__pycache__")
                names.update(f[:-3] for f in listing.files if f.endswith(".py"))
                names.update(f.partition(".")[0] for f in listing.files if f.endswith(_LIBRARIES))
        names.discard("__init__")
        if module is None:
            names.update(self.search_path.mapped)
        return tuple(sorted(names))

    def _find_part(
        self, parent: FoundModule | None, name: tuple[str, ...]
    ) -> FoundModule | NoModule:
        if parent is None:
            return self._find_top(name)
        index = len(name) - 1
        dotted = ".".join(name)
        if isinstance(parent, CompiledModule) and not parent.portions:
            where = parent.path or "the interpreter"
            detail = f"{parent.name} is compiled ({where})"
            return NoModule(dotted, index, parent, hidden=detail)
        found = self._search(parent.portions, name, parent) or self._find_mapped(name)
        if found is None and isinstance(parent, SourceModule):
            found = self._search(self._path_of(parent)[len(parent.portions) :], name, parent)
        found = found or self._find_namespace(name, parent)
        if found is not None:
            return found
        if isinstance(parent, NamespacePackage):
            return NoModule(dotted, index, parent, shared=not parent.inside_package)
        shared = isinstance(parent, SourceModule) and self._path_work(parent).shared
        return NoModule(dotted, index, parent, shared, self._hidden(parent, name))

    def _find_top(self, name: tuple[str, ...]) -> FoundModule | NoModule:
        if name == ("distutils",):
            replaced = self._setuptools_distutils()
            if replaced is not None:
                return replaced
        found = self._search(self.search_path.roots, name, None)
        if isinstance(found, (SourceModule, CompiledModule)):
            return found
        found = self._find_mapped(name) or found or self._find_namespace(name, None)
        if found is not None:
            return found
        if name[0] in sys.builtin_module_names:
            return CompiledModule(name[0], None)
        if not self.search_path.standard_library and name[0] in sys.stdlib_module_names:
            return NoModule(name[0], 0, None, hidden="the standard library was not found")
        return NoModule(name[0], 0, None)

    def _search(
        self, folders: tuple[str, ...], name: tuple[str, ...], parent: FoundModule | None
    ) -> FoundModule | None:
        last, dotted = name[-1], ".".join(name)
        portions: list[str] = []
        for folder in folders:
            listing = self.view.listing(folder)
            if listing is None:
                continue
            if last in listing.folders:
                package = self._package(f"{folder}/{last}", dotted)
                if package is not None:
                    return package
            module = self._module_file(folder, last, dotted)
            if module is not None:
                return module
            if last in listing.folders:
                portions.append(f"{folder}/{last}")
        if not portions:
            return None
        portions.extend(self._recorded_portions(dotted))
        return NamespacePackage(dotted, tuple(dict.fromkeys(portions)), _is_inside(parent))

    def _find_namespace(
        self, name: tuple[str, ...], parent: FoundModule | None
    ) -> NamespacePackage | None:
        """Follow the namespaces of a setuptools editable finder (`_EditableNamespaceFinder`)."""
        dotted = ".".join(name)
        if dotted not in self.search_path.namespaces:
            return None
        portions = self._recorded_portions(dotted)
        return NamespacePackage(dotted, tuple(dict.fromkeys(portions)), _is_inside(parent))

    def _recorded_portions(self, dotted: str) -> list[str]:
        recorded = self.search_path.namespaces.get(dotted)
        if recorded is not None and not recorded and dotted in self.search_path.mapped:
            recorded = (self.search_path.mapped[dotted],)
        return [portion for portion in recorded or () if self.view.is_folder(portion)]

    def _package(self, folder: str, dotted: str) -> SourceModule | CompiledModule | None:
        return self._module_file(folder, "__init__", dotted, (folder,))

    def _module_file(
        self, folder: str, stem: str, dotted: str, portions: tuple[str, ...] = ()
    ) -> SourceModule | CompiledModule | None:
        listing = self.view.listing(folder)
        if listing is None:
            return None
        compiled = self._compiled_file(folder, listing.files, stem)
        if stem + ".py" in listing.files:
            twin = None if compiled is None or compiled.endswith(".pyc") else compiled
            return SourceModule(dotted, f"{folder}/{stem}.py", portions, twin)
        if compiled is not None:
            return CompiledModule(dotted, f"{folder}/{compiled}", portions)
        return None

    def _compiled_file(self, folder: str, files: frozenset[str], stem: str) -> str | None:
        """Return the compiled file of a module: `stem.so`, `stem.cpython-311-….so`, `stem.pyd`."""
        compiled = self._compiled.get(folder)
        if compiled is None:
            compiled = self._compiled[folder] = {}
            # Of several, a library before byte code, as in `importlib.machinery.all_suffixes`.
            for name in sorted((f for f in files if f.endswith(_COMPILED)), key=_by_suffix):
                compiled.setdefault(name.partition(".")[0], name)
        return compiled.get(stem)

    def _setuptools_distutils(self) -> SourceModule | CompiledModule | None:
        """Return the copy of distutils that setuptools puts before the standard library's.

        Its `distutils-precedence.pth` does so whenever Python starts (`_distutils_hack`).
        """
        for root in self.search_path.roots:
            if self.view.is_file(f"{root}/distutils-precedence.pth"):
                return self._package(f"{root}/setuptools/_distutils", "distutils")
        return None

    def _find_mapped(self, name: tuple[str, ...]) -> FoundModule | None:
        """Follow a setuptools editable finder (`_EditableFinder._find_spec`)."""
        target = self.search_path.mapped.get(".".join(name))
        if target is None:
            return None
        dotted = ".".join(name)
        folder, stem = os.path.split(target)
        return self._package(target, dotted) or self._module_file(folder, stem, dotted)

    def _path_of(self, module: FoundModule) -> tuple[str, ...]:
        """Return `__path__`, as far as `pkgutil.extend_path` and the like can be followed."""
        portions = module.portions
        if isinstance(module, SourceModule) and portions and self._path_work(module).shared:
            tail = "/" + module.name.replace(".", "/")
            candidates = [root + tail for root in self.search_path.roots]
            extra = (c for c in candidates if self.view.is_folder(c))
            return tuple(dict.fromkeys((*portions, *extra)))
        return portions

    def _path_work(self, module: SourceModule) -> PathWork:
        work = self.view.derive(read_path_work, module.path, self.view.python_text)
        return PathWork() if isinstance(work, Unreadable) else work

    def _hidden(self, parent: SourceModule | CompiledModule, name: tuple[str, ...]) -> str | None:
        """Say why a submodule may exist though no file shows it."""
        last = name[-1]
        for folder in parent.portions:
            listing = self.view.listing(folder)
            if listing is None:
                return f"{folder} can't be listed"
            for suffix in _GENERATED:
                if last + suffix in listing.files or f"{last}.py{suffix}" in listing.files:
                    return f"it is built from {folder}/{last}{suffix}"
        if isinstance(parent, CompiledModule):
            return f"{parent.name} is compiled ({parent.path})"
        for count in range(1, len(name)):
            package = self._known.get(name[:count])
            work = self._path_work(package) if isinstance(package, SourceModule) else PathWork()
            if work.dynamic is not None and (package is parent or work.modules):
                return work.dynamic
        return None


def _by_suffix(name: str) -> tuple[int, str]:
    return (_COMPILED.index(name[name.rindex(".") :]), name)


def _is_inside(parent: FoundModule | None) -> bool:
    """Whether a regular package holds a module, so that no other distribution can add to it."""
    if isinstance(parent, NamespacePackage):
        return parent.inside_package
    return parent is not None
