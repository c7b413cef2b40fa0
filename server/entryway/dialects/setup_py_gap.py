"""What may be written at a cursor in a string of setup.py's `entry_points=`."""

from __future__ import annotations

from entryway.dialects.entry_points import is_group_header
from entryway.dialects.gaps import (
    Gap,
    GroupGap,
    ObjectGap,
    entry_gap,
    group_above,
    group_header_gap,
)
from entryway.dialects.setup_call import read_setup_calls
from entryway.dialects.setup_py import Slot, SlotKind, slots
from entryway.model import Position
from entryway.syntax.ini_cursor import Typed
from entryway.syntax.line_index import LineIndex
from entryway.syntax.python_strings import PythonString
from entryway.syntax.text import split_lines


def setup_py_gap(index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place of a setup.py: a group, or an entry point's value."""
    if "entry_points" not in index.text:
        return None
    offset = index.offset(position)
    for call in read_setup_calls(index.text).calls:
        for slot in slots(call):
            if any(piece.begin <= offset <= piece.stop for piece in slot.string.pieces):
                return _gap(slot, position)
    return None


def _gap(slot: Slot, position: Position) -> Gap | None:
    line = _logical_line(slot.string, position)
    if line is None:
        return None
    above, before, typed = line
    if slot.kind is SlotKind.GROUP:
        return None if above or before != typed.before else GroupGap(typed)
    if before.lstrip().startswith("#"):
        return None
    if slot.kind is SlotKind.LINES:
        assert slot.group is not None
        return _entry(slot.group.text, before, typed)
    if before.lstrip().startswith("["):
        return None if before != typed.before else group_header_gap(typed.stripped())
    lines = tuple(text.strip() for text in above)
    if not any(map(is_group_header, lines)):
        return None
    return _entry(group_above(lines) or "", before, typed)


def _entry(group: str, before: str, typed: Typed) -> ObjectGap | None:
    """Return the gap in a line, None where an escape stands in the value before the cursor."""
    written = before[before.find("=") + 1 :]
    if "=" not in before or not typed.before.endswith(written):
        return None
    # The name may be written with escapes, or in another piece of the literal.
    whole = Typed(f"={written}", typed.after, typed.cursor)
    return entry_gap(group, whole)


def _logical_line(
    string: PythonString, position: Position
) -> tuple[tuple[str, ...], str, Typed] | None:
    """Return the lines of a string above the cursor, what its own line says before it, and that.

    Of the latter only as much is typed as stands side by side on the cursor's line of the source;
    None where the cursor stands within an escape.
    """
    at, before, after = 0, "", ""
    for start, run in zip(string.starts, string.runs, strict=True):
        first, last = run.range
        if first >= position:
            if first == position:
                at, after = start, run.text if run.plain else ""
            break
        if position < last and not run.plain:
            return None
        is_beside = run.plain and position <= last
        passed = position.column - first.column if is_beside else len(run.text)
        at = start + passed
        before, after = (run.text[:passed], run.text[passed:]) if is_beside else ("", "")
    *above, line = split_lines(string.text[:at])
    typed = Typed(before[-len(line) :] if line else "", after, position)
    return tuple(above), line, typed
