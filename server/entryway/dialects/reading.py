"""What a dialect finds in a document."""

from __future__ import annotations

from entryway.model import EntryPoint, Name, Reference, Section
from entryway.namedtuples import NamedTuple
from entryway.problems import Problem
from entryway.syntax.ini import IniTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.dialects.setup_call import SetupFile
    from entryway.syntax.toml_tree import TomlOutline


class Reading(NamedTuple):
    """All that a dialect found in one document, and the tree it was found in if that is kept.

    `unjudged` are references that lead where they lead and of which nothing is said: they are not
    typed to their end, or are looked up where we can't look. `groups` are the groups of entry
    points, at each place that names one and whether or not entry points are in them. `outline`
    tells where the statements of a TOML file stand, `setup` what a setup.py was read as.
    `has_more` says that there may be entry points which are not among these: a template will make
    them, or a program computes them.
    """

    entry_points: tuple[EntryPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    tree: IniTree | None = None
    unjudged: tuple[Reference, ...] = ()
    groups: tuple[Name, ...] = ()
    outline: TomlOutline | None = None
    setup: SetupFile | None = None
    has_more: bool = False
