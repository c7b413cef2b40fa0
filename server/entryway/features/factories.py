"""Whether Paste Deploy can call the factories that its file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from entryway.features.callees import Callee, call_problem, misfits, read_callees
from entryway.features.protocols import FACTORIES, tell_factory
from entryway.features.signatures import Signature, filled, takes_all
from entryway.model import Range
from entryway.paste.order import stages
from entryway.paste.settings import Conf
from entryway.problems import Problem
from entryway.workspace.paste_graphs import LoadedPaste
from entryway.workspace.snapshot import Document, Snapshot


def stage_problems(
    snapshot: Snapshot, document: Document, loaded: LoadedPaste
) -> Iterator[Problem]:
    """Yield what is wrong with the factories that a Paste Deploy file names, options included."""
    is_fragment: bool | None = None
    # None stands for those of which there is nothing to say. The names are those that options may
    # not have where all others will do, as they do for nearly all factories.
    known: dict[tuple[str, str], tuple[tuple[Callee, ...], frozenset[str] | None] | None] = {}
    told: set[Range] = set()
    for stage in stages(loaded.nodes):
        protocol = stage.protocol
        if protocol is None or protocol not in FACTORIES:
            continue
        key = ("" if stage.named is None else stage.named.text, protocol)
        if key not in known:
            factory = stage.factory
            read = None if factory is None else read_callees(snapshot, document, factory)
            known[key] = None if read is None else (read, _filled(read, protocol))
        judged = known[key]
        if judged is None:
            continue
        found, names = judged
        if names is not None and not _has_any(stage.local, names):
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


def _filled(callees: tuple[Callee, ...], protocol: str) -> frozenset[str] | None:
    """Return the names that no option may have if some definition takes all other options."""
    given = len(FACTORIES[protocol])
    for callee in callees:
        if isinstance(callee.how, Signature) and takes_all(callee.how, given):
            return frozenset(filled(callee.how, given))
    return None


def _has_any(conf: Conf, names: frozenset[str]) -> bool:
    """Whether a dictionary of options has some of these names."""
    layer: Conf | None = conf
    while layer is not None:
        if not names.isdisjoint(layer.own):
            return True
        layer = layer.under
    return False


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
