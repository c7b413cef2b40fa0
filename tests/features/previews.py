"""Previews of Paste Deploy files that are given as texts."""

from __future__ import annotations

from typing import Any

from entryway.features.preview import Preview, Row, State
from entryway.features.preview_at import preview_sections, root_sections
from entryway.features.preview_walk import Turn
from entryway.files.store import Store
from entryway.model import Location, Position, Range
from entryway.paste.sections import PasteFile, Wanted
from entryway.workspace.snapshot import Snapshot, take_snapshot

PATH = "/shop/etc/api-paste.ini"
MODULE = "/shop/shop.py"
CONFIG = "/shop/setup.cfg"

SOURCES = {
    MODULE: "def app(): ...\ndef wrap():\n    'Wraps | it.'\n",
    CONFIG: "[metadata]\nname = shop\n[entry_points]\npaste.app_factory =\n    main = shop:app\n",
}


def snapshot_of(text: str) -> Snapshot:
    """Return a snapshot in which an editor shows the text and the sources it names."""
    return take_snapshot(Store(), overlays={**SOURCES, PATH: text}, folders=("/shop",))


def file_of(snapshot: Snapshot) -> PasteFile:
    file = snapshot.paste_file(PATH)
    assert file is not None
    return file


def previews(text: str, limit: int | None = None) -> tuple[Preview, ...]:
    """Return the previews of the sections of a text that no other leads to."""
    snapshot = snapshot_of(text)
    file = file_of(snapshot)
    return preview_sections(snapshot, file, root_sections(file), limit)


def row(name: str, **fields: Any) -> Row:
    """Return a row of a stage that resolves, with some fields as they are told."""
    plain = Row(
        number=1,
        within=(),
        opens=False,
        after=None,
        wanted=Wanted.APP,
        name=name,
        role="",
        place=Location(PATH, Range(Position(0, 1), Position(0, 4))),
        leads=(),
        factory="shop:app",
        target="",
        state=State.FOUND,
        reason="",
        source=Location(MODULE, Range(Position(0, 4), Position(0, 7))),
        docstring="",
        repeats=None,
    )
    return plain._replace(**fields)


def branch(key: str, *, is_last: bool = True) -> Turn:
    return Turn(key, is_last, True)
