"""What a graph must be told of the world around a file."""

from __future__ import annotations

from collections.abc import Callable

from entryway.model import EggReference
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import FaultKind
from entryway.paste.sections import PasteFile


class EntryPointAnswer(NamedTuple):
    """What is known of an entry point: the group that has it, or why it can't be loaded.

    `fault` is `DISTRIBUTION_NOT_FOUND`, `ENTRY_POINT_NOT_FOUND` or `AMBIGUOUS_ENTRY_POINT`. Neither
    is given where nobody knows.
    """

    group: str | None = None
    fault: FaultKind | None = None


class Surroundings(NamedTuple):
    """Where a graph asks about files, entry points and distributions.

    `file` returns the file at an absolute path, None where there is none to read. `entry_point`
    looks an entry point up in the groups of the reference: for an app it is ambiguous if several
    groups have it, for a filter or a server the first group counts (`EggLoader`).
    `has_distribution` says whether a distribution that a section requires is installed, None where
    nobody knows.
    """

    file: Callable[[str], PasteFile | None]
    entry_point: Callable[[EggReference], EntryPointAnswer]
    has_distribution: Callable[[str], bool | None]
