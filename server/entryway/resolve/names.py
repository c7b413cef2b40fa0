"""A name in a module -> what it may be, by following imports, aliases and star imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entryway.files.view import Unreadable, View
from entryway.model import Hop, HopKind, Location, Reason
from entryway.resolve.bindings import read_module
from entryway.resolve.entities import TOP, Bound, Candidate
from entryway.resolve.facts import (
    Broken,
    Dotted,
    Imported,
    ModuleFacts,
    StarImport,
)
from entryway.resolve.modules import (
    CompiledModule,
    FoundModule,
    ModuleFinder,
    NamespacePackage,
    NoModule,
    SourceModule,
)

_HOP_LIMIT = 60
"""No real name is re-exported this often; a chain this long is a generated trap."""

_IMPLICIT = frozenset(
    (
        *("__name__", "__doc__", "__file__", "__loader__", "__spec__", "__package__", "__path__"),
        *("__dict__", "__builtins__", "__cached__", "__annotations__", "__class__"),
    )
)
"""What every module has unbound (language reference, "Import-related module attributes")."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The owner was read and cannot have the name; `known` are the names it has."""

    owner: str
    location: Location | None
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The owner may have the name, but this hides it."""

    reason: Reason
    detail: str
    location: Location | None = None


Lookup = tuple[Candidate, ...] | NotThere | Hidden
"""The outcome of looking a name up: one or more candidates, a proof, or what hides the answer."""

Active = frozenset[tuple[str, str]]
"""The names being looked up on the way here, `(module file, name)`: the guard against circles."""


@dataclass(slots=True)
class NameResolver:
    """Looks names up in modules; each answer is a function of the view and the search path."""

    view: View
    finder: ModuleFinder
    expression: Callable[[Bound, Dotted, Active], Lookup]
    """Evaluates a dotted expression where a binding stands; members.py knows how."""

    def facts(self, module: SourceModule) -> ModuleFacts | Hidden:
        """Return what a module's source says, or why it can't be read."""
        facts = self.view.derive(read_module, module.path, self.view.python_text)
        if isinstance(facts, Unreadable):
            return Hidden(
                Reason.UNREADABLE,
                f"{module.path} can't be read: {facts.reason}",
                Location(module.path, TOP),
            )
        if isinstance(facts, Broken):
            return Hidden(
                Reason.SYNTAX,
                f"{module.path} does not parse at line {facts.line + 1}: {facts.message}",
                Location(module.path, TOP),
            )
        return facts

    def in_module(self, module: FoundModule, name: str, active: Active = frozenset()) -> Lookup:
        """Look `name` up as an attribute of a module."""
        if isinstance(module, NamespacePackage):
            return self._submodule(module, name) or NotThere(
                f"namespace package {module.name}", None, self.finder.children(module)
            )
        if isinstance(module, CompiledModule):
            return self._submodule(module, name) or Hidden(
                Reason.COMPILED if module.path else Reason.BUILT_IN,
                f"{module.name} is compiled and is not loaded ({module.path})"
                if module.path
                else f"{module.name} is built into the interpreter",
                Location(module.path, TOP) if module.path else None,
            )
        key = (module.path, name)
        if key in active:
            # `from . import x` in a package's __init__ asks for the submodule.
            return self._submodule(module, name) or Hidden(
                Reason.CYCLE, f"the imports of {name} lead in a circle", Location(module.path, TOP)
            )
        if len(active) >= _HOP_LIMIT:
            return Hidden(Reason.CYCLE, f"{name} is passed on more than {_HOP_LIMIT} times")
        facts = self.facts(module)
        if isinstance(facts, Hidden):
            return self._submodule(module, name) or facts
        active = active | {key}
        bindings = facts.scope.names.get(name)
        if bindings is not None:
            return self.follow_all([Bound(module, facts, binding) for binding in bindings], active)
        return self._unbound(module, facts, name, active)

    def _unbound(
        self, module: SourceModule, facts: ModuleFacts, name: str, active: Active
    ) -> Lookup:
        """Look for a name that no statement at module level binds."""
        hidden: Hidden | None = None
        for star in reversed(facts.star_imports):
            outcome = self._through_star(module, star, name, active)
            if isinstance(outcome, tuple):
                return outcome
            if isinstance(outcome, Hidden):
                hidden = hidden or outcome
        global_bindings = facts.global_names.get(name)
        if global_bindings is not None:
            bound = [Bound(module, facts, binding) for binding in global_bindings]
            hop = Hop(HopKind.GLOBAL, module.name, bound[0].location)
            return tuple(c.behind((hop,)) for c in self.follow_all(bound, active))
        submodule = self._submodule(module, name)
        if submodule is not None:
            return submodule
        here = Location(module.path, TOP)
        if name in _IMPLICIT:
            return Hidden(Reason.BUILT_IN, f"{name} is set by the import system", here)
        if "__getattr__" in facts.scope.names:
            return Hidden(Reason.DYNAMIC, f"{module.name} has a module __getattr__", here)
        if facts.dynamic is not None:
            return Hidden(Reason.DYNAMIC, f"{module.name} is dynamic: {facts.dynamic}", here)
        if hidden is not None:
            return hidden
        known = {*facts.scope.names, *facts.global_names}
        if module.is_package:
            known.update(self.finder.children(module))
        return NotThere(module.name, here, tuple(sorted(known)))

    def _submodule(self, module: FoundModule, name: str) -> tuple[Candidate, ...] | None:
        if not module.portions or not name.isidentifier():
            return None
        found = self.finder.find((*module.name.split("."), name))
        return None if isinstance(found, NoModule) else (Candidate(found),)

    def _through_star(
        self, module: SourceModule, star: StarImport, name: str, active: Active
    ) -> Lookup | None:
        """Look a name up in what `from … import *` takes over; None if it does not take it."""
        parts = absolute(module, star.module, star.level)
        target = self.finder.find(parts) if parts else None
        here = Location(module.path, star.range)
        shown = "." * star.level + ".".join(star.module)
        if target is None or isinstance(target, NoModule):
            return Hidden(Reason.DYNAMIC, f"the star import of {shown} can't be followed", here)
        if isinstance(target, SourceModule):
            facts = self.facts(target)
            if isinstance(facts, Hidden):
                return Hidden(Reason.DYNAMIC, f"the star import of {shown}: {facts.detail}", here)
            if facts.exports is not None and not facts.computed_exports:
                if name not in facts.exports:
                    return None
            elif name.startswith("_") and not facts.computed_exports:
                return None
        if (getattr(target, "path", ""), name) in active:
            return None
        outcome = self.in_module(target, name, active)
        if isinstance(outcome, tuple):
            hop = Hop(HopKind.STAR_IMPORT, target.name, here)
            return tuple(c.behind((hop,)) for c in outcome)
        if isinstance(outcome, NotThere):
            return None
        return Hidden(outcome.reason, f"the star import of {shown}: {outcome.detail}", here)

    def follow_all(self, bound: list[Bound], active: Active) -> tuple[Candidate, ...]:
        """Follow every binding a name may have; those that lead nowhere stand for themselves."""
        followed: list[Candidate] = []
        stuck: list[Candidate] = []
        for each in bound:
            candidates = self.follow(each, active)
            failed = any(h.kind is HopKind.NOT_FOLLOWED for c in candidates for h in c.hops)
            (stuck if failed else followed).extend(candidates)
        return tuple(followed or stuck)

    def follow(self, bound: Bound, active: Active) -> tuple[Candidate, ...]:
        """Follow one binding to what it names; a definition is already there."""
        value = bound.binding.value
        if isinstance(value, Imported):
            return self._follow_import(bound, value, active)
        if isinstance(value, Dotted):
            return self._follow_alias(bound, value, active)
        return (Candidate(bound),)

    def _follow_import(
        self, bound: Bound, value: Imported, active: Active
    ) -> tuple[Candidate, ...]:
        parts = absolute(bound.module, value.module, value.level)
        shown = "." * value.level + ".".join(value.module)
        outcome: Lookup
        if not parts:
            outcome = NotThere(shown, None, ())
        else:
            target = self.finder.find(parts)
            if isinstance(target, NoModule):
                outcome = NotThere(shown, None, ())
            elif value.attribute is None:
                outcome = (Candidate(target),)
            else:
                outcome = self.in_module(target, value.attribute, active)
        if not isinstance(outcome, tuple):
            why = outcome.detail if isinstance(outcome, Hidden) else f"{shown} was not found"
            return (Candidate(bound, hops=(Hop(HopKind.NOT_FOLLOWED, why, bound.location),)),)
        name = ".".join(parts)
        hop = Hop(HopKind.IMPORT, name, bound.location)
        return tuple(c.behind((hop,)) for c in outcome)

    def _follow_alias(self, bound: Bound, value: Dotted, active: Active) -> tuple[Candidate, ...]:
        """Follow `name = Other.attribute`: the assignment and what it names are both answers."""
        outcome = self.expression(bound, value, active)
        if not isinstance(outcome, tuple):
            return (Candidate(bound),)
        hop = Hop(HopKind.ALIAS, ".".join(value.parts), bound.location)
        return tuple(c.behind((hop,), (bound.definition(),)) for c in outcome)


def absolute(module: SourceModule, name: tuple[str, ...], level: int) -> tuple[str, ...]:
    """Return an import's absolute module name, () where it reaches beyond the top (PEP 328)."""
    if level == 0:
        return name
    package = tuple(module.name.split("."))
    drop = level - 1 if module.is_package else level
    if drop >= len(package):
        return ()
    return package[: len(package) - drop] + name
