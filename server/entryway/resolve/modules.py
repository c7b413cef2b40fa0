"""Module name -> file, by the rules of `importlib`'s path finder, read from folder listings.

The rules: a folder with `__init__` before a module file, the first root that has either; a folder
without `__init__` is a portion of a namespace package, which is used only if no root has more (PEP
420). Within a package only the package's own path is searched. One rule is ours: `.py` is preferred
over a compiled twin, since only it can be shown.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from entryway.files.view import Unreadable, View
from entryway.resolve.searchpath import SearchPath

_COMPILED = (".so", ".pyd", ".pyc")
_GENERATED = (".pyx", ".pyi", ".c", ".cpp", ".cc", ".rs", ".in", ".proto", ".template", ".tmpl")
"""Next to where a module would be, one of these says that a build makes it."""


@dataclass(frozen=True, slots=True)
class SourceModule:
    """A module with Python source; `portions` is its `__path__` where it is a package."""

    name: str
    path: str
    portions: tuple[str, ...] = ()

    @property
    def is_package(self) -> bool:
        """Whether submodules are looked for in it."""
        return bool(self.portions)


@dataclass(frozen=True, slots=True)
class NamespacePackage:
    """A package without `__init__`, spread over one or more folders."""

    name: str
    portions: tuple[str, ...]
    inside_package: bool
    """Whether a regular package holds it: then no other distribution can add to it."""


@dataclass(frozen=True, slots=True)
class CompiledModule:
    """A module without source; `path` is its file, None where it is part of the interpreter."""

    name: str
    path: str | None
    portions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoModule:
    """No module of this name: `part` is the index of the part that was not found.

    `parent` is the deepest module found, None at the top level. `hidden` says why there may be one
    all the same, or is None.
    """

    name: str
    part: int
    parent: SourceModule | NamespacePackage | CompiledModule | None
    hidden: str | None = None


FoundModule = SourceModule | NamespacePackage | CompiledModule


@dataclass(slots=True)
class ModuleFinder:
    """Finds modules along one search path; its answers hold for the life of its view."""

    view: View
    search_path: SearchPath
    _known: dict[tuple[str, ...], FoundModule | NoModule] = field(default_factory=dict)

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
            return NoModule(dotted, index, parent, f"{parent.name} is compiled ({where})")
        found = self._search(parent.portions, name, parent)
        if found is not None:
            return found
        if isinstance(parent, NamespacePackage):
            return self._find_mapped(name) or NoModule(dotted, index, parent)
        extended = self._path_of(parent)
        if extended != parent.portions:
            found = self._search(extended, name, parent)
            if found is not None:
                return found
        return NoModule(dotted, index, parent, self._hidden(parent, name))

    def _find_top(self, name: tuple[str, ...]) -> FoundModule | NoModule:
        found = self._search(self.search_path.roots, name, None)
        if isinstance(found, (SourceModule, CompiledModule)):
            return found
        mapped = self._find_mapped(name)
        if mapped is not None:
            return mapped
        recorded = self.search_path.namespaces.get(name[0])
        if found is not None or recorded is not None:
            existing = (p for p in recorded or () if self.view.is_folder(p))
            portions = tuple(dict.fromkeys((*(found.portions if found else ()), *existing)))
            return NamespacePackage(name[0], portions, inside_package=False)
        if name[0] in sys.builtin_module_names:
            return CompiledModule(name[0], None)
        if not self.search_path.standard_library and name[0] in sys.stdlib_module_names:
            return NoModule(name[0], 0, None, "the standard library was not found")
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
            if last + ".py" in listing.files:
                return SourceModule(dotted, f"{folder}/{last}.py")
            compiled = _compiled_file(listing.files, last)
            if compiled is not None:
                return CompiledModule(dotted, f"{folder}/{compiled}")
            if last in listing.folders:
                portions.append(f"{folder}/{last}")
        if not portions:
            return None
        inside = isinstance(parent, (SourceModule, CompiledModule)) or (
            isinstance(parent, NamespacePackage) and parent.inside_package
        )
        return NamespacePackage(dotted, tuple(portions), inside_package=inside)

    def _package(self, folder: str, dotted: str) -> SourceModule | CompiledModule | None:
        listing = self.view.listing(folder)
        if listing is None:
            return None
        if "__init__.py" in listing.files:
            return SourceModule(dotted, f"{folder}/__init__.py", (folder,))
        compiled = _compiled_file(listing.files, "__init__")
        if compiled is not None:
            return CompiledModule(dotted, f"{folder}/{compiled}", (folder,))
        return None

    def _find_mapped(self, name: tuple[str, ...]) -> FoundModule | None:
        """Follow a setuptools editable finder (`_EditableFinder._find_spec`)."""
        target = self.search_path.mapped.get(".".join(name))
        if target is None:
            return None
        package = self._package(target, ".".join(name))
        if package is not None:
            return package
        if self.view.is_file(target + ".py"):
            return SourceModule(".".join(name), target + ".py")
        if self.view.is_folder(target):
            return NamespacePackage(".".join(name), (target,), inside_package=False)
        return None

    def _path_of(self, module: FoundModule) -> tuple[str, ...]:
        """Return `__path__`, as far as `pkgutil.extend_path` and the like can be followed."""
        portions = module.portions
        if isinstance(module, SourceModule) and portions:
            text = self._init_text(module)
            if "extend_path" in text or "declare_namespace" in text:
                tail = "/" + module.name.replace(".", "/")
                candidates = [root + tail for root in self.search_path.roots]
                extra = (c for c in candidates if self.view.is_folder(c))
                portions = tuple(dict.fromkeys((*portions, *extra)))
        return portions

    def _init_text(self, module: SourceModule) -> str:
        text = self.view.python_text(module.path)
        return "" if isinstance(text, Unreadable) else text.text

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
        text = self._init_text(parent)
        if "sys.modules" in text or "meta_path" in text:
            return f"{parent.path} works on sys.modules"
        own_path = text.replace("extend_path(__path__", "").replace("__path__ = extend_path", "")
        own_path = own_path.replace("__path__ = __import__('pkgutil')", "")
        if "__path__" in own_path:
            return f"{parent.path} works on __path__"
        return None


def _compiled_file(files: frozenset[str], stem: str) -> str | None:
    """Return the compiled file of a module: `stem.so`, `stem.cpython-311-….so`, `stem.pyd`, …."""
    for suffix in _COMPILED:
        if stem + suffix in files:
            return stem + suffix
    prefix = stem + "."
    return next(
        (f for f in sorted(files) if f.startswith(prefix) and f.endswith((".so", ".pyd"))), None
    )
