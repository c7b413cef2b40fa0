"""What a dialect finds in a document."""

from __future__ import annotations

from entryway.model import EntryPoint, Reference, Section
from entryway.namedtuples import NamedTuple
from entryway.problems import Problem


class Reading(NamedTuple):
    """All that a dialect found in one document."""

    entry_points: tuple[EntryPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
