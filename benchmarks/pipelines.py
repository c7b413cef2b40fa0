"""Hovers and diagnostics of Paste Deploy files: the largest real composite, and growing ones."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from entryway.cli.garbage import collect_seldom
from entryway.features.diagnostics import diagnostics
from entryway.features.hover import hover
from entryway.files.store import Store
from entryway.model import Position
from entryway.problems import Severity
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

SIZES = (625, 1250, 2500, 5000)
"""Numbers of sections, each twice the one before."""

_ROUNDS = 15
_STAGES = 5
"""There is one stage of the pipeline for so many sections."""

_FACTORIES = 40


def hover_on_header(release: str, environment: str, file: str, header: str) -> dict[str, float]:
    """Return the milliseconds of a hover on a header, of ever new snapshots of warm files.

    `hover` is the first one, which follows a change of some file, `again` the next.
    """
    path = f"{release}/{file}"
    position = _position(Path(path).read_text("utf-8"), header)
    store, settings = Store(), Settings(environment)
    first: list[float] = []
    again: list[float] = []
    for _ in range(_ROUNDS + 1):
        snapshot = take_snapshot(store, folders=(release,), settings=settings)
        document = _document(snapshot, path)
        first.append(_hover_time(snapshot, document, position))
        again.append(_hover_time(snapshot, document, position))
    return {"hover": statistics.median(first[1:]), "again": statistics.median(again[1:])}


def growing(folder: str, sections: int) -> dict[str, float]:
    """Return the milliseconds that a file of a number of sections takes after each keystroke.

    They are those of reading it, of its diagnostics, and then of a hover on its longest pipeline.
    """
    collect_seldom()
    root = Path(folder) / str(sections)
    _write(root, sections)
    path = str(root / "shop.ini")
    text = Path(path).read_text("utf-8")
    position = _position(text, "[pipeline:main]")
    store = Store()
    rounds: list[tuple[float, float, float]] = []
    for number in range(_ROUNDS + 1):
        # One more character makes the text another, of which nothing is remembered.
        overlays = {path: f"{text}# {number}\n"}
        began = time.perf_counter()
        snapshot = take_snapshot(store, overlays=overlays, folders=(str(root),))
        document = _document(snapshot, path)
        read = time.perf_counter()
        problems = diagnostics(snapshot, document)
        said = time.perf_counter()
        hovered = _hover_time(snapshot, document, position)
        rounds.append(((read - began) * 1000, (said - read) * 1000, hovered))
        serious = [p for p in problems if p.severity in (Severity.ERROR, Severity.WARNING)]
        assert not serious, serious[0]
    # The first round also reads the modules that the factories are in.
    reading, saying, hovering = (statistics.median(each) for each in zip(*rounds[1:], strict=True))
    return {"reading": reading, "diagnostics": saying, "hover": hovering}


def _document(snapshot: Snapshot, path: str) -> Document:
    document = snapshot.document(path)
    assert isinstance(document, Document)
    return document


def _hover_time(snapshot: Snapshot, document: Document, position: Position) -> float:
    began = time.perf_counter()
    shown = hover(snapshot, document, position)
    seconds = time.perf_counter() - began
    if shown is None:
        raise LookupError(f"{document.path}:{position.line + 1} shows nothing to be measured.")
    return seconds * 1000


def _position(text: str, header: str) -> Position:
    """Return a place within the name of a section's header."""
    return Position(text.split("\n").index(header), len(header) - 2)


def _write(root: Path, sections: int) -> None:
    """Write a project with a file of that many sections, and the factories they name."""
    (root / "shop").mkdir(parents=True)
    (root / "setup.cfg").write_text("[metadata]\nname = shop\n", "utf-8")
    (root / "shop" / "__init__.py").write_text("", "utf-8")
    for kind in ("app", "filter", "composite"):
        signature = "loader, global_conf" if kind == "composite" else "global_conf"
        factories = (f"def {kind}{n}({signature}, **local_conf): ...\n" for n in range(_FACTORIES))
        (root / "shop" / f"{kind}s.py").write_text("".join(factories), "utf-8")
    (root / "shop.ini").write_text("\n".join(_texts(sections)), "utf-8")


def _texts(sections: int) -> Iterator[str]:
    """Yield the sections: a pipeline with its stages, and the rest in tens.

    Of ten, as of those in the services' files, seven name a factory or use one that does, two are
    pipelines and one is a composite.
    """
    stages = sections // _STAGES
    filters = [f"filter{number}" for number in range(stages - 1)]
    yield "[DEFAULT]\ncolour = green\n"
    yield f"[pipeline:main]\npipeline = {' '.join(filters)} app\n"
    yield "[app:app]\npaste.app_factory = shop.apps:app0\n"
    for number, name in enumerate(filters):
        factory = f"shop.filters:filter{number % _FACTORIES}"
        yield f"[filter:{name}]\npaste.filter_factory = {factory}\npaint = %(colour)s\n"
    for number in range((sections - stages - 1) // 10):
        n = number % _FACTORIES
        own = [f"own{number}.{each}" for each in range(5)]
        yield (
            f"[composite:map{number}]\npaste.composite_factory = shop.composites:composite{n}\n"
            f"/ = some{number}\n/user = user{number}\n"
            f"keystone = {own[0]} {own[1]} all{number}\n"
        )
        yield f"[pipeline:some{number}]\npipeline = {filters[n]} {own[0]} {own[1]} app{number}\n"
        yield f"[pipeline:all{number}]\npipeline = {' '.join(own)} user{number}\n"
        yield f"[app:user{number}]\nuse = app{number}\nset colour = red\n"
        yield f"[app:app{number}]\npaste.app_factory = shop.apps:app{n}\nsize = {number}\n"
        for name in own:
            yield f"[filter:{name}]\npaste.filter_factory = shop.filters:filter{n}\nlevel = 1\n"
