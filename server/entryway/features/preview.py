"""Previews: the way of a request through what a section of a Paste Deploy file builds.

A flow is what a request passes from the outside in: filters, and an app at its end. Pipelines,
`filter-with`, `next` and `use` are all laid out in one flow; a composite has a flow for each of its
paths or flavours. What is told is names and places, never the value of an option.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from entryway.features.paste_names import BranchKey, PasteName, PasteNames, paste_names
from entryway.features.preview_flow import Health, Preview, Route, Step, gist_of
from entryway.features.preview_words import docstring_line, stage_words, tell_fault
from entryway.model import Found, Location, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.graph import load_name, load_sections
from entryway.paste.nodes import (
    Branch,
    Edge,
    Failure,
    Fault,
    FilterApp,
    FilterWith,
    Node,
    Pipeline,
    Stage,
    asked_section,
)
from entryway.paste.order import faults
from entryway.paste.sections import PasteFile, PasteSection
from entryway.paste.uses import Use, UseKind
from entryway.workspace.snapshot import Document, Snapshot

STAGES = 30
"""How many stages a person is shown at once."""

_ALL_STAGES = 2000
_DEPTH = 12
"""How deep composites in composites are followed; no request is routed so often."""


class Previewed(NamedTuple):
    """A preview, and the words of the document that lead to it."""

    range: Range
    preview: Preview


def preview_at(snapshot: Snapshot, document: Document, position: Position) -> Previewed | None:
    """Return the preview of what the name under a cursor leads to, None where it leads to none."""
    names = paste_names(snapshot, document)
    if names is None:
        return None
    kinds = PasteSection | Use | BranchKey
    name = next((n for n in names.at(position) if isinstance(n.what, kinds)), None)
    if name is None:
        return None
    key = (preview_at, document.path, name.range)
    return Previewed(name.range, snapshot.kept(key, lambda: _preview_of(snapshot, names, name)))


def preview_section(
    snapshot: Snapshot, file: PasteFile, section: PasteSection, *, is_whole: bool = False
) -> Preview:
    """Return the preview of a section; `is_whole` for a program, not a person, to read."""
    (node,) = load_sections(file, (section,), snapshot.surroundings(file.path))
    return _preview(snapshot, f"[{section.text}]", section.location, node, is_whole)


def _preview_of(snapshot: Snapshot, names: PasteNames, name: PasteName) -> Preview:
    path = names.file.path
    around = snapshot.surroundings(path)
    match name.what:
        case PasteSection() as section:
            return preview_section(snapshot, names.file, section)
        case BranchKey(uses=uses) if uses[-1].kind in (UseKind.BRANCH, UseKind.FLAVOUR):
            (node,) = load_sections(names.file, (uses[-1].section,), around)
            branch = _branch(node, uses[-1].key)
            if branch is not None:
                title = f"{branch.key} of [{uses[-1].section.text}]"
                return _preview(snapshot, title, branch.location, branch)
            use = uses[-1]
        case BranchKey(uses=uses):
            use = uses[-1]
        case Use() as use:
            pass
        case _:
            raise AssertionError(name)
    node = load_name(names.file, around, use.wanted, use.name.text)
    found = asked_section(node)
    title = f"[{found.text}]" if found is not None else use.name.text
    place = found.location if found is not None else Location(path, use.name.range)
    return _preview(snapshot, title, place, node)


def _branch(node: Node, key: str) -> Branch | None:
    """Return the branch of the composite that a section builds, through all that wraps it."""
    while isinstance(node, FilterWith):
        node = node.inner
    branches = node.branches if isinstance(node, Stage) else ()
    return next((branch for branch in branches if branch.key == key), None)


def _preview(
    snapshot: Snapshot, title: str, place: Location, what: Node | Branch, is_whole: bool = False
) -> Preview:
    parts = _branch_parts(what) if isinstance(what, Branch) else (_Part("", what, place),)
    limit = _ALL_STAGES if is_whole else STAGES
    is_large = _count(parts, limit + 1) > limit
    builder = _Builder(snapshot, limit, condense=is_large and not is_whole)
    flow = builder.flow(parts, 0)
    return Preview(title, place, flow, gist_of(flow, builder.more), builder.more)


# --- Flows ---------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A part of a flow: the words that name it, "" for a section's own, and what they lead to."""

    text: str
    node: Node
    place: Location


def _edge_parts(edges: Sequence[Edge | None]) -> tuple[_Part, ...]:
    return tuple(_Part(edge.text, edge.node, edge.location) for edge in edges if edge is not None)


def _branch_parts(branch: Branch) -> tuple[_Part, ...]:
    return _edge_parts((*branch.filters, branch.app))


def _inside(part: _Part) -> tuple[_Part, ...] | None:
    """Return the parts of what is a flow of its own, None for what is one stage."""
    match part.node:
        case Pipeline(filters=filters, app=app):
            return _edge_parts((*filters, app))
        case FilterApp(filter=filter_, next=following):
            return (_Part("", filter_, part.place), *_edge_parts((following,)))
        case FilterWith(filter=filter_edge, inner=inner):
            return (*_edge_parts((filter_edge,)), _Part(part.text, inner, part.place))
        case _:
            return None


def _count(parts: Sequence[_Part], limit: int) -> int:
    """Count the stages of a flow and of all routes in it, up to a limit."""
    pending = list(reversed(parts))
    counted = 0
    while pending and counted < limit:
        part = pending.pop()
        inside = _inside(part)
        if inside is not None:
            pending.extend(reversed(inside))
            continue
        counted += 1
        if isinstance(part.node, Stage):
            for branch in part.node.branches:
                pending.extend(_branch_parts(branch))
    return counted


class _Builder:
    """Lays out flows until `limit` stages are shown; the rest is counted in `more`.

    `condense` shows of each route only where it ends, so that all of them are in sight.
    """

    def __init__(self, snapshot: Snapshot, limit: int, *, condense: bool) -> None:
        self._snapshot = snapshot
        self._left = limit
        self._condense = condense
        self.more = 0

    def flow(self, parts: Sequence[_Part], depth: int) -> tuple[Step, ...]:
        """Lay out one flow."""
        steps: list[Step] = []
        pending = list(reversed(parts))
        while pending:
            if self._left <= 0:
                self.more = min(self.more + _count(pending[::-1], _ALL_STAGES), _ALL_STAGES)
                break
            part = pending.pop()
            inside = _inside(part)
            if inside is None:
                self._left -= 1
                steps.append(self._step(part, depth))
                continue
            own = next(iter(_own_faults(part.node)), None)
            if own is not None:
                self._left -= 1
                steps.append(self._failed(part, own))
            pending.extend(reversed(inside))
        return tuple(steps)

    def _step(self, part: _Part, depth: int) -> Step:
        node = part.node
        fault = next(iter(_own_faults(node)), None)
        if not isinstance(node, Stage) or (fault is not None and node.factory is None):
            return self._failed(part, fault)
        section = asked_section(node)
        words = stage_words(self._snapshot, node)
        health = Health.FOUND if isinstance(words.resolution, Found) else Health.UNKNOWN
        if words.is_missing:
            health = Health.MISSING
        why = words.why
        if fault is not None:
            health, why = Health.FAILS, tell_fault(fault)
        target = words.target
        return Step(
            kind=section.kind if section is not None else node.wanted.value,
            name=section.name if section is not None else part.text,
            place=section.location if section is not None else node.place,
            factory=words.text,
            egg=words.egg,
            target=target,
            health=health,
            why=why,
            doc=docstring_line(self._snapshot, node, target) if target is not None else "",
            routes=self._routes(node, depth),
            hidden=len(node.branches) if depth >= _DEPTH else 0,
        )

    def _routes(self, stage: Stage, depth: int) -> tuple[Route, ...]:
        if depth >= _DEPTH:
            return ()
        routes: list[Route] = []
        for branch in stage.branches:
            if self._left <= 0:
                self.more += sum(
                    _count(_branch_parts(b), _ALL_STAGES) for b in stage.branches[len(routes) :]
                )
                break
            parts = _branch_parts(branch)
            if self._condense:
                routes.append(self._condensed(branch, parts))
            else:
                flow = self.flow(parts, depth + 1)
                routes.append(Route(branch.key, branch.location, flow, 0, branch.is_certain))
        return tuple(routes)

    def _condensed(self, branch: Branch, parts: Sequence[_Part]) -> Route:
        """Return a route as the stage it ends at, with the number of those before it."""
        before, last = 0, parts[-1]
        pending = list(reversed(parts))
        while pending:
            part = pending.pop()
            inside = _inside(part)
            if inside is not None:
                pending.extend(reversed(inside))
            elif pending:
                before += 1
            else:
                last = part
        self._left -= 1
        step = self._step(last, _DEPTH)
        return Route(branch.key, branch.location, (step,), before, branch.is_certain)

    def _failed(self, part: _Part, fault: Fault | None) -> Step:
        node = part.node
        section = asked_section(node)
        place = part.place if fault is None else fault.location
        return Step(
            kind=section.kind if section is not None else node.wanted.value,
            name=section.name if section is not None else part.text or "?",
            place=place if section is None else section.location,
            factory="",
            egg="",
            target=None,
            health=Health.FAILS,
            why=tell_fault(fault) if fault is not None else "it can't be loaded",
            doc="",
        )


def _own_faults(node: Node) -> Sequence[Fault]:
    """Return the certain faults of one node, those of the sections that use it included."""
    found = list(node.faults)
    used = node.used
    while used is not None:
        found.extend(used.faults)
        used = used.rest
    if isinstance(node, Failure) and not found:
        found.extend(islice(faults((node,)), 1))
    return [fault for fault in found if fault.is_certain or isinstance(node, Failure)]
