"""What a dialect finds in a document."""

from __future__ import annotations

from entryway.model import EntryPoint, Reference, Section
from entryway.namedtuples import NamedTuple
from entryway.problems import Problem
from entryway.syntax.ini import IniTree


class Reading(NamedTuple):
    """All that a dialect found in one document, and the tree it was found in if that is kept.

    `unjudged` are references that lead where they lead and of which nothing is said: they are not
    typed to their end, or are looked up where we can't look. `has_more` says that a template will
    make entry points that are not among these.
    """

    entry_points: tuple[EntryPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    tree: IniTree | None = None
    unjudged: tuple[Reference, ...] = ()
    has_more: bool = False
