"""What all homes of entry points have in common: the checks on a declared list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entryway.dialects.groups import SCRIPT_GROUPS, near_group
from entryway.model import (
    Code,
    EntryPoint,
    Fix,
    Location,
    Name,
    Problem,
    Range,
    Related,
    Severity,
    line_range,
)
from entryway.syntax.object_reference import explain_invalid, parse_object_reference, part


def read_entry(group: Name, line: Name) -> EntryPoint | Problem:
    """Read one line `name = module:attr [extras]` of a group (`EntryPoint.parse` of setuptools)."""
    equals = line.text.find("=")
    if equals < 0:
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            line.range,
            f'"{line.text}" is no entry point; write name = module:attribute.',
        )
    name = _stripped(part(line, 0, equals))
    value = _stripped(part(line, equals + 1, len(line.text)))
    return EntryPoint(group, name, value, parse_object_reference(value, name, group.text))


def _stripped(name: Name) -> Name:
    left = len(name.text) - len(name.text.lstrip())
    return part(name, left, max(left, len(name.text.rstrip())))


def entry_point_problems(
    groups: Iterable[Name], entries: Sequence[EntryPoint]
) -> Iterable[Problem]:
    """Yield what can be said of entry points without resolving them."""
    for group in groups:
        near = near_group(group.text)
        if near is not None:
            yield Problem(
                Code.SUSPICIOUS_GROUP,
                group.range,
                f'nothing loads the group "{group.text}"; did you mean "{near}"?',
                Severity.WARNING,
                fixes=(Fix(f'Change to "{near}"', group.range, near),),
            )
    first: dict[tuple[str, str], EntryPoint] = {}
    for entry in entries:
        earlier = first.setdefault((entry.group.text, entry.name.text), entry)
        if earlier is not entry:
            yield Problem(
                Code.DUPLICATE_ENTRY_POINT,
                entry.name.range,
                f'"{entry.name.text}" is declared twice in {entry.group.text}, first on line '
                f"{earlier.name.range.start.line + 1}; rename or remove one.",
                related=(Related(Location("", earlier.name.range), "the first one is here"),),
            )
        if not entry.name.text:
            yield Problem(
                Code.INVALID_OBJECT_REFERENCE,
                _visible(entry.name.range, entry.value.range),
                "an entry point needs a name; write name = module:attribute.",
            )
        if entry.reference is None:
            yield invalid_reference(entry.value, entry.name.range)
        elif entry.group.text in SCRIPT_GROUPS and not entry.reference.attributes:
            yield Problem(
                Code.SCRIPT_NEEDS_ATTRIBUTE,
                entry.reference.range,
                f'a script names the function to call; write "{entry.reference.text}:function".',
            )


def invalid_reference(value: Name, beside: Range) -> Problem:
    """Return the problem of a value that is no object reference; `beside` serves if it is empty."""
    invalid = explain_invalid(value)
    fixes: tuple[Fix, ...] = ()
    if invalid.suggestion is not None:
        title = f'Change to "{invalid.suggestion}"'
        fixes = (Fix(title, invalid.range, invalid.suggestion),)
    return Problem(
        Code.INVALID_OBJECT_REFERENCE,
        _visible(invalid.range, beside),
        invalid.message,
        fixes=fixes,
    )


def _visible(range_: Range, beside: Range) -> Range:
    """Return a range that can be underlined: an empty one gives way to its neighbour."""
    if range_.start != range_.end:
        return range_
    if beside.start != beside.end:
        return beside
    line, column = range_.start
    return line_range(line, max(column - 1, 0), max(column, 1))
