"""Whether those who load the entry points that a document declares can call them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from entryway.dialects.groups import SCRIPT_GROUPS
from entryway.features.callees import call_problem, misfits, read_callees
from entryway.features.protocols import FACTORIES, SCRIPTS, tell_factory, tell_script
from entryway.model import EntryPoint
from entryway.problems import Problem
from entryway.workspace.snapshot import Document, Snapshot


def entry_point_problems(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the scripts and factories that a document declares."""
    unjudged = frozenset(document.reading.unjudged)
    for entry in document.reading.entry_points:
        if entry.reference in unjudged:
            continue
        if entry.group.text in SCRIPTS or entry.group.text in FACTORIES:
            yield from _call_problem(snapshot, document, entry)


def _call_problem(snapshot: Snapshot, document: Document, entry: EntryPoint) -> Iterator[Problem]:
    group, reference = entry.group.text, entry.reference
    if reference is None or (group in SCRIPT_GROUPS and not reference.attributes):
        # That a script names no function is said already.
        return
    callees = read_callees(snapshot, document, reference)
    if callees is None:
        return
    # Which options a factory will be called with is not known.
    given, keywords = (0, ()) if group in SCRIPTS else (len(FACTORIES[group]), None)
    reasons = misfits(callees, given, keywords)
    if reasons is not None:
        tell = partial(tell_script if group in SCRIPTS else tell_factory, group)
        yield call_problem(callees, reasons, group, reference.range, tell)
