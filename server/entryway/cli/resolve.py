"""`entryway resolve`: where one reference leads, and by which way."""

from __future__ import annotations

import os
import sys

from entryway.cli.errors import UsageError
from entryway.cli.session import absolute, current_folder, open_snapshot
from entryway.cli.streams import say
from entryway.dialects.paste_kinds import APP_GROUPS, FILTER_GROUPS, SERVER_GROUPS
from entryway.dialects.table import kinds
from entryway.features.hover import tell_hop
from entryway.features.printable import printable
from entryway.features.wording import Shown, tell_missing, tell_unknown
from entryway.files.view import Unreadable
from entryway.model import (
    Declaration,
    EggReference,
    Found,
    Missing,
    Name,
    Position,
    Reference,
    Resolution,
    Target,
    Unknown,
    line_range,
)
from entryway.syntax.object_reference import (
    explain_invalid,
    parse_object_reference,
    part,
    stripped,
)
from entryway.workspace.snapshot import Document, Snapshot

_DIGITS = 9
"""More of them count no line that a file can have."""


def resolve(reference: str | None, at: str | None, python: str | None) -> int:
    """Print where a reference leads and return the exit code: 0 found, 1 not, 2 usage.

    The reference is given itself, and then read as the current folder's project would, or by its
    place `FILE:LINE:COLUMN`, counted from 1.
    """
    if (reference is None) == (at is None):
        raise UsageError("name either a REFERENCE or a place with --at FILE:LINE:COLUMN.")
    folder = current_folder()
    snapshot = open_snapshot((folder,), python)
    if at is not None:
        return _resolve_place(snapshot, at)
    # Any name will do: only the folder decides which project it is.
    return _tell(snapshot, os.path.join(folder, "setup.cfg"), _parse(reference or ""))


def _tell(snapshot: Snapshot, path: str, reference: Reference) -> int:
    """Print where a reference of a document leads."""
    resolution = snapshot.resolve(path, reference)
    for line in (reference.text, *_lines(snapshot, reference, resolution)):
        say(printable(line), sys.stdout)
    return 0 if isinstance(resolution, Found) else 1


def _parse(text: str) -> Reference:
    """Read a reference from the command line."""
    whole = stripped(Name(text, line_range(0, 0, len(text))))
    scheme, colon, rest = whole.text.partition(":")
    value = part(whole, len(scheme) + 1, len(whole.text)) if colon else whole
    if colon and scheme.lower() == "egg":
        name, hash_, entry = rest.partition("#")
        if not name:
            raise UsageError(f'"{text}" names no distribution; write egg:Distribution#name.')
        return EggReference(
            whole.range,
            part(value, 0, len(name)),
            part(value, len(name) + 1, len(rest)) if hash_ and entry else None,
            (*APP_GROUPS, *FILTER_GROUPS, *SERVER_GROUPS),
        )
    if not colon or scheme.lower() != "call":
        value = whole
    parsed = parse_object_reference(value)
    if parsed is None:
        raise UsageError(f'"{text}" is no reference: {explain_invalid(value).message}')
    return parsed


def _resolve_place(snapshot: Snapshot, at: str) -> int:
    """Print where what stands at `FILE:LINE:COLUMN` leads."""
    # Here, since they know Paste Deploy, of which a reference by itself has no need.
    from entryway.features.definition import definition
    from entryway.features.spots import spot_at

    name, *numbers = at.rsplit(":", 2)
    if len(numbers) != 2 or not all(map(_counts, numbers)):
        raise UsageError(f'"{at}" is no place; write FILE:LINE:COLUMN, counted from 1.')
    path = absolute(name)
    document = snapshot.document(path)
    if isinstance(document, Unreadable):
        raise UsageError(f'"{name}" can\'t be read: {document.reason}.')
    if document is None:
        raise UsageError(f'"{name}" is no file that is read; name a {kinds()}.')
    position = Position(int(numbers[0]) - 1, int(numbers[1]) - 1)
    spot = spot_at(snapshot, document, position)
    if spot is not None:
        return _tell(snapshot, path, spot.reference)
    link = definition(snapshot, document, position)
    if link is None:
        return _tell_nowhere(snapshot, document, position, at)
    targets = (f"  {_target(target, snapshot.shown)}" for target in link.targets)
    for line in (document.index.slice(link.origin), *targets):
        say(printable(line), sys.stdout)
    return 0


def _tell_nowhere(snapshot: Snapshot, document: Document, position: Position, at: str) -> int:
    """Print why a name of a Paste Deploy file leads nowhere, if one stands at a place."""
    from entryway.features.diagnostics import diagnostics
    from entryway.features.paste_names import paste_names
    from entryway.paste.variable_uses import VariableUse

    names = paste_names(snapshot, document)
    name = None if names is None else next(iter(names.at(position)), None)
    if name is None:
        raise UsageError(f"no reference stands at {at}{_nearest(document, position)}.")
    is_built_in = isinstance(name.what, VariableUse) and name.what.is_built_in
    if is_built_in:
        told = ["Paste Deploy sets this to the file that it loads, or its folder."]
    else:
        told = [p.message for p in diagnostics(snapshot, document) if position in p.range]
    lines = (f"  {each}" for each in told or ["This leads nowhere that is known."])
    for line in (document.index.slice(name.range), *lines):
        say(printable(line), sys.stdout)
    return 0 if is_built_in else 1


def _counts(number: str) -> bool:
    return number.isdecimal() and len(number) <= _DIGITS and int(number) > 0


def _nearest(document: Document, position: Position) -> str:
    """Name the references of the line, for somebody who miscounted."""
    on_line = [
        f"column {reference.range.start.column + 1}"
        for reference in document.reading.references
        if reference.range.start.line == position.line
    ]
    return f"; on this line one begins at {', '.join(on_line)}" if on_line else ""


def _lines(snapshot: Snapshot, reference: Reference, resolution: Resolution) -> list[str]:
    match resolution:
        case Found(targets=targets):
            lines = [f"  {_target(target, snapshot.shown)}" for target in targets] or [
                "  a namespace package without a folder of its own"
            ]
        case Missing():
            lines = [f"  {tell_missing(reference, resolution, snapshot.shown)}"]
        case Unknown():
            lines = [f"  {tell_unknown(resolution)}"]
    hops = [tell_hop(hop, snapshot.shown).replace("`", "") for hop in resolution.hops]
    return [*lines, *(f"    {hop}" for hop in hops)]


def _target(target: Target, shown: Shown) -> str:
    if isinstance(target, Declaration):
        location = target.location
        return f"{shown(location.path)}:{location.range.start.line + 1}  {target.name}"
    start = target.selection.start
    place = f"{shown(target.path)}:{start.line + 1}:{start.column + 1}"
    return f"{place}  {target.kind.value} {target.name}"
