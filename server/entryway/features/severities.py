"""The severities that users choose for diagnostics, laid over our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entryway.problems import SEVERITIES, Problem, Severity
from entryway.workspace.choices import Severities
from entryway.workspace.snapshot import Document, Snapshot

_BY_WEIGHT = tuple(Severity)
"""From the heaviest to the lightest."""


def apply_severities(
    snapshot: Snapshot, document: Document, problems: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return problems with the severities chosen for their codes, without those turned off."""
    chosen = snapshot.choices.severities(document.path)
    return tuple(_chosen(chosen, problems) if chosen else problems)


def _chosen(severities: Severities, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        severity = severities.get(problem.code, problem.severity)
        if severity is not None:
            yield problem._replace(severity=_no_heavier_than_proven(problem, severity))


def _no_heavier_than_proven(problem: Problem, severity: Severity) -> Severity:
    """Keep a problem light that is lighter than others of its code: it is not proven as they are.

    Whoever makes those errors does not mean what may be right.
    """
    usual = SEVERITIES.get(problem.code, Severity.ERROR)
    if _BY_WEIGHT.index(problem.severity) <= _BY_WEIGHT.index(usual):
        return severity
    return max(problem.severity, severity, key=_BY_WEIGHT.index)
