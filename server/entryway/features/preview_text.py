"""A preview drawn as aligned text, for editors that show text as it is and for terminals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from textwrap import wrap

from entryway.features.preview_flow import (
    GUESSED,
    Health,
    Preview,
    Route,
    Step,
    is_guessed,
    route_end,
)
from entryway.namedtuples import NamedTuple

WIDTH = 76
"""Columns of a drawing: editors wrap hovers at about 80."""

_NAMES = 34
_MARKS = {Health.FOUND: " ", Health.UNKNOWN: "?", Health.MISSING: "✗", Health.FAILS: "✗"}


class _Row(NamedTuple):
    """A line of the drawing: what stands at the left, and what beside it."""

    left: str
    right: str
    step: Step


def draw(preview: Preview) -> str:
    """Return a preview as lines of at most `WIDTH` columns, the gist first."""
    rows = list(_rows(preview.flow, ""))
    widest = min(max((columns(row.left) for row in rows), default=0), _NAMES)
    head = f"{preview.title}  {preview.gist}"
    parts = [head] if columns(head) <= WIDTH else [preview.title, f"  {preview.gist}"]
    lines = [shorten(part, WIDTH) for part in parts]
    for row in rows:
        lines.extend(_lines(row, widest))
    if preview.more:
        lines.append(f"… and {preview.more} more")
    if is_guessed(preview.flow):
        lines.append(GUESSED)
    return "\n".join(lines)


def _rows(flow: tuple[Step, ...], indent: str) -> Iterator[_Row]:
    for number, step in enumerate(flow, 1):
        yield _Row(f"{indent}{number:>2} {_MARKS[step.health]} {step.name}", step.factory, step)
        for route in step.routes:
            yield from _route(route, f"{indent}     ")


def _route(route: Route, indent: str) -> Iterator[_Row]:
    """Draw a route: in one line if it is a single stage, else its stages below its key."""
    head = f"{indent}{route.key}"
    if not route.flow:
        return
    last = route.flow[-1]
    if len(route.flow) > 1:
        yield _Row(head, f"→ {last.name}", last._replace(health=Health.FOUND, doc=""))
        yield from _rows(route.flow, f"{indent}  ")
        return
    yield _Row(head, route_end(route), last)
    for inner in last.routes:
        yield from _route(inner, f"{indent}  ")


def _lines(row: _Row, widest: int) -> Iterator[str]:
    """Draw one row; what is wrong stands below it, the docstring where there is room."""
    left = row.left
    if columns(left) > widest:
        left = shorten(left, max(widest, WIDTH // 2))
    gap = " " * max(widest - columns(left), 0)
    room = WIDTH - columns(left) - len(gap) - 2
    right = row.right
    if row.step.egg and right == row.step.factory:
        both = f"{row.step.egg} → {right}"
        right = both if columns(both) <= room else right
    line = f"{left}{gap}  {shorten(right, room)}".rstrip()
    doc = row.step.doc
    if doc and WIDTH - columns(line) - 3 >= columns(doc):
        line = f"{line}   {doc}"
    yield line
    if row.step.why and row.step.health is not Health.FOUND:
        indent = " " * min(widest + 2, 20)
        why = wrap(row.step.why, WIDTH - len(indent) - 2, max_lines=3, placeholder=" …")
        yield from (f"{indent}{'└ ' if not i else '  '}{each}" for i, each in enumerate(why))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode annex 11)."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def shorten(text: str, room: int) -> str:
    """Return a text cut in its middle to fit; the end of a name tells more than its start."""
    if columns(text) <= room:
        return text
    head, tail = "", ""
    left = room - 1
    for before, behind in zip(text, reversed(text), strict=True):
        if columns(behind) > left:
            break
        tail, left = behind + tail, left - columns(behind)
        if columns(head) * 2 < room * 0.7 and columns(before) <= left:
            head, left = head + before, left - columns(before)
    return f"{head}…{tail}"
