"""What a dialect finds in a document."""

from __future__ import annotations

from entryway.model import EntryPoint, Reference, Section
from entryway.namedtuples import NamedTuple
from entryway.problems import Problem
from entryway.syntax.ini import IniTree


class Reading(NamedTuple):
    """All that a dialect found in one document, and the tree it was found in if that is kept."""

    entry_points: tuple[EntryPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    tree: IniTree | None = None
