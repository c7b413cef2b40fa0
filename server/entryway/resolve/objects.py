"""`module:attribute` -> resolution: the join of everything this room knows."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from entryway.files.view import View
from entryway.model import (
    Absent,
    Definition,
    Found,
    HopKind,
    Location,
    Missing,
    Reason,
    Resolution,
    Unknown,
)
from entryway.resolve.entities import TOP, Bound, Candidate, module_definition
from entryway.resolve.members import MemberResolver
from entryway.resolve.modules import ModuleFinder, NoModule
from entryway.resolve.outcomes import Hidden, Lookup, NotThere
from entryway.resolve.searchpath import SearchPath
from entryway.resolve.trail import Trail

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ObjectResolver:
    """Resolves object references along one search path, over one view of the disk."""

    def __init__(self, view: View, search_path: SearchPath) -> None:
        self.view = view
        self.search_path = search_path
        self.finder = ModuleFinder(view, search_path)
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], Resolution] = {}
        self._settled: dict[Hashable, Any] = {}
        infer = partial(_infer, view, self.finder, self._settled)
        self.members = MemberResolver(view, self.finder, infer)

    def resolve(self, module: tuple[str, ...], attributes: tuple[str, ...]) -> Resolution:
        """Return where the object lies, the proof that there is none, or what hides the answer."""
        key = (module, attributes)
        known = self._known.get(key)
        if known is None:
            try:
                known = self._resolve(module, attributes)
            except RecursionError:
                known = Unknown(Reason.CYCLE, "the way there is too long to follow", len(module))
            self._known[key] = known
        return known

    def _resolve(self, module: tuple[str, ...], attributes: tuple[str, ...]) -> Resolution:
        found = self.finder.find(module)
        if isinstance(found, NoModule):
            return self._no_module(found, module)
        trail = Trail(self._settled)
        candidates: tuple[Candidate, ...] = (Candidate(found),)
        for index, name in enumerate(attributes):
            outcome = self.members.attribute(candidates, name, trail)
            if not isinstance(outcome, tuple):
                return _failure(outcome, name, len(module) + index, candidates)
            candidates = outcome
        return _found(candidates, len(module) + len(attributes) - 1)

    def _no_module(self, absent: NoModule, module: tuple[str, ...]) -> Resolution:
        """Tell a proof from an absence: only a regular package's own folders prove anything."""
        name = module[absent.part]
        parent = absent.parent
        if absent.hidden is not None:
            reason = Reason.COMPILED if parent is not None else Reason.NO_ENVIRONMENT
            if parent is not None and "compiled" not in absent.hidden:
                reason = Reason.DYNAMIC
            return Unknown(reason, absent.hidden, absent.part)
        if parent is None or absent.shared:
            if self.search_path.environment is None:
                return Unknown(
                    Reason.NO_ENVIRONMENT, f"{absent.name} is not in the workspace", absent.part
                )
            where = f"in the workspace nor in {self.search_path.environment}"
            return Unknown(Reason.NOT_INSTALLED, f"{absent.name} is neither {where}", absent.part)
        definition = module_definition(parent)
        return Missing(
            Absent.MODULE,
            name,
            absent.part,
            owner=parent.name,
            owner_location=Location(definition.path, TOP) if definition else None,
            known=self.finder.children(parent),
        )


def _infer(
    view: View, finder: ModuleFinder, settled: dict[Hashable, Any], bound: Bound, name: str
) -> Lookup:
    # Here and not above, since it is needed rarely and takes time to import.
    from entryway.resolve.inference import infer_attribute

    # jedi is asked by name, so all that a name may be has one answer.
    key = (bound.module, bound.qualified, name, "inferred")
    answer: Lookup | None = settled.get(key)
    if answer is None:
        answer = settled[key] = infer_attribute(view, finder, bound, name)
    return answer


def _found(candidates: tuple[Candidate, ...], part: int) -> Found | Unknown:
    targets: dict[Definition, None] = {}
    for candidate in candidates:
        entity = candidate.entity
        definition = entity.definition() if isinstance(entity, Bound) else module_definition(entity)
        for target in (*candidate.through, definition):
            if target is not None:
                targets.setdefault(target)
    hops = tuple(dict.fromkeys(hop for candidate in candidates for hop in candidate.hops))
    if not targets:
        names = [c.entity.name for c in candidates if not isinstance(c.entity, Bound)]
        return Unknown(
            Reason.BUILT_IN, f"{' or '.join(names)} has no file of its own", part, None, hops
        )
    doubt = next((c.doubt for c in candidates if c.doubt is not None), None)
    return Found(tuple(targets), hops, doubt)


def _failure(
    outcome: NotThere | Hidden, name: str, part: int, owners: tuple[Candidate, ...]
) -> Missing | Unknown:
    hops = tuple(dict.fromkeys(hop for owner in owners for hop in owner.hops))
    unfollowed = next((hop for hop in hops if hop.kind is HopKind.NOT_FOLLOWED), None)
    if unfollowed is not None:
        return Unknown(Reason.IMPORT, unfollowed.name, part, unfollowed.location, hops)
    if isinstance(outcome, Hidden):
        return Unknown(outcome.reason, outcome.detail, part, outcome.location, hops)
    return Missing(
        Absent.ATTRIBUTE, name, part, outcome.owner, outcome.location, outcome.known, hops
    )
