"""Previews as Markdown tables, for editors that render Markdown and follow its links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from entryway.features.columns import columns, keep_ends, keep_start
from entryway.features.preview import Preview, Row, State
from entryway.features.preview_text import MARKS, leads_to, told_apart
from entryway.features.printable import printable
from entryway.model import Location

Link = Callable[[Location], str]
"""Returns the address of a place, as the editor opens it."""

_FACTORY = 52
_DOCSTRING = 100
_PLAIN = frozenset(" .,;/-'\"")


def as_table(preview: Preview, link: Link) -> str:
    """Draw a preview as its gist and a table with a line for each row.

    Names link to their sections, factories to their definitions.
    """
    title, gist = preview.title, preview.gist.removeprefix(preview.title)
    lines = [f"**{_linked(title, preview.place, link)}**{escaped(gist)}"]
    rows, remarks = told_apart(preview.rows)
    if rows:
        lines += ["", "| | stage | factory | |", "|--:|:--|:--|:--|"]
        lines.extend(f"| {' | '.join(_cells(row, link))} |" for row in rows)
    if len(preview.rows) == 1 and preview.rows[0].docstring:
        # Beside others it would wrap, and make each row three lines high.
        lines += ["", escaped(keep_start(printable(preview.rows[0].docstring), _DOCSTRING))]
    if preview.more:
        lines += ["", f"and {preview.more} more"]
    for remark in remarks:
        lines += ["", escaped(f"{MARKS[State.UNKNOWN]} {remark}")]
    return "\n".join(lines)


def _cells(row: Row, link: Link) -> Iterator[str]:
    yield "" if row.number is None else str(row.number)
    stage = "↳ " * len(row.within)
    if row.opens:
        stage += f"{escaped(row.within[-1].key)} → "
    role = f" ({row.role})" if row.role else ""
    yield f"{stage}{_linked(row.name, row.place, link)}{role}"
    factory = leads_to(row)
    if row.target and columns(factory) > _FACTORY:
        factory = printable(row.target)
    factory = keep_ends(factory, _FACTORY)
    yield f"{MARKS[row.state]} {_linked(factory, row.source, link)}".strip()
    yield escaped(row.reason)


def _linked(text: str, place: Location | None, link: Link) -> str:
    if place is None or not place.path or not text:
        return escaped(text)
    # What ends a link or a cell may stand in an address too.
    address = "".join(f"%{ord(char):02X}" if char in "()<>|\\ `" else char for char in link(place))
    return f"[{escaped(text)}]({address})"


def escaped(text: str) -> str:
    """Return a text in which no character means anything to Markdown or ends a table's cell."""
    return "".join(
        char if char.isalnum() or char in _PLAIN or not char.isascii() else f"\\{char}"
        for char in printable(text)
    )
