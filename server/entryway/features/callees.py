"""What a reference leads to, as its loader will call it, and what is wrong with the call.

Nothing is told where one of the definitions may do, or where anything else may be called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from entryway.features.signatures import (
    Misfit,
    NotCallable,
    Signature,
    is_alias,
    misfit,
    read_callable,
)
from entryway.model import (
    Definition,
    DefinitionKind,
    EggReference,
    Found,
    HopKind,
    Location,
    Range,
    Reference,
)
from entryway.namedtuples import NamedTuple
from entryway.problems import SEVERITIES, Code, Problem, Related
from entryway.workspace.snapshot import Document, Snapshot

_FOLLOWED = frozenset(
    {
        HopKind.IMPORT,
        HopKind.STAR_IMPORT,
        HopKind.ALIAS,
        HopKind.BASE_CLASS,
        HopKind.ENTRY_POINT,
    }
)
"""The steps that lead to the very object; what is inferred or set from elsewhere may be another."""


class Callee(NamedTuple):
    """A definition and how it can be called."""

    definition: Definition
    how: Signature | NotCallable


def read_callees(
    snapshot: Snapshot, document: Document, reference: Reference
) -> tuple[Callee, ...] | None:
    """Return how all that a reference may lead to can be called, None where nobody can tell."""
    resolution = snapshot.resolve(document.path, reference)
    if not isinstance(resolution, Found) or resolution.doubt is not None:
        return None
    if any(hop.kind not in _FOLLOWED for hop in resolution.hops):
        return None
    read: list[Callee] = []
    for target in resolution.targets:
        if not isinstance(target, Definition):
            return None
        how = read_callable(snapshot.view, target)
        if how is None and len(resolution.targets) > 1 and is_alias(snapshot.view, target):
            # What it names is another of the targets.
            continue
        if how is None or (
            target.kind is DefinitionKind.METHOD
            and not _is_through_class(snapshot, document, reference)
        ):
            return None
        read.append(Callee(target, how))
    return tuple(read) or None


def _is_through_class(snapshot: Snapshot, document: Document, reference: Reference) -> bool:
    """Whether a method is reached through its class; through an instance it is bound."""
    if isinstance(reference, EggReference):
        entries = snapshot.eggs(document.path).entries(reference)
        target = entries[0].reference if entries else None
    else:
        target = reference
    if target is None or len(target.attributes) < 2:
        return False
    owner = target._replace(attributes=target.attributes[:-1])
    resolution = snapshot.resolve(document.path, owner)
    return isinstance(resolution, Found) and all(
        isinstance(each, Definition) and each.kind is DefinitionKind.CLASS
        for each in resolution.targets
    )


def misfits(
    callees: tuple[Callee, ...], given: int, keywords: Iterable[str] | None
) -> list[Misfit] | None:
    """Return why the call fails whichever of the definitions holds, None where one may do.

    `given` and `keywords` are those of `signatures.misfit`.
    """
    reasons: list[Misfit] = []
    for callee in callees:
        if isinstance(callee.how, Signature):
            reason = misfit(callee.how, given, keywords)
            if reason is None:
                return None
            reasons.append(reason)
    return reasons


def call_problem(
    callees: tuple[Callee, ...],
    reasons: list[Misfit],
    caller: str,
    range_: Range,
    tell: Callable[[Callee, Misfit], str],
) -> Problem:
    """Return the problem of a call that fails, by `caller`; `tell` words why it does."""
    definition, how = callees[0]
    if isinstance(how, NotCallable):
        code = Code.NOT_CALLABLE
        message = (
            f"{definition.name} is {how.what}, and {caller} calls it; name a function or a class."
        )
    else:
        code = Code.SIGNATURE_MISMATCH
        message = tell(callees[0], reasons[0])
    related = Related(
        Location(definition.path, definition.selection), f"{definition.name} is defined here"
    )
    return Problem(code, range_, message, SEVERITIES[code], (related,))
