"""Attributes of what a name stands for: of modules, of classes through their bases, of values."""

from __future__ import annotations

from _weakref import proxy
from abc import ABCMeta
from collections.abc import Callable, Iterator

from entryway.files.view import View
from entryway.model import Hop, HopKind, Reason
from entryway.resolve.classorder import Base, BuiltinBase, UnreadBase, order
from entryway.resolve.entities import Alias, Bound, Candidate
from entryway.resolve.facts import ANYTHING, Attached, Class, Dotted, Function, Imported, Opaque
from entryway.resolve.modules import ModuleFinder
from entryway.resolve.names import NameResolver
from entryway.resolve.outcomes import Hidden, Lookup, NotThere
from entryway.resolve.sources import Sources
from entryway.resolve.trail import Trail

Infer = Callable[[Bound, str], Lookup]
"""Finds an attribute of a value made at run time (inference.py)."""


class MemberResolver:
    """Looks attributes up on whatever a name was found to be."""

    def __init__(self, view: View, finder: ModuleFinder, infer: Infer) -> None:
        self.infer = infer
        self._sources = Sources(view)
        # Referred to weakly: circles would keep all of a snapshot until garbage is collected.
        own = proxy(self)
        self.names = NameResolver(
            self._sources, finder, lambda bound, value, trail: own.expression(bound, value, trail)
        )

    def order(self, owner: Bound, trail: Trail) -> tuple[Base, ...]:
        """Return the method resolution order of a class."""
        return order(owner, self.expression, trail)

    def attribute(self, candidates: tuple[Candidate, ...], name: str, trail: Trail) -> Lookup:
        """Look `name` up on every candidate; any success counts, a proof needs all of them."""
        found: dict[object, Candidate] = {}
        failure: NotThere | Hidden | None = None
        for candidate in candidates:
            outcome = self._of_candidate(candidate, name, trail)
            if isinstance(outcome, tuple):
                aliases = [alias.below(name) for alias in candidate.known_as]
                for each in outcome:
                    reached = each.behind(candidate.hops)
                    for alias in aliases:
                        reached = reached.also(alias)
                    if candidate.doubt is not None:
                        reached = reached.doubted(candidate.doubt)
                    found.setdefault(reached.key, reached)
            elif failure is None or isinstance(outcome, Hidden):
                failure = outcome
        if found or failure is None:
            return tuple(found.values())
        return failure

    def _of_candidate(self, candidate: Candidate, name: str, trail: Trail) -> Lookup:
        for alias in candidate.known_as:
            attached = alias.facts.attached.get(alias.parts, {}).get(name)
            if attached is not None:
                own = self._of_entity(candidate, name, trail) if not attached.certain else ()
                set_here = self._follow_attached(alias, attached, trail)
                return set_here + (own if isinstance(own, tuple) else ())
        outcome = self._of_entity(candidate, name, trail)
        if isinstance(outcome, NotThere):
            exposed = (alias.facts.exposed.get(alias.parts) for alias in candidate.known_as)
            why = candidate.doubt or next((why for why in exposed if why is not None), None)
            if why is not None:
                return Hidden(Reason.DYNAMIC, why, outcome.location)
        return outcome

    def _of_entity(self, candidate: Candidate, name: str, trail: Trail) -> Lookup:
        entity = candidate.entity
        if not isinstance(entity, Bound):
            return self.names.in_module(entity, name, trail)
        match entity.binding.value:
            case Class() as value:
                return self._in_class(entity, value, name, trail)
            case Function():
                if hasattr(_a_function, name):
                    return Hidden(Reason.BUILT_IN, f"{name} is an attribute of every function")
                why = f"attributes of the function {entity.full_name} are set at run time"
                return Hidden(Reason.VALUE, why)
            case Imported():
                hop = candidate.not_followed
                detail = hop.name if hop is not None else "it is not followed"
                return Hidden(Reason.IMPORT, detail, entity.location)
            case Opaque(what=what) if what not in _INFERRED:
                return Hidden(Reason.VALUE, f"{entity.full_name} is a value of its own ({what})")
            case _:
                return self.infer(entity, name)

    def _follow_attached(
        self, owner: Alias, attached: Attached, trail: Trail
    ) -> tuple[Candidate, ...]:
        """Follow what `setattr` or an assignment at module level set on an entity."""
        bound = [Bound(owner.module, owner.facts, binding) for binding in attached.bindings]
        shown = f"{owner.module.name}:{'.'.join(owner.parts)}"
        hop = Hop(HopKind.ATTACHED, shown, bound[0].location)
        followed = self.names.follow_all(bound, bound[0].binding.name, trail)
        return tuple(candidate.behind((hop,)) for candidate in followed)

    def expression(self, bound: Bound, value: Dotted, trail: Trail) -> Lookup:
        """Evaluate a dotted expression in the scope where a binding stands."""
        first, *rest = value.parts
        outcome = self._first_name(bound, value, first, trail)
        for name in rest:
            if not isinstance(outcome, tuple):
                return outcome
            outcome = self.attribute(outcome, name, trail)
        return outcome

    def _first_name(self, bound: Bound, value: Dotted, name: str, trail: Trail) -> Lookup:
        """Return what a name was where the expression stands; else what the module makes of it."""
        within = bound.within if value.local else ()
        held = self.names.held(
            [Bound(bound.module, bound.facts, b, within) for b in value.where], name, trail
        )
        if isinstance(held, tuple):
            return held
        return self.names.in_module(bound.module, name, trail)

    def _in_class(self, owner: Bound, value: Class, name: str, trail: Trail) -> Lookup:
        unread: UnreadBase | None = None
        builtin: BuiltinBase | None = None
        read: list[Bound] = []
        found: list[Candidate] = []
        declared: tuple[Candidate, ...] = ()
        known: set[str] = set()
        classes = self.order(owner, trail)
        for base in classes:
            match base:
                case UnreadBase():
                    others = self._in_others(base, name, trail)
                    if others is None:
                        unread = unread or base
                    else:
                        found.extend(others)
                case BuiltinBase(type=type_):
                    if builtin is None and (hasattr(type_, name) or name in _NEWER):
                        builtin = base
                case Bound():
                    hops = _hops(owner, base, unread)
                    own = tuple(c.behind(hops) for c in self._own_member(base, name, trail))
                    if all(map(_is_only_declared, own)):
                        declared = declared or own
                    else:
                        found.extend(own)
                        if all(candidate.certain for candidate in own):
                            found.extend(self._instead(classes, base, name, trail))
                            return _each_once(found)
                    known |= base.scope.known
                    read.append(base)
        if found or declared:
            return tuple(found) or declared
        if builtin is not None:
            detail = f"{name} comes from the built-in {builtin.type.__name__}"
            return Hidden(Reason.BUILT_IN, detail)
        if unread is not None:
            return Hidden(
                Reason.BASE_CLASS,
                f"the base class {unread.name} of {owner.full_name} {unread.why}",
                owner.location,
            )
        if hasattr(type, name) or (name.startswith("__") and name.endswith("__")):
            return Hidden(Reason.BUILT_IN, f"{name} may be an attribute of any class")
        for base in read:
            hidden = self._hidden(base, name)
            if hidden is not None:
                return hidden
        return NotThere(f"class {owner.full_name}", owner.location, tuple(sorted(known)))

    def _instead(
        self, classes: tuple[Base, ...], base: Bound, name: str, trail: Trail
    ) -> Iterator[Candidate]:
        """Yield what an attribute of a class may be if one of its bases is another one."""
        for other in classes:
            if isinstance(other, UnreadBase) and other.first is not None:
                of_first = (b for b in self.order(other.first, trail) if isinstance(b, Bound))
                if any((b.module, b.binding) == (base.module, base.binding) for b in of_first):
                    yield from self._in_others(other, name, trail) or ()

    def _in_others(self, base: UnreadBase, name: str, trail: Trail) -> tuple[Candidate, ...] | None:
        """Return the attribute of those classes that a base may be too, None if that is hidden."""
        found: list[Candidate] = []
        for other in base.others:
            outcome = self._in_other(other, name, trail)
            if isinstance(outcome, Hidden):
                return None
            if isinstance(outcome, tuple):
                hop = (Hop(HopKind.BASE_CLASS, other.full_name, other.location),)
                is_own = [not any(h.kind is HopKind.BASE_CLASS for h in c.hops) for c in outcome]
                found.extend(c.behind(hop * own) for c, own in zip(outcome, is_own, strict=True))
        return tuple(found) if base.others else None

    def _in_other(self, owner: Bound, name: str, trail: Trail) -> Lookup:
        def ask() -> Lookup:
            value = owner.binding.value
            assert isinstance(value, Class)
            return self._in_class(owner, value, name, trail)

        def cut(how: str) -> Lookup:
            return Hidden(Reason.CYCLE, f"{owner.full_name} inherits from itself {how}")

        return trail.visit((owner.module, owner.binding, "member", name), ask, cut)

    def _own_member(self, base: Bound, name: str, trail: Trail) -> tuple[Candidate, ...]:
        """Return what one class itself says of a name: set from outside, or in its body."""
        alias = Alias(base.module, base.facts, base.qualified)
        attached = base.facts.attached.get(alias.parts, {}).get(name)
        found = self._follow_attached(alias, attached, trail) if attached is not None else ()
        if attached is not None and attached.certain:
            return found
        within = (*base.within, base)
        bound = [Bound(base.module, base.facts, b, within) for b in base.scope.find(name)]
        own = self.names.held(bound, name, trail)
        return found + (own if isinstance(own, tuple) else ())

    def _hidden(self, base: Bound, name: str) -> Hidden | None:
        """Say why one class of an order may have an attribute that its body does not show."""
        value = base.binding.value
        assert isinstance(value, Class)
        where = f"in {base.module.name}"
        if value.abstract and (hasattr(ABCMeta, name) or name.startswith("_abc_")):
            return Hidden(Reason.BUILT_IN, f"{name} comes from abc.ABCMeta")
        signs = self._sources.signs(base.module)
        dynamic = self._sources.dynamics(base.module, base.facts).classes
        exposed = base.facts.exposed.get(base.qualified)
        why: str | None = None
        if value.opaque is not None:
            why = value.opaque
        elif dynamic is not None:
            why = f"{where} {dynamic}"
        elif exposed is not None:
            why = f"{where} {exposed}"
        elif "__init_subclass__" in value.scope.names:
            why = f"{base.full_name} has __init_subclass__, which may add attributes"
        elif name in signs.assigned or name in base.facts.attached.get(ANYTHING, ()):
            why = f"{where} something gets an attribute {name}"
        elif signs.computed:
            why = f"{where} setattr() is called"
        if why is not None:
            return Hidden(Reason.DYNAMIC, why, base.location)
        if base.module.twin is not None:
            detail = f"{base.module.name} is compiled as {base.module.twin}"
            return Hidden(Reason.COMPILED, detail, base.location)
        return self.names.setter_above(base.module, base.binding.name, name)


_INFERRED = frozenset(
    (
        *("part of a value", "attribute of a value", "value made in a function", "annotation"),
        *("subscript", "ifexp", "boolop", "binop", "await"),
    )
)
"""The kinds of values whose class may be inferred; a literal's attributes are in no source."""

_NEWER = frozenset(("add_note", "from_number", "is_integer", "resize", "count", "index"))
"""What built-in types got after Python 3.10; the environment's Python may be newer than ours."""


def _each_once(found: list[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates without those that lead to the same target as an earlier one."""
    once: dict[object, Candidate] = {}
    for candidate in found:
        once.setdefault(candidate.key, candidate)
    return tuple(once.values())


def _is_only_declared(candidate: Candidate) -> bool:
    """Whether a class only says of an attribute what it is: `name: str` binds nothing."""
    entity = candidate.entity
    return isinstance(entity, Bound) and entity.binding.value == Opaque("annotation")


def _a_function() -> None: ...


def _hops(owner: Bound, base: Bound, unread: UnreadBase | None) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    if base is not owner:
        hops.append(Hop(HopKind.BASE_CLASS, base.full_name, base.location))
    if unread is not None:
        hops.append(Hop(HopKind.UNREAD_BASE, unread.name, owner.location))
    return tuple(hops)
