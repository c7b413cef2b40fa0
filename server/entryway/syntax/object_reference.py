"""The grammar of object references, with the place of every part.

The rule is the packaging specification "Entry points", data model: `module`, or
`module:attribute`, both dotted names of Python identifiers, with extras in brackets behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from entryway.model import Name, ObjectReference, Position, Range, line_range

_EXTRAS = re.compile(r"\s*\[(?P<extras>[^\]]*)\]\s*$")


@dataclass(frozen=True, slots=True)
class InvalidReference:
    """A string that is no object reference: the offending words, why, and what may be meant."""

    range: Range
    message: str
    suggestion: str | None = None


def split_extras(value: Name) -> tuple[Name, Name | None]:
    """Split `module:attr [extra1, extra2]` into the object reference and the brackets' inside."""
    match = _EXTRAS.search(value.text)
    if match is None:
        return value, None
    return part(value, 0, match.start()), part(value, match.start("extras"), match.end("extras"))


def part(name: Name, start: int, end: int) -> Name:
    """Return the characters `start` to `end` of a name, at their place."""
    line, column = name.range.start
    return Name(name.text[start:end], line_range(line, column + start, column + end))


def parse_object_reference(
    value: Name, key: Name | None = None, group: str | None = None
) -> ObjectReference | None:
    """Return the object reference a value holds, extras left off, or None where it holds none."""
    reference, _ = split_extras(value)
    module_text, colon, attribute_text = reference.text.partition(":")
    module = _dotted(reference, 0, module_text)
    if module is None:
        return None
    attributes = _dotted(reference, len(module_text) + 1, attribute_text) if colon else ()
    if attributes is None:
        return None
    return ObjectReference(reference.range, module, attributes, key, group)


def _dotted(whole: Name, start: int, text: str) -> tuple[Name, ...] | None:
    """Split a dotted name at its place in the whole, blanks around it left off."""
    start += len(text) - len(text.lstrip())
    parts: list[Name] = []
    for word in text.strip().split("."):
        if not word.isidentifier():
            return None
        parts.append(part(whole, start, start + len(word)))
        start += len(word) + 1
    return tuple(parts)


def explain_invalid(value: Name) -> InvalidReference:
    """Say what is wrong with a value that `parse_object_reference` refused, and where."""
    reference, _ = split_extras(value)
    text = reference.text
    if not text.strip():
        return InvalidReference(
            value.range, "an object reference is missing; write module:attribute."
        )
    comment = re.search(r"\s+[#;].*$", text)
    if comment is not None:
        return InvalidReference(
            part(reference, comment.start(), len(text)).range,
            "a comment can't follow a value on its line; put it on a line of its own.",
            "",
        )
    if text.count(":") > 1:
        second = text.index(":", text.index(":") + 1)
        return InvalidReference(
            part(reference, second, len(text)).range,
            "an object reference has one colon, between the module and the attribute.",
        )
    module, colon, attributes = text.partition(":")
    path = re.fullmatch(r"([\w./\\-]+?)\.py", module.strip())
    if path is not None or "/" in module or "\\" in module:
        stem = path[1] if path is not None else module.strip()
        dotted = re.sub(r"[/\\]+", ".", stem.removeprefix("./")).strip(".")
        sensible = all(word.isidentifier() for word in dotted.split("."))
        return InvalidReference(
            part(reference, 0, len(module)).range,
            f'"{module.strip()}" is a file path; an object reference names a module, such as '
            f'"{dotted}".'
            if sensible
            else f'"{module.strip()}" is a file path; an object reference names a module.',
            dotted if sensible else None,
        )
    for name, start in ((module, 0), (attributes, len(module) + 1)):
        offset = start
        for word in name.split("."):
            place = part(reference, offset, offset + len(word))
            offset += len(word) + 1
            if not word and (name or colon):
                return InvalidReference(
                    _at_least_one(place, reference),
                    "a dotted name has a word on each side of a dot.",
                )
            if word and not word.strip().isidentifier():
                return _bad_word(place)
    return InvalidReference(reference.range, f'"{text}" is not an object reference.')


def _at_least_one(place: Name, whole: Name) -> Range:
    """Widen an empty place to the character before it, so that there is something to underline."""
    line, column = place.range.start
    end = max(column, whole.range.start.column + 1)
    return Range(Position(line, end - 1), Position(line, end))


def _bad_word(place: Name) -> InvalidReference:
    word = place.text
    if any(c.isspace() for c in word.strip()):
        return InvalidReference(
            place.range, f'there are blanks inside "{word.strip()}"; a name has none.'
        )
    if "-" in word:
        better = word.replace("-", "_")
        return InvalidReference(
            place.range,
            f'"{word}" has a dash, which no Python name can have; the name may be "{better}".',
            better if better.isidentifier() else None,
        )
    return InvalidReference(place.range, f'"{word}" is not a Python name.')
