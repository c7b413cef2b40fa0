"""Go to definition: the place a part of a reference leads to."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.features.paste_names import paste_names
from entryway.features.paste_targets import declarations
from entryway.features.spots import Spot, spot_at
from entryway.model import (
    Declaration,
    Definition,
    EggReference,
    Found,
    Location,
    Position,
    Range,
    Target,
)
from entryway.paste.names import PasteName
from entryway.paste.targets import ConfigTarget
from entryway.paste.uses import Use
from entryway.workspace.snapshot import Document, Snapshot


@dataclass(frozen=True, slots=True)
class Link:
    """From `origin`, the exact words in the document, to the places they lead to."""

    origin: Range
    targets: tuple[Target, ...]


def definition(snapshot: Snapshot, document: Document, position: Position) -> Link | None:
    """Return where the words under the cursor lead, or None where they lead nowhere."""
    spot = spot_at(snapshot, document, position)
    if spot is not None:
        targets = _targets(snapshot, document, spot)
        return Link(spot.range, targets) if targets else None
    names = paste_names(snapshot, document)
    if names is None:
        return None
    for name in names.at(position):
        # `%(here)s` leads nowhere, but what it stands in may be the path of a file.
        found = declarations(snapshot, names, name, position)
        if found:
            return Link(_part(name, position), found)
    return None


def _part(name: PasteName, position: Position) -> Range:
    """Return the part of a name that leads somewhere of its own: of `config:`, path and section."""
    match name.what:
        case Use(target=ConfigTarget(path=path, section=section)):
            for word in (path, section):
                place = None if word is None else word.location
                if place is not None and position in place.range:
                    return place.range
    return name.range


def _targets(snapshot: Snapshot, document: Document, spot: Spot) -> tuple[Target, ...]:
    if isinstance(spot.whole, EggReference) and spot.names_distribution:
        return _distribution(snapshot, document, spot.whole)
    resolution = snapshot.resolve(document.path, spot.reference)
    if not isinstance(resolution, Found):
        return ()
    # A namespace package is a folder, which no editor can show as a text.
    return tuple(
        target
        for target in resolution.targets
        if not isinstance(target, Definition) or snapshot.view.is_file(target.path)
    )


def _distribution(
    snapshot: Snapshot, document: Document, reference: EggReference
) -> tuple[Target, ...]:
    """Return where a distribution declares its entry points."""
    found = snapshot.eggs(document.path).distributions(reference.distribution.text)
    return tuple(
        Declaration(d.name, Location(d.source, d.entry_points[0].group.range))
        for d in found
        if d.entry_points and snapshot.view.is_file(d.source)
    )[:1]
