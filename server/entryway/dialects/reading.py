"""What a dialect finds in a document."""

from __future__ import annotations

from entryway.model import EntryPoint, Name, Range, Reference, Section
from entryway.namedtuples import NamedTuple
from entryway.problems import Problem
from entryway.syntax.ini import IniTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from entryway.dialects.setup_call import SetupFile
    from entryway.syntax.toml_tree import TomlOutline


class TomlFacts(NamedTuple):
    """What is kept of a TOML file when the rest of its tree, which is large, has been read.

    `outline` tells where its statements stand. `values` are what it says as Python has it, which is
    all of it if `is_valid`. `places` is where the tables that a message may be about are first
    written, by the keys that lead to them.
    """

    outline: TomlOutline
    values: Mapping[str, object]
    is_valid: bool
    places: Mapping[tuple[str, ...], Range]


class Reading(NamedTuple):
    """All that a dialect found in one document, and the tree it was found in if that is kept.

    `unjudged` are references that lead where they lead and of which nothing is said: they are not
    typed to their end, or are looked up where we can't look. `groups` are the groups of entry
    points, at each place that names one and whether or not entry points are in them. `toml` is what
    is kept of a TOML file, `setup` what a setup.py was read as.
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
    toml: TomlFacts | None = None
    setup: SetupFile | None = None
    has_more: bool = False
