"""In which order the parts of a graph are loaded and made, and so which fault shows first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def faults(roots: Iterable[Node]) -> Iterator[Fault]:
    """Yield what fails when the roots are loaded one after the other, in the loader's order.

    The first is the error that a person sees. Contexts are found before objects are made, and the
    parts of a composite are loaded while it is made. Each fault is told once.
    """
    seen: set[tuple[int, Moment]] = set()
    told: set[Fault] = set()
    for root in roots:
        pending = [(root, Moment.MAKE), (root, Moment.LOAD)]
        while pending:
            node, moment = pending.pop()
            if (id(node), moment) in seen:
                continue
            seen.add((id(node), moment))
            for fault in _own_faults(node):
                is_due = (fault.moment is Moment.LOAD) is (moment is Moment.LOAD)
                if is_due and fault not in told:
                    told.add(fault)
                    yield fault
            parts = _loaded(node) if moment is Moment.LOAD else _made(node)
            pending.extend(reversed(list(parts)))


def stages(roots: Iterable[Node]) -> Iterator[Stage]:
    """Yield every stage of some graphs once."""
    seen: set[int] = set()
    pending = list(roots)
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Stage):
            yield node
        pending.extend(part for part, _ in (*_loaded(node), *_made(node)))


def _own_faults(node: Node) -> Iterator[Fault]:
    used = node.used
    while used is not None:
        yield from used.faults
        used = used.rest
    yield from node.faults


def _loaded(node: Node) -> Iterator[tuple[Node, Moment]]:
    """Yield what `get_context` asks for on behalf of a node, in its order."""
    load = Moment.LOAD
    match node:
        case Pipeline(app=app, filters=filters):
            yield from ((edge.node, load) for edge in (app, *filters) if edge is not None)
        case FilterApp(next=following, filter=filter_):
            if following is not None:
                yield following.node, load
            yield filter_, load
        case FilterWith(inner=inner, filter=filter_):
            yield inner, load
            yield filter_.node, load
        case _:
            return


def _made(node: Node) -> Iterator[tuple[Node, Moment]]:
    """Yield what `invoke` makes on behalf of a node, in its order."""
    make = Moment.MAKE
    match node:
        case Stage(branches=branches):
            for branch in branches:
                for edge in (*branch.filters, branch.app):
                    yield edge.node, Moment.LOAD
                    yield edge.node, make
        case Pipeline(app=app, filters=filters):
            yield from ((edge.node, make) for edge in (app, *filters) if edge is not None)
        case FilterApp(next=following, filter=filter_):
            if following is not None:
                yield following.node, make
            yield filter_, make
        case FilterWith(inner=inner, filter=filter_):
            yield filter_.node, make
            yield inner, make
        case Failure():
            return
