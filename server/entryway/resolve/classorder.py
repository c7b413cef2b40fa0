"""The method resolution order of a class in source (C3, as `type.mro` computes it)."""

from __future__ import annotations

import builtins
from collections import Counter, deque
from collections.abc import Callable
from itertools import islice

from entryway.namedtuples import NamedTuple
from entryway.resolve.entities import Bound
from entryway.resolve.facts import Call, Class, Dotted
from entryway.resolve.outcomes import Hidden, Lookup, NotThere
from entryway.resolve.trail import Trail


class UnreadBase(NamedTuple):
    """A base class whose attributes can't be read, and why.

    Where it is one of several that are all read, `first` stands for them in the order, in front of
    this, and `others` are the rest.
    """

    name: str
    why: str
    first: Bound | None = None
    others: tuple[Bound, ...] = ()


class BuiltinBase(NamedTuple):
    """A base class of the builtins, whose attributes our own interpreter knows."""

    type: type


Base = Bound | BuiltinBase | UnreadBase
"""One class in a method resolution order."""


def order(
    owner: Bound, expression: Callable[[Bound, Dotted, Trail], Lookup], trail: Trail
) -> tuple[Base, ...]:
    """Return the method resolution order of a class, `object` included.

    Bases that can't be read stand in it as what they are. `expression` evaluates a base where the
    class statement stands.
    """

    def ask() -> tuple[Base, ...]:
        bases = _bases(owner, expression, trail)
        orders: list[tuple[Base, ...]] = []
        for base in bases:
            if isinstance(base, Bound):
                orders.append(order(base, expression, trail))
            elif isinstance(base, BuiltinBase):
                orders.append(tuple(BuiltinBase(type_) for type_ in base.type.__mro__))
            else:
                orders.append((base,))
        return (owner, *_linearise(bases, orders))

    def cut(how: str) -> tuple[Base, ...]:
        return (UnreadBase(owner.binding.name, f"inherits from itself {how}"),)

    return trail.visit((owner.module, owner.binding, "bases"), ask, cut)


def _bases(
    owner: Bound, expression: Callable[[Bound, Dotted, Trail], Lookup], trail: Trail
) -> list[Base]:
    value = owner.binding.value
    bases: list[Base] = []
    for base in value.bases if isinstance(value, Class) else ():
        if isinstance(base, Dotted):
            bases.extend(_base(".".join(base.parts), expression(owner, base, trail)))
        else:
            what = "call" if isinstance(base, Call) else base.what
            bases.append(UnreadBase(f"made by a {what}", "is made at run time"))
    return bases or [BuiltinBase(object)]


def _base(shown: str, outcome: Lookup) -> list[Base]:
    """Return the class a base expression leads to, with what else it may be."""
    if isinstance(outcome, NotThere):
        builtin = getattr(builtins, shown, None)
        if isinstance(builtin, type):
            return [BuiltinBase(builtin)]
        return [UnreadBase(shown, f"is not in {outcome.owner}")]
    if isinstance(outcome, Hidden):
        return [UnreadBase(shown, f"was not read: {outcome.detail}")]
    classes: dict[object, Bound] = {}
    for candidate in outcome:
        entity = candidate.entity
        if isinstance(entity, Bound) and isinstance(entity.binding.value, Class):
            classes.setdefault((entity.module, entity.binding), entity)
    doubts = [candidate.doubt for candidate in outcome if candidate.doubt is not None]
    hops = [hop.name for c in outcome if (hop := c.not_followed) is not None]
    why = f"was not read: {[*hops, *doubts, 'it is not one class'][0]}"
    if not classes:
        return [UnreadBase(shown, why)]
    first, *others = classes.values()
    if doubts or len(classes) < len(outcome) or len(others) > _OTHERS_LIMIT:
        return [first, UnreadBase(shown, why)]
    return [first, UnreadBase(shown, why, first, tuple(others))] if others else [first]


_OTHERS_LIMIT = 4
"""No real base is chosen from more classes; each of them takes a search of its own."""


def _key(base: Base) -> object:
    if isinstance(base, UnreadBase):
        return (base.name, base.why, *((other.module, other.binding) for other in base.others))
    return (base.module, base.binding) if isinstance(base, Bound) else base


def _linearise(bases: list[Base], orders: list[tuple[Base, ...]]) -> list[Base]:
    """Merge the orders of the bases by C3; where they contradict each other, depth first."""
    sequences = [deque((_key(b), b) for b in each) for each in (*orders, tuple(bases)) if each]
    waiting = _waiting(sequences)
    merged: list[Base] = []
    while sequences:
        free = (each[0] for each in sequences if not waiting[each[0][0]])
        key, head = next(free, sequences[0][0])
        merged.append(head)
        if waiting[key]:
            # The orders contradict each other, and Python would refuse the class.
            sequences = [deque(e for e in each if e[0] != key) for each in sequences]
            waiting = _waiting(sequences)
        for each in sequences:
            if each and each[0][0] == key:
                each.popleft()
                if each:
                    waiting[each[0][0]] -= 1
        sequences = [each for each in sequences if each]
    return merged


def _waiting(sequences: list[deque[tuple[object, Base]]]) -> Counter[object]:
    """Count how often each class stands behind another, and so can't be the next."""
    return Counter(key for each in sequences for key, _ in islice(each, 1, None))
