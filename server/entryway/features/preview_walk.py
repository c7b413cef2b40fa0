"""The way of a request through a graph, from the outside in, as a flat list of stops.

Graphs may be deeper than Python's stack, and their parts are shared: what was drawn once with all
that lies behind it is afterwards only pointed to, so that a walk takes time with the graph's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Edge, Fault, FilterApp, FilterWith, Node, Pipeline, Spot, Stage
from entryway.paste.sections import PasteSection


class Turn(NamedTuple):
    """A branch of a composite that a request takes: its key, and whether it is the last one."""

    key: str
    is_last: bool
    is_certain: bool


class Stop(NamedTuple):
    """A stage on the way, or a pipeline that stands for several.

    `number` counts the stages from the outside in, on each branch by itself; a pipeline has none.
    `within` are the branches that lead here from the root, `opens` is whether this is the first
    stop of the last of them. `after` is the index of the stop before, None for the first. `role` is
    the option that put a stage here where that is not the pipeline's own. `repeats` is the number
    of the stop that was followed from the same node on. `faults` are all that fails here, those of
    the sections that only lead here included.
    """

    number: int | None
    within: tuple[Turn, ...]
    opens: bool
    after: int | None
    name: str
    at: Spot | None
    role: str
    node: Node
    repeats: int | None
    faults: tuple[Fault, ...]


class Part(NamedTuple):
    """A node with the words that name it; `at` is None for what is asked for itself.

    `faults` are those of nodes that were left out on the way to it.
    """

    name: str
    at: Spot | None
    node: Node
    role: str = ""
    faults: tuple[Fault, ...] = ()


class _Chain:
    """How far a request has come on one branch."""

    def __init__(self, within: tuple[Turn, ...], number: int, last: int | None) -> None:
        self.within = within
        self.number = number
        self.last = last
        self.is_new = bool(within)


def walk(parts: Iterable[Part]) -> Iterator[Stop]:
    """Yield the stops of a request that passes some parts in their order."""
    whole = _Chain((), 0, None)
    pending: list[tuple[Part, _Chain]] = [(part, whole) for part in parts][::-1]
    followed: dict[int, int] = {}
    index = 0
    while pending:
        part, chain = pending.pop()
        node = part.node
        inner = list(_inner(part))
        repeats = followed.get(id(node))
        has_more = bool(inner) or (isinstance(node, Stage) and bool(node.branches))
        if has_more and repeats is None:
            followed[id(node)] = chain.number + 1
        if inner and repeats is None:
            # What is asked for itself is told by the preview's first line.
            if isinstance(node, Pipeline) and (part.at is not None or any(_faults(node))):
                yield _stop(part, chain, index, None, None)
                index += 1
            pending.extend((each, chain) for each in reversed(inner))
            continue
        chain.number += 1
        yield _stop(part, chain, index, chain.number, repeats if has_more else None)
        index += 1
        if isinstance(node, Stage) and repeats is None:
            pending.extend(reversed(list(_branches(node, chain))))


def _stop(part: Part, chain: _Chain, index: int, number: int | None, repeats: int | None) -> Stop:
    stop = Stop(
        number,
        chain.within,
        chain.is_new,
        chain.last,
        part.name,
        part.at,
        part.role,
        part.node,
        repeats,
        (*part.faults, *_faults(part.node)),
    )
    chain.is_new = False
    chain.last = index
    return stop


def _inner(part: Part) -> Iterator[Part]:
    """Yield what a request passes instead of a node that only strings others together."""
    match part.node:
        case Pipeline(filters=filters, app=app):
            yield from (_named(edge) for edge in (*filters, *([app] if app is not None else [])))
        case FilterApp(filter=filter_, next=following):
            faults = (*part.faults, *_faults(part.node))
            yield Part(part.name, part.at, filter_, "filter-app", faults)
            if following is not None:
                yield _named(following)
        case FilterWith(filter=filter_, inner=inner):
            faults = (*part.faults, *_faults(part.node))
            yield _named(filter_, "filter-with")._replace(faults=faults)
            yield Part(part.name, part.at, inner, part.role)
        case _:
            return


def _faults(node: Node) -> Iterator[Fault]:
    used = node.used
    while used is not None:
        yield from used.faults
        used = used.rest
    yield from node.faults


def _branches(stage: Stage, chain: _Chain) -> Iterator[tuple[Part, _Chain]]:
    count = len(stage.branches)
    for position, branch in enumerate(stage.branches, 1):
        turn = Turn(branch.key, position == count, branch.is_certain)
        own = _Chain((*chain.within, turn), chain.number, chain.last)
        yield from ((_named(edge), own) for edge in (*branch.filters, branch.app))


def _named(edge: Edge, role: str = "") -> Part:
    return Part(edge.text, edge.at, edge.node, role)


def sections_of(node: Node) -> tuple[PasteSection, ...]:
    """Return the sections that make a node: the one that was asked for, and those it uses."""
    sections: list[PasteSection] = []
    used = node.used
    while used is not None:
        sections.append(used.section)
        used = used.rest
    own = getattr(node, "section", None)
    return (*sections, own) if isinstance(own, PasteSection) else tuple(sections)
