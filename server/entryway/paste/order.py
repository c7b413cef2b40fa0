"""In which order the parts of a graph are loaded and made, and so which fault shows first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from entryway.paste.nodes import (
    Failure,
    Fault,
    FilterApp,
    FilterWith,
    Moment,
    Node,
    Pipeline,
    Stage,
)
from entryway.paste.sections import PasteSection


def faults(roots: Iterable[Node]) -> Iterator[Fault]:
    """Yield what fails when the roots are loaded one after the other, in the loader's order.

    The first is the error that a person sees. Contexts are found before objects are made, and the
    parts of a composite are loaded while it is made. Each fault is told once.
    """
    seen: tuple[set[int], set[int]] = (set(), set())
    told: set[Fault] = set()
    for root in roots:
        pending = [(root, Moment.MAKE), (root, Moment.LOAD)]
        while pending:
            node, moment = pending.pop()
            known = seen[moment is Moment.LOAD]
            if id(node) in known:
                continue
            known.add(id(node))
            if node.faults or node.used is not None:
                for fault in _own_faults(node):
                    is_due = (fault.moment is Moment.LOAD) is (moment is Moment.LOAD)
                    if is_due and fault not in told:
                        told.add(fault)
                        yield fault
            parts = _loaded(node) if moment is Moment.LOAD else _made(node)
            pending.extend(part for part in reversed(parts) if not _is_sound(part[0]))


def stages(roots: Iterable[Node]) -> Iterator[Stage]:
    """Yield every stage of some graphs once."""
    return (node for node in _nodes(roots) if isinstance(node, Stage))


def sections(roots: Iterable[Node]) -> Iterator[PasteSection]:
    """Yield the sections that some graphs are made of, of whatever files."""
    for node in _nodes(roots):
        used = node.used
        while used is not None:
            yield used.section
            used = used.rest
        if not isinstance(node, Failure) and node.section is not None:
            yield node.section


def _nodes(roots: Iterable[Node]) -> Iterator[Node]:
    """Yield every node of some graphs once."""
    seen: set[int] = set()
    pending = list(roots)
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if not isinstance(node, Stage) or node.branches:
            # What is loaded on behalf of a node is made for it, too.
            pending.extend([part for part, _ in _made(node)])


def _is_sound(node: Node) -> bool:
    """Whether a node is a stage that nothing is wrong with and nothing hangs on: most are."""
    return isinstance(node, Stage) and not (node.faults or node.branches or node.used)


def _own_faults(node: Node) -> Iterator[Fault]:
    used = node.used
    while used is not None:
        yield from used.faults
        used = used.rest
    yield from node.faults


def _loaded(node: Node) -> Sequence[tuple[Node, Moment]]:
    """Return what `get_context` asks for on behalf of a node, in its order."""
    load = Moment.LOAD
    match node:
        case Stage():
            return ()
        case Pipeline(app=app, filters=filters):
            return [(edge.node, load) for edge in (app, *filters) if edge is not None]
        case FilterApp(next=following, filter=filter_):
            return [*([] if following is None else [(following.node, load)]), (filter_, load)]
        case FilterWith(inner=inner, filter=filter_):
            return [(inner, load), (filter_.node, load)]
        case _:
            return ()


def _made(node: Node) -> Sequence[tuple[Node, Moment]]:
    """Return what `invoke` makes on behalf of a node, in its order."""
    make = Moment.MAKE
    match node:
        case Stage(branches=branches):
            return [
                (edge.node, moment)
                for branch in branches
                for edge in (*branch.filters, branch.app)
                for moment in (Moment.LOAD, make)
            ]
        case Pipeline(app=app, filters=filters):
            return [(edge.node, make) for edge in (app, *filters) if edge is not None]
        case FilterApp(next=following, filter=filter_):
            return [*([] if following is None else [(following.node, make)]), (filter_, make)]
        case FilterWith(inner=inner, filter=filter_):
            return [(filter_.node, make), (inner, make)]
        case _:
            return ()
