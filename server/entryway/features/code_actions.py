"""Quick fixes: the corrections that problems carry."""

from __future__ import annotations

from entryway.features.diagnostics import diagnostics
from entryway.model import Range
from entryway.problems import Problem
from entryway.workspace.snapshot import Document, Snapshot


def fixable_problems(snapshot: Snapshot, document: Document, range_: Range) -> tuple[Problem, ...]:
    """Return the problems with corrections that touch a range of a document."""
    return tuple(
        problem
        for problem in diagnostics(snapshot, document)
        if problem.fixes and problem.range.start <= range_.end and range_.start <= problem.range.end
    )
