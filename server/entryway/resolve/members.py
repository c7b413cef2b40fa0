"""Attributes of what a name stands for: of modules, of classes through their bases, of values."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass, field

from entryway.files.view import View
from entryway.model import Hop, HopKind, Reason
from entryway.resolve.entities import Bound, Candidate, Entity
from entryway.resolve.facts import Binding, Call, Class, Dotted, Function
from entryway.resolve.modules import ModuleFinder
from entryway.resolve.names import Active, Hidden, Lookup, NameResolver, NotThere


@dataclass(frozen=True, slots=True)
class UnreadBase:
    """A base class whose attributes can't be read, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class BuiltinBase:
    """A base class of the builtins, whose attributes our own interpreter knows."""

    type: type


Base = Bound | BuiltinBase | UnreadBase
"""One class in a method resolution order."""

Infer = Callable[[Bound, str], Lookup]
"""Finds an attribute of a value made at run time (inference.py)."""


@dataclass(slots=True)
class MemberResolver:
    """Looks attributes up on whatever a name was found to be."""

    view: View
    finder: ModuleFinder
    infer: Infer
    names: NameResolver = field(init=False)
    _orders: dict[tuple[str, int], tuple[Base, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = NameResolver(self.view, self.finder, self.expression)

    def attribute(self, entity: Entity, name: str, active: Active = frozenset()) -> Lookup:
        """Look `name` up as an attribute of an entity."""
        if not isinstance(entity, Bound):
            return self.names.in_module(entity, name, active)
        attached = entity.facts.attached.get(entity.qualified, {}).get(name)
        if attached is not None:
            return self._follow_attached(entity, attached, active)
        value = entity.binding.value
        if isinstance(value, Class):
            return self._in_class(entity, value, name, active)
        if isinstance(value, Function):
            if hasattr(_a_function, name):
                return Hidden(Reason.BUILT_IN, f"{name} is an attribute of every function")
            return Hidden(
                Reason.VALUE, f"attributes of the function {entity.full_name} are set at run time"
            )
        return self.infer(entity, name)

    def _follow_attached(
        self, owner: Bound, bindings: tuple[Binding, ...], active: Active
    ) -> tuple[Candidate, ...]:
        """Follow what `setattr` or an assignment at module level set on an entity."""
        bound = [Bound(owner.module, owner.facts, binding) for binding in bindings]
        hop = Hop(HopKind.ATTACHED, owner.full_name, bound[0].location)
        return tuple(c.behind((hop,)) for c in self.names.follow_all(bound, active))

    def expression(self, bound: Bound, value: Dotted, active: Active) -> Lookup:
        """Evaluate a dotted expression in the scope where a binding stands."""
        first, *rest = value.parts
        outcome = self._in_scopes(bound, first, active)
        for name in rest:
            if not isinstance(outcome, tuple):
                return outcome
            outcome = self.attribute_of_any(outcome, name, active)
        return outcome

    def attribute_of_any(
        self, candidates: tuple[Candidate, ...], name: str, active: Active = frozenset()
    ) -> Lookup:
        """Look `name` up on every candidate; any success counts, a proof needs all of them."""
        found: list[Candidate] = []
        failure: NotThere | Hidden | None = None
        for candidate in candidates:
            outcome = self.attribute(candidate.entity, name, active)
            if isinstance(outcome, tuple):
                found.extend(c.behind(candidate.hops) for c in outcome)
            elif failure is None or isinstance(outcome, Hidden):
                failure = outcome
        if found or failure is None:
            return tuple(found)
        return failure

    def _in_scopes(self, bound: Bound, name: str, active: Active) -> Lookup:
        """Look a bare name up as a class body does: in the body itself, then in the module."""
        own = (bound.module.path, bound.binding.range)
        for outer in reversed(bound.within[-1:]):
            bindings = [
                Bound(bound.module, bound.facts, b, bound.within)
                for b in outer.scope.names.get(name, ())
                if (bound.module.path, b.range) != own
            ]
            if bindings:
                key = (f"{bound.module.path}:{outer.binding.range.start}", name)
                if key in active:
                    return Hidden(Reason.CYCLE, f"{name} is defined by itself")
                return self.names.follow_all(bindings, active | {key})
        if not bound.within and name == bound.binding.name:
            # `class Base(Base)` and `f = f` mean what the name was before.
            earlier = [
                Bound(bound.module, bound.facts, b)
                for b in bound.facts.scope.names.get(name, ())
                if b.range < bound.binding.range
            ]
            if not earlier:
                return Hidden(Reason.VALUE, f"an earlier {name} is meant")
            return self.names.follow_all(earlier, active)
        return self.names.in_module(bound.module, name, active)

    def _in_class(self, owner: Bound, value: Class, name: str, active: Active) -> Lookup:
        unread: UnreadBase | None = None
        builtin: BuiltinBase | None = None
        opaque: str | None = None
        known: set[str] = set()
        for base in self.order(owner, active):
            match base:
                case UnreadBase():
                    unread = unread or base
                case BuiltinBase(type=type_):
                    if builtin is None and hasattr(type_, name):
                        builtin = base
                case Bound(binding=binding):
                    found = self._own_member(base, name, active)
                    if found is not None:
                        return tuple(c.behind(_hops(owner, base, unread)) for c in found)
                    known.update(base.scope.names)
                    if isinstance(binding.value, Class):
                        opaque = opaque or _opacity(base, binding.value)
        if builtin is not None:
            return Hidden(
                Reason.BUILT_IN, f"{name} comes from the built-in {builtin.type.__name__}"
            )
        if unread is not None:
            return Hidden(
                Reason.BASE_CLASS,
                f"the base class {unread.name} of {owner.full_name} {unread.why}",
                owner.location,
            )
        if opaque is not None:
            return Hidden(Reason.DYNAMIC, opaque, owner.location)
        if name in dir(type):
            return Hidden(Reason.BUILT_IN, f"{name} is an attribute of every class")
        return NotThere(f"class {owner.full_name}", owner.location, tuple(sorted(known)))

    def _own_member(self, base: Bound, name: str, active: Active) -> tuple[Candidate, ...] | None:
        """Return what one class itself says of a name: set from outside, or in its body."""
        attached = base.facts.attached.get(base.qualified, {}).get(name)
        if attached is not None:
            return self._follow_attached(base, attached, active)
        bindings = base.scope.names.get(name)
        if bindings is None:
            return None
        within = (*base.within, base)
        return self.names.follow_all(
            [Bound(base.module, base.facts, b, within) for b in bindings], active
        )

    def order(self, owner: Bound, active: Active = frozenset()) -> tuple[Base, ...]:
        """Return the method resolution order, `object` included (C3, as `type.mro` computes it).

        Bases that can't be read stand in it as what they are.
        """
        key = (owner.module.path, owner.binding.range.start.line)
        known = self._orders.get(key)
        if known is None:
            marker = (f"{owner.module.path}:{owner.binding.range.start}", "(bases)")
            if marker in active:
                return (UnreadBase(owner.binding.name, "inherits from itself"),)
            bases = self._bases(owner, active | {marker})
            known = (
                owner,
                *_linearise(bases, [self._order_of(b, active | {marker}) for b in bases]),
            )
            if not active:
                self._orders[key] = known
        return known

    def _order_of(self, base: Base, active: Active) -> tuple[Base, ...]:
        if isinstance(base, Bound):
            return self.order(base, active)
        if isinstance(base, BuiltinBase):
            return tuple(BuiltinBase(type_) for type_ in base.type.__mro__)
        return (base,)

    def _bases(self, owner: Bound, active: Active) -> list[Base]:
        value = owner.binding.value
        bases: list[Base] = []
        for expression in value.bases if isinstance(value, Class) else ():
            if isinstance(expression, Call) and _is_with_metaclass(expression):
                for argument in expression.arguments[1:]:
                    bases.extend(self._base(owner, argument, active))
            elif isinstance(expression, Dotted):
                bases.extend(self._base(owner, expression, active))
            else:
                what = "call" if isinstance(expression, Call) else expression.what
                bases.append(UnreadBase(f"made by a {what}", "is made at run time"))
        return bases or [BuiltinBase(object)]

    def _base(self, owner: Bound, expression: Dotted, active: Active) -> list[Base]:
        shown = ".".join(expression.parts)
        outcome = self.expression(owner, expression, active)
        if not isinstance(outcome, tuple):
            builtin = getattr(builtins, shown, None)
            if isinstance(outcome, NotThere) and isinstance(builtin, type):
                return [BuiltinBase(builtin)]
            why = outcome.detail if isinstance(outcome, Hidden) else f"is not in {outcome.owner}"
            return [
                UnreadBase(shown, f"was not read: {why}" if isinstance(outcome, Hidden) else why)
            ]
        classes = [
            c.entity
            for c in outcome
            if isinstance(c.entity, Bound) and isinstance(c.entity.binding.value, Class)
        ]
        distinct = list(dict.fromkeys((c.module.path, c.binding.range) for c in classes))
        bases: list[Base] = list(classes[:1])
        if len(distinct) != 1 or len(classes) != len(outcome):
            why = next(
                (h.name for c in outcome for h in c.hops if h.kind is HopKind.NOT_FOLLOWED),
                "it is not one class",
            )
            bases.append(UnreadBase(shown, f"was not read: {why}"))
        return bases


def _a_function() -> None: ...


def _is_with_metaclass(call: Call) -> bool:
    """Whether a base is `six.with_metaclass(Meta, Base)`; a metaclass of ABCMeta adds nothing."""
    return (
        call.callee is not None
        and call.callee.parts[-1] == "with_metaclass"
        and call.arguments != ()
        and call.arguments[0].parts[-1] in ("ABCMeta", "type")
    )


def _opacity(base: Bound, value: Class) -> str | None:
    if value.opaque is not None:
        return value.opaque
    if base.facts.attached_dynamic is not None:
        return f"in {base.module.name} {base.facts.attached_dynamic}"
    if "__init_subclass__" in value.scope.names:
        return f"{base.full_name} has __init_subclass__, which may add attributes"
    return None


def _hops(owner: Bound, base: Bound, unread: UnreadBase | None) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    if base is not owner:
        hops.append(Hop(HopKind.BASE_CLASS, base.full_name, base.location))
    if unread is not None:
        hops.append(Hop(HopKind.UNREAD_BASE, unread.name, owner.location))
    return tuple(hops)


def _key(base: Base) -> object:
    if isinstance(base, Bound):
        return (base.module.path, base.binding.range)
    return base


def _linearise(bases: list[Base], orders: list[tuple[Base, ...]]) -> list[Base]:
    """Merge the orders of the bases by C3; where they contradict each other, depth first."""
    sequences = [list(order) for order in (*orders, tuple(bases)) if order]
    merged: list[Base] = []
    while sequences:
        tails = {_key(base) for sequence in sequences for base in sequence[1:]}
        head = next((s[0] for s in sequences if _key(s[0]) not in tails), sequences[0][0])
        merged.append(head)
        sequences = [[b for b in s if _key(b) != _key(head)] for s in sequences]
        sequences = [s for s in sequences if s]
    return merged
