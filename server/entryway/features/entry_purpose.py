"""What an entry point is for: what will be made of it, or who loads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entryway.dialects.groups import near_group
from entryway.dialects.table import PASTE_INI
from entryway.features.spots import Spot
from entryway.model import EntryPoint, Name, ObjectReference, Position, Range
from entryway.workspace.snapshot import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.dialects.meanings.meaning import GroupMeaning

Code = Callable[[str], str]
"""Draws a stretch of code within a sentence."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is said of an entry point or of a group at `range`.

    `sentence` has code in backticks, within which `{name}`, `{call}` and `{group}` stand for those
    of the entry point; `call` is "" where its value names no object. `source` names who says so, ""
    where the sentence holds for every group.
    """

    range: Range
    sentence: str
    group: str
    source: str
    name: str = ""
    call: str = ""


def purpose_at(document: Document, position: Position, spot: Spot | None) -> Purpose | None:
    """Return what stands under a cursor is for: an entry point, a group, or what is named else.

    A part of a value that leads somewhere of its own, such as a package, is none of these.
    """
    is_part = spot is not None and spot.reference.text != spot.whole.text
    for entry in document.reading.entry_points:
        if position in entry.name.range or (position in entry.value.range and not is_part):
            where = entry.name.range if position in entry.name.range else entry.value.range
            return _of_entry(entry, where)
    for group in document.reading.groups:
        if position in group.range:
            return _of_group(group)
    if spot is not None and not is_part and isinstance(spot.whole, ObjectReference):
        return None if document.dialect is PASTE_INI else _of_object(spot.whole, spot.range)
    return None


def _of_entry(entry: EntryPoint, where: Range) -> Purpose | None:
    meaning = _meaning(entry.group.text)
    if meaning is None:
        return None
    return Purpose(
        where, meaning.entry, entry.group.text, meaning.source, entry.name.text, _call(entry)
    )


def _of_group(group: Name) -> Purpose | None:
    meaning = _meaning(group.text)
    if meaning is None:
        return None
    return Purpose(group.range, meaning.group, group.text, meaning.source)


def _of_object(reference: ObjectReference, where: Range) -> Purpose | None:
    """Return what an object is for that no entry point declares."""
    from entryway.dialects.meanings.objects import OBJECTS
    from entryway.dialects.meanings.table import meaning_of

    group, key = reference.group or "", reference.key
    known = OBJECTS.get(group)
    if known is None:
        # Configuration of flake8 names plugins that entry points would name elsewhere.
        meaning = meaning_of(group)
        known = (meaning.entry, meaning.source) if meaning is not None else None
    if known is None:
        return None
    name = key.text if key is not None else ""
    return Purpose(where, known[0], group, known[1], name, _call_of(reference))


def _meaning(group: str) -> GroupMeaning | None:
    """Return what a group is for, in general words where it is not known."""
    # A table of hundreds of sentences, which only hovering over an entry point needs.
    from entryway.dialects.meanings.meaning import GroupMeaning
    from entryway.dialects.meanings.table import meaning_of

    known = meaning_of(group)
    if known is not None or near_group(group) is not None:
        return known
    return GroupMeaning(
        "Plugins that whoever asks for this group finds by name, with `importlib.metadata` or "
        "stevedore.",
        "A plugin that whoever asks for `{group}` finds as `{name}`, with `importlib.metadata` or "
        "stevedore.",
        "",
    )


def _call(entry: EntryPoint) -> str:
    """Return an entry point's object as a call is written, "" while its value names none."""
    reference = entry.reference
    return "" if reference is None else _call_of(reference)


def _call_of(reference: ObjectReference) -> str:
    """Return an object as a call is written; a module can't be called."""
    if not reference.attributes:
        return reference.text
    return ".".join(part.text for part in reference.attributes) + "()"


def as_words(purpose: Purpose, code: Code) -> str:
    """Return the sentence and where it is from, with the code in them as `code` draws it."""
    told = _drawn(purpose.sentence, code, purpose)
    if not purpose.source:
        return told
    return f"{told}\n({code(purpose.group)}: {_drawn(purpose.source, code, purpose)})"


def _drawn(sentence: str, code: Code, purpose: Purpose) -> str:
    if not purpose.call:
        # A value that is no object reference can't be called, and may not even be there.
        sentence = sentence.replace("`{call}`", "the object named here")
    pieces = sentence.split("`")
    for index in range(1, len(pieces), 2):
        # Names that have braces themselves are a template's, and no entry points.
        text = pieces[index].replace("{call}", purpose.call).replace("{group}", purpose.group)
        pieces[index] = code(text.replace("{name}", purpose.name))
    return "".join(pieces)


def in_code(text: str) -> str:
    """Return a Markdown code span, its delimiters longer than any run of backticks in it."""
    ticks = "`"
    while ticks in text:
        ticks += "`"
    return f"{ticks} {text} {ticks}" if len(ticks) > 1 else f"`{text}`"
