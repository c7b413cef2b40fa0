"""A name in a module -> what it may be, by following imports, aliases and star imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from entryway.model import Hop, HopKind, Location, Reason
from entryway.resolve.entities import TOP, Alias, Bound, Candidate
from entryway.resolve.facts import (
    ANY,
    ANYTHING,
    NOWHERE,
    UNBOUND,
    Binding,
    Dotted,
    Imported,
    ModuleFacts,
    StarImport,
)
from entryway.resolve.modules import (
    FoundModule,
    ModuleFinder,
    NamespacePackage,
    NoModule,
    SourceModule,
)
from entryway.resolve.outcomes import Hidden, Lookup, NotThere
from entryway.resolve.sources import Sources
from entryway.resolve.trail import Trail


class NameResolver:
    """Looks names up in modules; each answer is a function of the view and the search path."""

    def __init__(
        self,
        sources: Sources,
        finder: ModuleFinder,
        expression: Callable[[Bound, Dotted, Trail], Lookup],
    ) -> None:
        self.sources = sources
        self.finder = finder
        # Evaluates a dotted expression where a binding stands; members.py knows how.
        self.expression = expression

    def in_module(self, module: FoundModule, name: str, trail: Trail) -> Lookup:
        """Look `name` up as an attribute of a module."""
        if isinstance(module, SourceModule):
            return trail.visit(
                (module, name),
                lambda: self._in_source(module, name, trail),
                # `from . import x` in a package's __init__ asks for the submodule.
                lambda how: self._submodule(module, name) or _circle(module, name, how),
            )
        submodule = self._submodule(module, name)
        if submodule is not None:
            return submodule
        if isinstance(module, NamespacePackage):
            return self._not_in_namespace(module, name)
        if module.path is None:
            return Hidden(Reason.BUILT_IN, f"{module.name} is built into the interpreter")
        detail = f"{module.name} is compiled and is not loaded ({module.path})"
        return Hidden(Reason.COMPILED, detail, Location(module.path, TOP))

    def _not_in_namespace(self, module: NamespacePackage, name: str) -> Lookup:
        if module.inside_package and _is_plain(name):
            owner = f"namespace package {module.name}"
            return NotThere(owner, None, self.finder.children(module))
        detail = f"{module.name} is a namespace package, to which other distributions may add"
        return Hidden(Reason.NOT_INSTALLED, detail)

    def _in_source(self, module: SourceModule, name: str, trail: Trail) -> Lookup:
        facts = self.sources.facts(module)
        if isinstance(facts, Hidden):
            return self._submodule(module, name) or facts
        bound = [Bound(module, facts, binding) for binding in facts.scope.find(name)]
        found = self.held(bound, name, trail)
        if isinstance(found, tuple):
            found += self._bound_in_functions(module, facts, name, trail)
            if not all(candidate.certain for candidate in found):
                found += self._submodule(module, name) or ()
            return found
        return self._unbound(module, facts, name, found, trail)

    def _bound_in_functions(
        self, module: SourceModule, facts: ModuleFacts, name: str, trail: Trail
    ) -> tuple[Candidate, ...]:
        """Follow what functions bind by a `global` statement; whether they are called is open."""
        bound = [Bound(module, facts, binding) for binding in facts.global_names.get(name, ())]
        hops = (Hop(HopKind.GLOBAL, module.name, bound[0].location),) if bound else ()
        return tuple(c.behind(hops) for c in self.follow_all(bound, name, trail))

    def _unbound(
        self,
        module: SourceModule,
        facts: ModuleFacts,
        name: str,
        hidden: Hidden | None,
        trail: Trail,
    ) -> Lookup:
        """Look for a name that no statement at module level binds; `hidden` are star imports."""
        in_functions = self._bound_in_functions(module, facts, name, trail)
        if in_functions:
            return in_functions
        submodule = self._submodule(module, name)
        if submodule is not None:
            return submodule
        here = Location(module.path, TOP)
        if not _is_plain(name):
            return Hidden(Reason.BUILT_IN, f"{name} may be set by the import system", here)
        if "__getattr__" in facts.scope.known:
            return Hidden(Reason.DYNAMIC, f"{module.name} has a module __getattr__", here)
        dynamic = self.sources.dynamics(module, facts).module
        if dynamic is not None:
            return Hidden(Reason.DYNAMIC, f"{module.name} is dynamic: {dynamic}", here)
        if hidden is not None:
            return hidden
        if module.twin is not None:
            return Hidden(Reason.COMPILED, f"{module.name} is compiled as {module.twin}", here)
        if name in facts.attached.get(ANYTHING, ()):
            return Hidden(Reason.DYNAMIC, f"{module.name} sets an attribute {name}", here)
        setter = self.setter_above(module, module.name.rpartition(".")[2], name)
        if setter is not None:
            return setter
        known = facts.scope.known | facts.global_names.keys()
        if module.is_package:
            known.update(self.finder.children(module))
        return NotThere(module.name, here, tuple(sorted(known)))

    def setter_above(self, module: SourceModule, owner: str, name: str) -> Hidden | None:
        """Say whether a package around a module, always imported before it, may set the name.

        `owner` is the last name of the module, or of the class in it, that would get the name.
        """
        parts = module.name.split(".")
        for count in range(1, len(parts)):
            package = self.finder.find(tuple(parts[:count]))
            if not isinstance(package, SourceModule):
                continue
            facts = self.sources.facts(package)
            if isinstance(facts, Hidden):
                continue
            detail = self.sources.dynamics(package, facts).classes
            for target, attributes in facts.attached.items():
                if name in attributes and (target == ANYTHING or target[-1] == owner):
                    detail = f"it sets {attributes[name].bindings[0].name}"
            if detail is not None:
                here = Location(package.path, TOP)
                return Hidden(Reason.DYNAMIC, f"{package.name} is dynamic: {detail}", here)
        return None

    def _submodule(self, module: FoundModule, name: str) -> tuple[Candidate, ...] | None:
        if not module.portions or not name.isidentifier():
            return None
        found = self.finder.find((*module.name.split("."), name))
        return None if isinstance(found, NoModule) else (Candidate(found),)

    def held(
        self, bound: list[Bound], name: str, trail: Trail
    ) -> tuple[Candidate, ...] | Hidden | None:
        """Follow what may hold a name, star imports included.

        A star import that brings the name for certain replaces what was before it; one that only
        may bring it stands beside. None where nothing holds the name.
        """
        plain: list[Bound] = []
        starred: list[Candidate] = []
        hidden: Hidden | None = None
        certain = True
        pending = bound[::-1]
        while pending:
            each = pending.pop()
            star = each.binding.value
            if each.binding is UNBOUND:
                certain = False
            elif isinstance(star, StarImport):
                outcome = self._through_star(each, star, name, trail)
                if isinstance(outcome, tuple):
                    starred.extend(outcome)
                    if all(candidate.certain for candidate in outcome):
                        continue
                else:
                    hidden = hidden or outcome
                pending.extend(
                    Bound(each.module, each.facts, before) for before in reversed(star.before)
                )
            else:
                plain.append(each)
        found = [*starred, *(self.follow_all(plain, name, trail) if plain else ())]
        if not certain:
            found = [candidate._replace(certain=False) for candidate in found]
        if hidden is not None:
            found = [candidate.doubted(hidden.detail) for candidate in found]
        return tuple(found) or hidden

    def _through_star(
        self, bound: Bound, star: StarImport, name: str, trail: Trail
    ) -> tuple[Candidate, ...] | Hidden | None:
        """Look a name up in what `from … import *` takes over; None if it does not take it over.

        What it only may take over is not certain.
        """
        parts = absolute(bound.module, star.module, star.level)
        target = self.finder.find(parts) if parts else None
        here = bound.location
        shown = "." * star.level + ".".join(star.module)
        if target is None or isinstance(target, NoModule):
            return Hidden(Reason.DYNAMIC, f"the star import of {shown} can't be followed", here)
        if trail.meets((target, name)):
            return None
        certain = False
        if isinstance(target, SourceModule):
            facts = self.sources.facts(target)
            if isinstance(facts, Hidden):
                detail = f"the star import of {shown}: {facts.detail}"
                return Hidden(Reason.DYNAMIC, detail, here)
            exported = self._is_exported(target, facts, name, trail)
            # A package that is still being imported may not have got to its `__all__` yet.
            unfinished = bound.module.name.startswith(f"{target.name}.")
            if exported is False and not unfinished:
                return None
            # A submodule is taken over only if it was loaded, which nobody can tell.
            certain = exported is True and (
                facts.exports is not None or name in facts.scope.known or ANY in facts.scope.names
            )
        outcome = self.in_module(target, name, trail)
        if isinstance(outcome, tuple):
            hop = Hop(HopKind.STAR_IMPORT, target.name, here)
            certain = certain and all(c.certain and c.not_followed is None for c in outcome)
            return tuple(c.behind((hop,))._replace(certain=certain) for c in outcome)
        if isinstance(outcome, NotThere):
            return None
        return Hidden(outcome.reason, f"the star import of {shown}: {outcome.detail}", here)

    def _is_exported(
        self, module: SourceModule, facts: ModuleFacts, name: str, trail: Trail
    ) -> bool | None:
        """Return whether `from module import *` takes a name over, None where nobody can tell."""
        exports = facts.exports
        if exports is None:
            return not name.startswith("_")
        if name in exports.names:
            return True
        if not exports.others:
            return None if exports.computed else False

        def others() -> bool | None:
            answers = [self._other_exports(module, facts, o, name, trail) for o in exports.others]
            if True in answers:
                return True
            return None if None in answers or exports.computed else False

        return trail.visit((module, name, "__all__"), others, lambda _: None)

    def _other_exports(
        self, module: SourceModule, facts: ModuleFacts, other: Dotted, name: str, trail: Trail
    ) -> bool | None:
        """Return whether the `__all__` of another module, added to a module's own, has a name."""
        place = Binding("__all__", other, NOWHERE, NOWHERE)
        outcome = self.expression(Bound(module, facts, place), other, trail)
        if not isinstance(outcome, tuple) or len(outcome) != 1:
            return None
        target = outcome[0].entity
        their = self.sources.facts(target) if isinstance(target, SourceModule) else None
        if not isinstance(target, SourceModule) or not isinstance(their, ModuleFacts):
            return None
        return None if their.exports is None else self._is_exported(target, their, name, trail)

    def follow_all(self, bound: Iterable[Bound], name: str, trail: Trail) -> tuple[Candidate, ...]:
        """Follow every binding a name may have; those that lead nowhere stand for themselves.

        Where some lead on and some don't, the former are the answer, and the latter a doubt.
        """
        followed: list[Candidate] = []
        stuck: list[Candidate] = []
        doubt: str | None = None
        for each in bound:
            outer = tuple(owner.binding.name for owner in each.within)
            known_as = Alias(each.module, each.facts, outer).below(name)
            for candidate in self.follow(each, trail):
                why = candidate.not_followed
                doubt = doubt or (why.name if why is not None else None)
                candidate = candidate.also(known_as)._replace(certain=True)
                (followed if why is None else stuck).append(candidate)
        if followed and doubt is not None:
            return tuple(candidate.doubted(doubt) for candidate in followed)
        return tuple(followed or stuck)

    def follow(self, bound: Bound, trail: Trail) -> tuple[Candidate, ...]:
        """Follow one binding to what it names; a definition is already there."""
        value = bound.binding.value
        if isinstance(value, Imported):
            return self._follow_import(bound, value, trail)
        if isinstance(value, Dotted):
            return trail.visit(
                (bound.module, bound.binding),
                lambda: self._follow_alias(bound, value, trail),
                lambda _: (Candidate(bound),),
            )
        return (Candidate(bound),)

    def _follow_import(self, bound: Bound, value: Imported, trail: Trail) -> tuple[Candidate, ...]:
        parts = absolute(bound.module, value.module, value.level)
        shown = "." * value.level + ".".join(value.module)
        target = self.finder.find(parts) if parts else None
        outcome: Lookup
        if target is None or isinstance(target, NoModule):
            outcome = NotThere(shown, None, ())
        elif value.attribute is None:
            outcome = (Candidate(target),)
        else:
            outcome = self.in_module(target, value.attribute, trail)
        if not isinstance(outcome, tuple):
            why = outcome.detail if isinstance(outcome, Hidden) else f"{shown} was not found"
            return (Candidate(bound, hops=(Hop(HopKind.NOT_FOLLOWED, why, bound.location),)),)
        hop = Hop(HopKind.IMPORT, ".".join(parts), bound.location)
        return tuple(c.behind((hop,)) for c in outcome)

    def _follow_alias(self, bound: Bound, value: Dotted, trail: Trail) -> tuple[Candidate, ...]:
        """Follow `name = Other.attribute`: the assignment and what it names are both answers."""
        outcome = self.expression(bound, value, trail)
        if not isinstance(outcome, tuple):
            return (Candidate(bound),)
        hop = Hop(HopKind.ALIAS, ".".join(value.parts), bound.location)
        return tuple(c.behind((hop,), (bound.definition(),)) for c in outcome)


def _circle(module: SourceModule, name: str, how: str) -> Hidden:
    detail = f"the imports of {name} lead {how}"
    return Hidden(Reason.CYCLE, detail, Location(module.path, TOP))


def _is_plain(name: str) -> bool:
    """Whether a name is not `__special__`; those may be set by the interpreter at any time.

    Language reference, "Reserved classes of identifiers".
    """
    return not (name.startswith("__") and name.endswith("__"))


def absolute(module: SourceModule, name: tuple[str, ...], level: int) -> tuple[str, ...]:
    """Return an import's absolute module name, () where it reaches beyond the top (PEP 328)."""
    if level == 0:
        return name
    package = tuple(module.name.split("."))
    drop = level - 1 if module.is_package else level
    if drop >= len(package):
        return ()
    return package[: len(package) - drop] + name
