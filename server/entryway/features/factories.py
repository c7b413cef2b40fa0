"""Whether Paste Deploy can call the factories that its file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from entryway.features.callees import Callee, call_problem, misfits, read_callees
from entryway.features.protocols import FACTORIES, tell_factory
from entryway.features.signatures import Signature, takes_all
from entryway.model import Range
from entryway.paste.order import stages
from entryway.problems import Problem
from entryway.workspace.paste_graphs import LoadedPaste
from entryway.workspace.snapshot import Document, Snapshot


def stage_problems(
    snapshot: Snapshot, document: Document, loaded: LoadedPaste
) -> Iterator[Problem]:
    """Yield what is wrong with the factories that a Paste Deploy file names, options included."""
    is_fragment: bool | None = None
    # None stands for those of which there is nothing to say.
    known: dict[tuple[str, str], tuple[Callee, ...] | None] = {}
    told: set[Range] = set()
    for stage in stages(loaded.nodes):
        protocol = stage.protocol
        if protocol is None or protocol not in FACTORIES:
            continue
        key = ("" if stage.named is None else stage.named.text, protocol)
        if key not in known:
            factory = stage.factory
            read = None if factory is None else read_callees(snapshot, document, factory)
            known[key] = None if read is None or _takes_all(read, protocol) else read
        found = known[key]
        if found is None:
            continue
        place = stage.place
        if place.path != document.path or place.range in told:
            continue
        options = list(stage.local.flat())
        problem = _judge(found, protocol, options, place.range)
        if problem is not None and _is_by_options(found, protocol):
            if is_fragment is None:
                is_fragment = bool(snapshot.includers(document.path))
            if is_fragment:
                # Those who include the file may add options.
                continue
        if problem is not None:
            told.add(place.range)
            yield problem


def _takes_all(callees: tuple[Callee, ...], protocol: str) -> bool:
    """Whether some definition takes whatever options there are, as nearly all factories do."""
    given = len(FACTORIES[protocol])
    return any(isinstance(c.how, Signature) and takes_all(c.how, given) for c in callees)


def _is_by_options(callees: tuple[Callee, ...], protocol: str) -> bool:
    """Whether other options could make the call succeed."""
    return misfits(callees, len(FACTORIES[protocol]), None) is None


def _judge(
    callees: tuple[Callee, ...], protocol: str, options: Iterable[str], range_: Range
) -> Problem | None:
    reasons = misfits(callees, len(FACTORIES[protocol]), options)
    if reasons is None:
        return None
    return call_problem(callees, reasons, protocol, range_, partial(tell_factory, protocol))
