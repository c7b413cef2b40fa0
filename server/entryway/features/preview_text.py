"""Previews as aligned drawings for editors and terminals that show text as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from entryway.features.columns import columns, keep_ends, keep_start
from entryway.features.preview import Preview, Row, State
from entryway.features.printable import printable
from entryway.namedtuples import NamedTuple

WIDTH = 76
"""VS Code wraps fenced text at about 80 columns."""

MARKS: Mapping[State, str] = {
    State.FOUND: "✓",
    State.MISSING: "✗",
    State.UNKNOWN: "?",
    State.NONE: " ",
}
"""How it is shown whether a stage resolves."""

_LEFT = 36
"""A factory begins at this column at the latest."""

_NAME = 6
"""A name is shortened to this if there is no more room: on branches of branches of branches."""

_KEY = 16
_RAILS = 5
_REASON_LINES = 3
_ROOM_FOR_DOCSTRING = 18
_FEW = 3
"""So few rows leave room for docstrings on lines of their own; so few names fill no line."""


class _Left(NamedTuple):
    """What stands left of a factory.

    `above` are lines of their own, `lead` is what is before the name, `rails` what the lines below
    begin with.
    """

    above: tuple[str, ...]
    lead: str
    name: str
    rails: str

    @property
    def width(self) -> int:
        """How many columns the last line takes."""
        return columns(self.lead) + columns(self.name)


def as_text(preview: Preview) -> str:
    """Draw a preview in lines of at most `WIDTH` columns, the gist first."""
    lines = list(_wrapped(printable(preview.gist), 0))
    rows, remarks = told_apart(preview.rows)
    digits = max((len(str(row.number)) for row in rows if row.number is not None), default=1)
    lefts = [_left(rows, index, digits) for index in range(len(rows))]
    told = [leads_to(row) for row in rows]
    widths = (left.width for left, words in zip(lefts, told, strict=True) if words)
    column = min(max(widths, default=0), _LEFT) + 2
    for row, left, words in zip(rows, lefts, told, strict=True):
        lines.extend(keep_ends(line, WIDTH) for line in left.above)
        lines.extend(_row(row, left, words, column, len(rows) <= _FEW))
    if preview.more:
        lines.append(f"and {preview.more} more")
    for remark in remarks:
        wrapped = _wrapped(printable(remark), 2)
        lines.extend([f"{MARKS[State.UNKNOWN]} {next(wrapped).lstrip()}", *wrapped])
    return "\n".join(line.rstrip() for line in lines)


def told_apart(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return rows and what is told below them: why some are unknown, if these are many or alike.

    Nearly all are so since a package is not installed, and of each package that is said once.
    """
    unknown = [row for row in rows if row.state is State.UNKNOWN]
    names: dict[str, dict[str, None]] = {}
    for row in unknown:
        names.setdefault(row.reason.removeprefix("unknown: "), {})[row.name] = None
    if len(unknown) <= _FEW and len(names) == len(unknown):
        return rows, ()
    remarks = tuple(f"{_some(tuple(each))}: {reason}" for reason, each in names.items())
    told = (row._replace(reason="") if row.state is State.UNKNOWN else row for row in rows)
    return tuple(told), remarks


def _some(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {more} more" if more > 0 else "")


def leads_to(row: Row) -> str:
    """Return what a row's name leads to: sections by `use`, the factory, what an egg stands for."""
    words = [f"→ {section}" for section in row.leads]
    words.extend(each for each in (row.factory,) if each and each != row.name)
    words.extend(f"→ {each}" for each in (row.target,) if each)
    if row.repeats is not None:
        words.append(f"(goes on as {row.repeats} above)")
    return printable(" ".join(words))


def _row(row: Row, left: _Left, told: str, column: int, has_room: bool) -> Iterator[str]:
    line = left.lead + keep_ends(left.name, max(column - 2 - columns(left.lead), _NAME))
    if told:
        line += " " * max(column - columns(line), 2)
        line += _shortened(told, WIDTH - columns(line))
    else:
        line = left.lead + keep_ends(left.name, WIDTH - columns(left.lead))
    docstring = printable(row.docstring)
    room = WIDTH - columns(line) - 2
    if docstring and room >= min(_ROOM_FOR_DOCSTRING, columns(docstring)):
        line += "  " + keep_start(docstring, room)
        docstring = ""
    yield line
    indent = min(columns(left.lead), _LEFT)
    if row.reason:
        for line in list(_wrapped(printable(row.reason), indent))[:_REASON_LINES]:
            yield left.rails + line[len(left.rails) :]
    elif docstring and has_room:
        yield left.rails.ljust(indent) + keep_start(docstring, WIDTH - indent)


def _shortened(text: str, room: int) -> str:
    """Shorten what a name leads to: of an entry point first the object, then all."""
    head, arrow, tail = text.rpartition("→ ")
    if columns(text) > room and 0 < columns(head) <= room * 2 // 3:
        return head + arrow + keep_ends(tail, room - columns(head) - columns(arrow))
    return keep_ends(text, room)


def _left(rows: Sequence[Row], index: int, digits: int) -> _Left:
    row = rows[index]
    number = "" if row.number is None else str(row.number)
    stage = f"{number:>{digits}} {MARKS[row.state]} "
    name = printable(row.name) + (f" ({row.role})" if row.role else "")
    if not row.within:
        return _Left((), stage, name, "")
    turn = row.within[-1]
    rails = "".join("  " if each.is_last else "│ " for each in row.within[:-1][-_RAILS:])
    before = " " * (digits + 3) + rails
    below = before + ("  " if turn.is_last else "│ ")
    if not row.opens:
        return _Left((), below + stage, name, below)
    key = keep_ends(printable(turn.key), _KEY)
    head = before + ("└ " if turn.is_last else "├ ") + key
    if row.number is None:
        return _Left((), f"{head} {MARKS[row.state]} ", name, below)
    if _is_alone(rows, index):
        room = max(map(_key_width, _beside(rows, index)))
        lead = head + " " * (room - columns(key)) + f"  {stage}"
        if columns(lead) + columns(name) <= _LEFT:
            return _Left((), lead, name, below)
    return _Left((head,), below + stage, name, below)


def _is_alone(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is the only one of its branch, further branches aside."""
    depth = len(rows[index].within)
    for row in rows[index + 1 :]:
        if len(row.within) < depth or (len(row.within) == depth and row.opens):
            return True
        if len(row.within) == depth:
            return False
    return True


def _beside(rows: Sequence[Row], index: int) -> Iterator[Row]:
    """Yield the first rows of the branches of the same composite."""
    return (row for row in rows if row.opens and row.after == rows[index].after)


def _key_width(row: Row) -> int:
    return min(columns(printable(row.within[-1].key)), _KEY)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield lines of at most `WIDTH` columns; a word that is longer than a line is shortened."""
    line = " " * indent
    for word in text.split(" "):
        fitting = keep_ends(word, WIDTH - indent)
        if line.strip() and columns(line) + columns(fitting) > WIDTH:
            yield line.rstrip()
            line = " " * indent
        line += fitting + " "
    yield line.rstrip()
