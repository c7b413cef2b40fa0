"""What may be written where a cursor stands, told by the dialect of the document.

A gap is the half-written counterpart of what a reading holds: where a reading has an object
reference, a gap has the string that is becoming one. Completion fills gaps and knows no file
formats; a dialect knows its format and nothing of what could stand there.
"""

from __future__ import annotations

from entryway.dialects.entry_points import is_group_header
from entryway.model import Folders
from entryway.namedtuples import NamedTuple
from entryway.syntax.typed import Typed


class ObjectGap(NamedTuple):
    """An object reference is being written; `group` is what will load the object, if known.

    `folders` and `is_dotted` are as in `model.ObjectReference`. `has_extras` says that extras may
    stand in brackets behind it. `suffix` ends the string in this file's form where it is open.
    """

    typed: Typed
    group: str | None = None
    folders: Folders = Folders()
    is_dotted: bool = False
    has_extras: bool = False
    suffix: str = ""


class GroupGap(NamedTuple):
    """The name of an entry point group is being written; `suffix` ends it in this file's form.

    `quote` goes around names that are no bare keys of TOML, where that has to be written. Groups of
    scripts have tables of their own where `has_scripts` is False.
    """

    typed: Typed
    suffix: str = ""
    quote: str = ""
    has_scripts: bool = True


class HeaderGap(NamedTuple):
    """A section header of a Paste Deploy file; `suffix` closes it where it is open."""

    typed: Typed
    suffix: str = ""


class KeyGap(NamedTuple):
    """The key of an option in a section of a Paste Deploy file.

    `section` is what stands in the header's brackets; `suffix` is the delimiter where it lacks.
    """

    section: str
    typed: Typed
    suffix: str = ""


class ValueGap(NamedTuple):
    """A line of an option's value in a section of a Paste Deploy file.

    `others` are the words of the value's other lines, `is_followed` says that some stand below.
    """

    section: str
    key: str
    typed: Typed
    others: tuple[str, ...] = ()
    is_followed: bool = False


Gap = ObjectGap | GroupGap | HeaderGap | KeyGap | ValueGap


def entry_gap(group: str, typed: Typed) -> ObjectGap | None:
    """Return the gap in a line `name = module:attr [extras]` of a group: its object reference.

    Names are made up by their authors, so nothing can be offered for them. The rule is that of
    `read_entries`.
    """
    equals = typed.before.find("=")
    if equals < 0:
        return None
    value = typed.behind(equals + 1).stripped()
    return ObjectGap(value, group, has_extras=True)


def group_header_gap(typed: Typed) -> GroupGap | None:
    """Return the gap in a line `[group]` of an entry_points.txt, closed or not."""
    inside = typed.behind(1)
    if not typed.before.startswith("[") or "]" in inside.before:
        return None
    closing = inside.after.find("]")
    return GroupGap(inside, "]") if closing < 0 else GroupGap(inside.until(closing))


def group_above(lines: tuple[str, ...]) -> str | None:
    """Return the group that the last of some lines stands in, None above the first."""
    headers = (line.strip("[] ") for line in reversed(lines) if is_group_header(line))
    return next(headers, None)
