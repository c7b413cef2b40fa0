"""Hover: what the words under the cursor lead to, told in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entryway.dialects.table import PASTE_INI
from entryway.features.entry_purpose import Purpose, as_words, in_code, purpose_at
from entryway.features.preview import Preview
from entryway.features.preview_at import preview_at
from entryway.features.preview_markdown import Link, as_table
from entryway.features.preview_text import as_text
from entryway.features.source import describe
from entryway.features.spots import spot_at
from entryway.features.wording import Shown, tell
from entryway.model import (
    Definition,
    Found,
    Hop,
    HopKind,
    Location,
    Position,
    Range,
    Resolution,
)
from entryway.workspace.snapshot import Document, Snapshot


@dataclass(frozen=True, slots=True)
class Card:
    """One target: its signature, its docstring, and where it is defined."""

    signature: str
    docstring: str
    place: str


@dataclass(frozen=True, slots=True)
class Hover:
    """What hovering over `range` shows; how it is drawn is the asker's affair.

    `cards` are the targets, `steps` tell the way to them, `reason` says why there are none. Where a
    section is named, `preview` is all there is. `purpose` says what an entry point is for, or its
    group, of which there is nothing else to say.
    """

    range: Range
    title: str
    cards: tuple[Card, ...]
    steps: tuple[str, ...]
    reason: str
    preview: Preview | None = None
    purpose: Purpose | None = None


def hover(snapshot: Snapshot, document: Document, position: Position) -> Hover | None:
    """Return what is known of the words under the cursor, or None where nothing of ours stands."""
    spot = spot_at(snapshot, document, position)
    purpose = purpose_at(document, position, spot)
    if spot is None:
        if purpose is not None:
            return Hover(purpose.range, "", (), (), "", purpose=purpose)
        found = preview_at(snapshot, document, position)
        return None if found is None else Hover(found[0], "", (), (), "", found[1])
    resolution = snapshot.resolve(document.path, spot.reference)
    title, reason = spot.reference.text, tell(spot.reference, resolution, snapshot.shown)
    written = document.index.slice(spot.reference.range)
    if reason and document.dialect is PASTE_INI and "%(" in written:
        # What the variables stand for is a name for certain only if it leads somewhere.
        title, reason = written, "What this stands for leads nowhere that is known."
    return Hover(
        spot.range,
        title,
        tuple(_cards(snapshot, resolution)),
        tuple(tell_hop(hop, snapshot.shown) for hop in resolution.hops),
        reason,
        purpose=purpose,
    )


def _cards(snapshot: Snapshot, resolution: Resolution) -> Iterator[Card]:
    for target in resolution.targets if isinstance(resolution, Found) else ():
        if isinstance(target, Definition):
            text = describe(snapshot.view, target)
            location = Location(target.path, target.selection)
            yield Card(text.signature, text.docstring, place(location, snapshot.shown))


def as_markdown(hover: Hover, link: Link | None = None) -> str:
    """Draw a hover for an editor that renders Markdown.

    Names and docstrings stand in code, where no character of theirs means anything to Markdown and
    editors that show the source show no escapes. A preview is a table only where there is `link`,
    which is for editors that lay tables out.
    """
    if hover.preview is not None:
        if link is not None:
            return as_table(hover.preview, link)
        return _fenced("text", as_text(hover.preview))
    blocks: list[str] = []
    for card in hover.cards:
        blocks.append(_fenced("python", card.signature))
        if card.docstring:
            blocks.append(_fenced("text", card.docstring))
        blocks.append(f"Defined in `{card.place}`")
    if hover.reason:
        blocks.append(f"{_fenced('text', hover.title)}\n\n{_fenced('text', hover.reason)}")
    if hover.purpose is not None:
        blocks.append(as_words(hover.purpose, in_code))
    if hover.steps:
        blocks.append("\n".join(f"- {step}" for step in hover.steps))
    return "\n\n".join(blocks)


def as_plain_text(hover: Hover) -> str:
    """Draw a hover for an editor that shows text as it is."""
    if hover.preview is not None:
        return as_text(hover.preview)
    blocks: list[str] = []
    for card in hover.cards:
        blocks.append(card.signature)
        if card.docstring:
            blocks.append(card.docstring)
        blocks.append(f"Defined in {card.place}")
    if hover.reason:
        blocks.append(f"{hover.title}\n\n{hover.reason}")
    if hover.purpose is not None:
        blocks.append(as_words(hover.purpose, str))
    if hover.steps:
        blocks.append("\n".join(hover.steps).replace("`", ""))
    return "\n\n".join(blocks)


def tell_hop(hop: Hop, shown: Shown) -> str:
    """Return one step of the way in words, names and its place in backticks."""
    where = f" (`{place(hop.location, shown)}`)" if hop.location is not None else ""
    if hop.kind is HopKind.NOT_FOLLOWED:
        return f"{hop.kind.value}: {hop.name}{where}"
    return f"{hop.kind.value} `{hop.name}`{where}"


def place(location: Location, shown: Shown) -> str:
    """Return a location as people write it, `path:line` with lines counted from 1."""
    return f"{shown(location.path)}:{location.range.start.line + 1}"


def _fenced(language: str, text: str) -> str:
    """Return a code block whose fence is longer than any run of backticks in the text."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
