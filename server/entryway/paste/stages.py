"""Stages: what a factory makes, and how the factory is found and called."""

from __future__ import annotations

from collections.abc import Mapping

from entryway.model import EggReference, Reference
from entryway.paste.composites import (
    COMPOSITE_KINDS,
    COMPOSITE_PROTOCOLS,
    NOT_FOUND_APP,
    CompositeRule,
    may_be_known,
    rule_of,
)
from entryway.paste.nodes import (
    Failure,
    Fault,
    FaultKind,
    How,
    Moment,
    Node,
    Spot,
    Stage,
    asked_section,
)
from entryway.paste.sections import PROTOCOLS, Wanted
from entryway.paste.settings import Conf, Setting
from entryway.paste.surroundings import Surroundings
from entryway.paste.targets import CallTarget, EggTarget
from entryway.paste.variables import Word


def egg_stage(
    target: EggTarget, wanted: Wanted, variables: Conf | None, at: Spot, surroundings: Surroundings
) -> Stage:
    """Return what `egg:Distribution#name` builds (`EggLoader`)."""
    reference = target.reference(wanted, at.location.range)
    group, fault = surroundings.entry_point(reference)
    if not target.distribution.text:
        fault = FaultKind.DISTRIBUTION_NOT_FOUND
    faults: tuple[Fault, ...] = ()
    if fault is FaultKind.DISTRIBUTION_NOT_FOUND:
        where = at.on(target.distribution)
        faults = (Fault(fault, where, target.distribution.text, wanted),)
    elif fault is not None:
        where = at.on(target.entry or target.word)
        faults = (Fault(fault, where, reference.entry_name, wanted),)
    return _bare_stage(How.EGG, wanted, at, variables, reference, group, faults)


def call_stage(target: CallTarget, wanted: Wanted, variables: Conf | None, at: Spot) -> Stage:
    """Return what `call:module:attribute` builds (`FuncLoader`); a section's `use` tells how."""
    reference = target.reference(wanted, at.location.range)
    faults: tuple[Fault, ...] = ()
    if reference is None:
        kind, spec = FaultKind.INVALID_OBJECT_REFERENCE, target.spec
        faults = (Fault(kind, at.on(spec), spec.text, wanted),)
    return _bare_stage(How.CALL, wanted, at, variables, reference, None, faults)


def _bare_stage(
    how: How,
    wanted: Wanted,
    at: Spot,
    variables: Conf | None,
    named: Reference | None,
    protocol: str | None,
    faults: tuple[Fault, ...],
) -> Stage:
    """Return a stage that no section has added its settings to."""
    conf = Conf({}) if variables is None else variables
    return Stage(wanted, how, at, None, None, named, protocol, Conf({}), conf, None, (), faults)


def needs_finish(stage: Stage) -> bool:
    """Whether more is to be told of a stage once it is known which sections use it."""
    return stage.how is How.CALL or _may_be_composite(stage)


def protocol_faults(stage: Stage) -> tuple[Fault, ...]:
    """Return what is wrong with the way a stage's factory is called.

    `call:` has the protocol of the section that uses it, which is none for a `filter-app` or where
    there is no section (`_App.invoke`, `_Filter.invoke`).
    """
    known = any(stage.protocol in alternatives for alternatives in PROTOCOLS[stage.wanted])
    if stage.how is not How.CALL or known or stage.factory is None:
        return ()
    fault = Fault(FaultKind.NO_PROTOCOL, stage.place, stage.factory.text, stage.wanted)
    return (fault._replace(moment=Moment.MAKE),)


def composite_rule(stage: Stage) -> CompositeRule | None:
    """Return how a stage reads its options if it is a composite.

    A factory that is not found is taken for one if it is known to be, or by its section's kind.
    """
    if not _may_be_composite(stage):
        return None
    rule = CompositeRule.GUESS
    if not isinstance(stage.named, Word) or may_be_known(stage.named):
        rule = rule_of(stage.factory)
    kind = None if stage.section is None else stage.section.kind
    is_one = stage.protocol is not None or rule.is_certain or kind in COMPOSITE_KINDS
    return rule if is_one else None


def _may_be_composite(stage: Stage) -> bool:
    """Whether a stage is called as composites are, or nobody knows how it is called."""
    if stage.wanted is not Wanted.APP:
        return False
    if stage.protocol is not None:
        return stage.protocol in COMPOSITE_PROTOCOLS
    return isinstance(stage.named, EggReference)


def composite_options(stage: Stage, rule: CompositeRule) -> Mapping[str, Setting]:
    """Return the options in which a composite may name its parts, in its order."""
    local = stage.local.flat()
    if rule is not CompositeRule.EVERY:
        return local
    first = local.pop(NOT_FOUND_APP, None) or stage.variables.own.get(NOT_FOUND_APP)
    return local if first is None else {NOT_FOUND_APP: first, **local}


def doubted(node: Node) -> Node:
    """Return a node that was guessed to be meant, so that its own failure is no certain one.

    A section that is there fails however it is asked for.
    """
    if isinstance(node, Failure | Stage) and asked_section(node) is None:
        faults = tuple(fault._replace(is_certain=False) for fault in node.faults)
        return node._replace(faults=faults)
    return node
