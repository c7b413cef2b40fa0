"""What there is to choose from: the modules in a package, the names of a module or a class.

Listing asks less than resolving does. No value is inferred, and an import is followed only within
the package that makes it, since that is where names are passed on; following every import of a
large module would parse half of an environment.
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.files.view import View
from entryway.model import DefinitionKind, Reason
from entryway.namedtuples import NamedTuple
from entryway.resolve.entities import Bound, Candidate
from entryway.resolve.facts import ANY, UNBOUND, Binding, Class, Function, Imported, StarImport
from entryway.resolve.members import MemberResolver
from entryway.resolve.modules import (
    CompiledModule,
    FoundModule,
    ModuleFinder,
    NamespacePackage,
    NoModule,
    SourceModule,
)
from entryway.resolve.names import absolute
from entryway.resolve.outcomes import Hidden, Lookup
from entryway.resolve.sources import Sources
from entryway.resolve.trail import Trail


class ListedModule(NamedTuple):
    """A module that can be named next; `path` is its file or first folder, None if built in."""

    name: str
    path: str | None
    is_package: bool


class ListedName(NamedTuple):
    """A name that a module or a class has.

    `kind` is None where the name comes from an import that is not followed. `is_own` says that the
    owner's own body binds it to something made there, rather than importing or inheriting it.
    """

    name: str
    kind: DefinitionKind | None
    is_own: bool


class Lister:
    """Lists modules and names along one search path."""

    def __init__(self, view: View, finder: ModuleFinder) -> None:
        self._view = view
        self._finder = finder
        self._sources = Sources(view)
        self._members = MemberResolver(view, finder, _not_inferred)

    def modules(self, package: tuple[str, ...]) -> Iterator[ListedModule]:
        """Yield the modules directly in a package, `()` for those at the top level.

        A folder without `__init__` counts only if there is Python in it: sources have many others.
        """
        parent: FoundModule | None = None
        if package:
            found = self._finder.find(package)
            if isinstance(found, NoModule):
                return
            parent = found
        for name in self._finder.children(parent):
            module = self._finder.find((*package, name))
            match module:
                case SourceModule():
                    yield ListedModule(name, module.path, module.is_package)
                case CompiledModule():
                    yield ListedModule(name, module.path, bool(module.portions))
                case NamespacePackage(portions=portions) if any(map(self._has_python, portions)):
                    yield ListedModule(name, portions[0], True)
                case _:
                    pass

    def _has_python(self, folder: str) -> bool:
        """Whether a folder has modules in it, or packages."""
        if folder in self._finder.search_path.roots:
            return False
        listing = self._view.listing(folder)
        if listing is None:
            return False
        if any(name.endswith(".py") for name in listing.files):
            return True
        names = (name for name in listing.folders if name.isidentifier())
        return any(self._view.is_file(f"{folder}/{name}/__init__.py") for name in names)

    def names(self, module: tuple[str, ...], attributes: tuple[str, ...]) -> list[ListedName]:
        """Return the names of what `module:attributes` is, in no particular order."""
        found = self._finder.find(module)
        if isinstance(found, NoModule):
            return []
        trail = Trail({})
        candidates: tuple[Candidate, ...] = (Candidate(found),)
        for name in attributes:
            outcome = self._members.attribute(candidates, name, trail)
            if not isinstance(outcome, tuple):
                return []
            candidates = outcome
        listed: dict[str, ListedName] = {}
        for candidate in candidates:
            entity = candidate.entity
            if isinstance(entity, Bound):
                names = self._of_class(entity, trail)
            elif isinstance(entity, SourceModule):
                names = self._of_module(entity, {})
            else:
                continue
            for each in names:
                listed.setdefault(each.name, each)
        return list(listed.values())

    def _of_module(
        self, module: SourceModule, visited: dict[SourceModule, None]
    ) -> Iterator[ListedName]:
        """Yield the names of a module, those of its star imports included; circles are cut."""
        visited[module] = None
        facts = self._sources.facts(module)
        if isinstance(facts, Hidden):
            return
        stars: list[Binding] = []
        for name, held in facts.scope.names.items():
            if name == ANY:
                stars.extend(held)
                continue
            binding = _shown(held)
            if binding is not None:
                yield self._listed(module, name, binding)
        for name, held in facts.global_names.items():
            yield self._listed(module, name, held[0])
        while stars:
            star = stars.pop().value
            if isinstance(star, StarImport):
                stars.extend(star.before)
                for listed in self._through_star(module, star, visited):
                    yield listed._replace(is_own=False)

    def _through_star(
        self, module: SourceModule, star: StarImport, visited: dict[SourceModule, None]
    ) -> Iterator[ListedName]:
        parts = absolute(module, star.module, star.level)
        target = self._finder.find(parts) if parts else None
        if not isinstance(target, SourceModule) or target in visited:
            return
        facts = self._sources.facts(target)
        exports = None if isinstance(facts, Hidden) else facts.exports
        # What is added to `__all__` in a condition, or from other lists, may be any public name.
        is_open = exports is None or exports.computed or bool(exports.others)
        for listed in self._of_module(target, visited):
            is_named = exports is not None and listed.name in exports.names
            if is_named or (is_open and not listed.name.startswith("_")):
                yield listed

    def _listed(self, module: SourceModule, name: str, binding: Binding) -> ListedName:
        match binding.value:
            case Function():
                return ListedName(name, DefinitionKind.FUNCTION, True)
            case Class():
                return ListedName(name, DefinitionKind.CLASS, True)
            case Imported(attribute=None):
                return ListedName(name, DefinitionKind.MODULE, False)
            case Imported() as imported:
                return ListedName(name, self._kind_of_import(module, imported), False)
            case _:
                return ListedName(name, DefinitionKind.VARIABLE, True)

    def _kind_of_import(self, module: SourceModule, value: Imported) -> DefinitionKind | None:
        parts = absolute(module, value.module, value.level)
        if not parts or value.attribute is None or parts[0] != module.name.partition(".")[0]:
            return None
        target = self._finder.find(parts)
        if isinstance(target, NoModule):
            return None
        outcome = self._members.attribute((Candidate(target),), value.attribute, Trail({}))
        if not isinstance(outcome, tuple) or not outcome:
            return None
        entity = outcome[0].entity
        if outcome[0].not_followed is not None:
            return None
        return entity.definition().kind if isinstance(entity, Bound) else DefinitionKind.MODULE

    def _of_class(self, owner: Bound, trail: Trail) -> Iterator[ListedName]:
        if not isinstance(owner.binding.value, Class):
            return
        for base in self._members.order(owner, trail):
            if not isinstance(base, Bound):
                continue
            for name, held in base.scope.names.items():
                binding = _shown(held)
                if name == ANY or binding is None:
                    continue
                match binding.value:
                    case Function():
                        kind = DefinitionKind.METHOD
                    case Class():
                        kind = DefinitionKind.CLASS
                    case _:
                        kind = DefinitionKind.VARIABLE
                yield ListedName(name, kind, base is owner)


def _shown(held: tuple[Binding, ...]) -> Binding | None:
    """Return the binding that tells what a name is, behind star imports that may replace it."""
    pending = list(held[::-1])
    while pending:
        binding = pending.pop()
        if isinstance(binding.value, StarImport):
            pending.extend(binding.value.before[::-1])
        elif binding is not UNBOUND:
            return binding
    return None


def _not_inferred(bound: Bound, name: str) -> Lookup:
    return Hidden(Reason.VALUE, f"{bound.full_name} is a value made at run time")
