"""What all homes of entry points have in common: the form of a line, and the checks on a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from entryway.dialects.groups import FILE_GROUPS, SCRIPT_GROUPS, near_group
from entryway.dialects.templates import is_templated
from entryway.model import EntryPoint, Location, Name, ObjectReference, Range
from entryway.problems import SEVERITIES, Code, Fix, Problem, Related, visible
from entryway.syntax.object_reference import (
    InvalidReference,
    explain_invalid,
    parse_object_reference,
    part,
    quoted,
    stripped,
)


def read_entries(group: Name, lines: Iterable[Name]) -> Iterator[EntryPoint | Problem]:
    """Read the lines `name = module:attr [extras]` of a group.

    The rule is `importlib.metadata`'s, with which setuptools reads them too: the first equals sign
    ends the name, which may hold anything else. Lines that a template engine fills in are skipped.
    """
    for line in lines:
        if is_templated(line.text):
            continue
        equals = line.text.find("=")
        if equals < 0 or is_group_header(line.text):
            # What is in brackets as a whole would begin a group where it is recorded.
            is_open = line.text.startswith("[") and "]" not in line.text
            remedy = ', or close the header with "]"' if is_open else ""
            yield Problem(
                Code.INVALID_OBJECT_REFERENCE,
                line.range,
                f"{quoted(line.text)} is no entry point; write name = module:attribute{remedy}.",
            )
        else:
            name = stripped(part(line, 0, equals))
            value = stripped(part(line, equals + 1, len(line.text)))
            reference = read_reference(value, name, group.text)
            yield EntryPoint(group, name, value, reference)


def read_reference(value: Name, key: Name, group: str) -> ObjectReference | None:
    """Return what an entry point's value names, None where it is no object reference.

    Of a file in a package that is the package.
    """
    if group in FILE_GROUPS:
        value = part(value, 0, len(value.text.partition(":")[0]))
    return parse_object_reference(value, key, group)


COMMENTS = ("#", ";")
"""What begins a comment for configparser; for `importlib.metadata` the first of them alone does."""


def read_groups(
    lines: Iterable[Name], comments: tuple[str, ...] = COMMENTS
) -> Iterator[tuple[Name | None, list[Name]]]:
    """Split the lines of an `entry_points.txt` into groups; None owns what stands above the first.

    The rule is `importlib.metadata`'s: a line in brackets begins a group, blank lines and comments
    do not count, and no line continues another. `comments` begin one; above the first group any do,
    since nobody reads what stands there.
    """
    group: Name | None = None
    entries: list[Name] = []
    for line in map(stripped, lines):
        if is_group_header(line.text):
            if group is not None or entries:
                yield group, entries
            left = len(line.text) - len(line.text.lstrip("[]"))
            group, entries = part(line, left, max(left, len(line.text.rstrip("[]")))), []
        elif line.text and not line.text.startswith(COMMENTS if group is None else comments):
            entries.append(line)
    if group is not None or entries:
        yield group, entries


def is_group_header(line: str) -> bool:
    """Whether a line without blanks around it begins a group, `[group]`."""
    return line.startswith("[") and line.endswith("]")


def entry_point_problems(
    groups: Iterable[Name], entries: Sequence[EntryPoint]
) -> Iterator[Problem]:
    """Yield what can be said of the entry points of one home without resolving them."""
    yield from _suspicious_groups(tuple(groups))
    first: dict[tuple[str, str], EntryPoint] = {}
    for entry in entries:
        if not entry.name.text:
            yield Problem(
                Code.INVALID_OBJECT_REFERENCE,
                visible(entry.name.range, entry.value.range),
                "an entry point needs a name; write name = module:attribute.",
            )
        else:
            earlier = first.setdefault((entry.group.text, entry.name.text), entry)
            if earlier is not entry:
                yield _duplicate(entry, earlier)
        if entry.reference is None:
            yield invalid_reference(entry.value, entry.name.range)
        elif entry.group.text in SCRIPT_GROUPS and not entry.reference.attributes:
            suggestion = quoted(f"{entry.reference.text}:function")
            yield Problem(
                Code.SCRIPT_NEEDS_ATTRIBUTE,
                entry.reference.range,
                f"a script names the function to call; write {suggestion}.",
            )


def _suspicious_groups(groups: Sequence[Name]) -> Iterator[Problem]:
    places = {group.text: group.range for group in reversed(groups)}
    for group in groups:
        near = near_group(group.text)
        if near is None:
            continue
        told = f"nothing loads the group {quoted(group.text)}; "
        severity = SEVERITIES[Code.SUSPICIOUS_GROUP]
        if near in places:
            # Most kinds of files take no group twice, so there is no word to correct.
            told += f'move its entry points to "{near}".'
            related = (Related(Location("", places[near]), f"{near} is here"),)
            yield Problem(Code.SUSPICIOUS_GROUP, group.range, told, severity, related)
        else:
            told += f'did you mean "{near}"?'
            fix = Fix(f'Change to "{near}"', group.range, near)
            yield Problem(Code.SUSPICIOUS_GROUP, group.range, told, severity, fixes=(fix,))


def _duplicate(entry: EntryPoint, earlier: EntryPoint) -> Problem:
    return Problem(
        Code.DUPLICATE_ENTRY_POINT,
        entry.name.range,
        f"{quoted(entry.name.text)} is declared twice in {entry.group.text}, first on line "
        f"{earlier.name.range.start.line + 1}; rename or remove one.",
        related=(Related(Location("", earlier.name.range), "the first one is here"),),
    )


def invalid_reference(value: Name, beside: Range) -> Problem:
    """Return the problem of a value that is no object reference; `beside` serves if it is empty."""
    invalid = explain_invalid(value)
    fixes: tuple[Fix, ...] = ()
    if invalid.replacement is not None:
        fixes = (Fix(_title(invalid), invalid.place.range, invalid.replacement),)
    return Problem(
        Code.INVALID_OBJECT_REFERENCE,
        visible(invalid.place.range, beside),
        invalid.message,
        fixes=fixes,
    )


def _title(invalid: InvalidReference) -> str:
    if invalid.replacement:
        return f"Change to {quoted(invalid.replacement)}"
    words = invalid.place.text.strip()
    return f"Remove {quoted(words)}" if words else "Remove the blank"
