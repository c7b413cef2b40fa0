"""`entryway resolve`: where one reference leads, and by which way."""

from __future__ import annotations

import os

from entryway.cli.errors import UsageError
from entryway.cli.session import open_snapshot
from entryway.cli.terminal import printable
from entryway.dialects.paste_kinds import APP_GROUPS, FILTER_GROUPS, SERVER_GROUPS
from entryway.features.hover import tell_hop
from entryway.features.spots import spot_at
from entryway.features.wording import Shown, tell
from entryway.files.view import Unreadable
from entryway.model import (
    Declaration,
    EggReference,
    Found,
    Name,
    Position,
    Reference,
    Resolution,
    Target,
    line_range,
)
from entryway.syntax.object_reference import explain_invalid, parse_object_reference, part
from entryway.workspace.snapshot import Document, Snapshot


def resolve(reference: str | None, at: str | None, python: str | None) -> int:
    """Print where a reference leads and return the exit code: 0 found, 1 not, 2 usage.

    The reference is given itself, and then read as the current folder's project would, or by its
    place `FILE:LINE:COLUMN`, counted from 1.
    """
    if (reference is None) == (at is None):
        raise UsageError("name either a REFERENCE or a place with --at FILE:LINE:COLUMN.")
    snapshot = open_snapshot((os.getcwd(),), python)
    if at is not None:
        path, asked = _reference_at(snapshot, at)
    else:
        # Any name will do: only the folder decides which project it is.
        path, asked = os.path.join(os.getcwd(), "setup.cfg"), _parse(reference or "")
    resolution = snapshot.resolve(path, asked)
    print(printable(asked.text))
    for line in _lines(snapshot, asked, resolution):
        print(printable(line))
    return 0 if isinstance(resolution, Found) else 1


def _parse(text: str) -> Reference:
    """Read a reference from the command line."""
    whole = Name(text, line_range(0, 0, len(text)))
    if text.startswith("egg:"):
        name, hash_, entry = text[len("egg:") :].partition("#")
        distribution = part(whole, len("egg:"), len("egg:") + len(name))
        entry_name = part(whole, len(text) - len(entry), len(text)) if hash_ else None
        groups = (*APP_GROUPS, *FILTER_GROUPS, *SERVER_GROUPS)
        return EggReference(whole.range, distribution, entry_name, groups)
    start = len("call:") if text.startswith("call:") else 0
    value = part(whole, start, len(text))
    parsed = parse_object_reference(value)
    if parsed is None:
        raise UsageError(f'"{text}" is no reference: {explain_invalid(value).message}')
    return parsed


def _reference_at(snapshot: Snapshot, at: str) -> tuple[str, Reference]:
    """Return the document and the reference at `FILE:LINE:COLUMN`."""
    parts = at.rsplit(":", 2)
    if len(parts) != 3 or not all(number.isdecimal() for number in parts[1:]):
        raise UsageError(f'"{at}" is no place; write FILE:LINE:COLUMN, counted from 1.')
    path = os.path.abspath(parts[0])
    document = snapshot.document(path)
    if isinstance(document, Unreadable):
        raise UsageError(f'"{parts[0]}" can\'t be read: {document.reason}.')
    if document is None:
        raise UsageError(
            f'"{parts[0]}" is no file that is read; name a setup.cfg or a Paste Deploy file.'
        )
    position = Position(int(parts[1]) - 1, int(parts[2]) - 1)
    spot = spot_at(document, position)
    if spot is None:
        raise UsageError(f"no reference stands at {at}{_nearest(document, position)}.")
    return path, spot.reference


def _nearest(document: Document, position: Position) -> str:
    """Name the references of the line, for somebody who miscounted."""
    on_line = [
        f"column {r.range.start.column + 1}"
        for r in document.reading.references
        if r.range.start.line == position.line
    ]
    return f"; on this line one begins at {', '.join(on_line)}" if on_line else ""


def _lines(snapshot: Snapshot, reference: Reference, resolution: Resolution) -> list[str]:
    if not isinstance(resolution, Found):
        lines = [f"  {tell(reference, resolution, snapshot.shown)}"]
    else:
        lines = [f"  {_target(target, snapshot.shown)}" for target in resolution.targets] or [
            "  a namespace package without a folder of its own"
        ]
    hops = [tell_hop(hop, snapshot.shown).replace("`", "") for hop in resolution.hops]
    return [*lines, *(f"    {hop}" for hop in hops)]


def _target(target: Target, shown: Shown) -> str:
    if isinstance(target, Declaration):
        location = target.location
        return f"{shown(location.path)}:{location.range.start.line + 1}  {target.name}"
    start = target.selection.start
    place = f"{shown(target.path)}:{start.line + 1}:{start.column + 1}"
    return f"{place}  {target.kind.value} {target.name}"
