"""Previews for other programs: JSON, and the languages of Mermaid and Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from entryway.features.preview_flow import Preview, Route, Step
from entryway.features.wording import Shown
from entryway.namedtuples import NamedTuple


def as_json(previews: Sequence[Preview], shown: Shown) -> list[dict[str, Any]]:
    """Return previews as what `json` writes; lines are counted from 1."""
    return [
        {
            "title": preview.title,
            "file": shown(preview.place.path),
            "line": preview.place.range.start.line + 1,
            "gist": preview.gist,
            "more": preview.more,
            "flow": [_step(step, shown) for step in preview.flow],
        }
        for preview in previews
    ]


def _step(step: Step, shown: Shown) -> dict[str, Any]:
    target = step.target
    return {
        "kind": step.kind,
        "name": step.name,
        "file": shown(step.place.path),
        "line": step.place.range.start.line + 1,
        "factory": step.factory,
        "entry_point": step.egg or None,
        "target": None
        if target is None
        else {
            "name": target.name,
            "file": shown(target.path),
            "line": target.selection.start.line + 1,
        },
        "status": step.health.value,
        "reason": step.why or None,
        "doc": step.doc or None,
        "routes": [_route(route, shown) for route in step.routes],
    }


def _route(route: Route, shown: Shown) -> dict[str, Any]:
    return {
        "key": route.key,
        "certain": route.is_certain,
        "flow": [_step(step, shown) for step in route.flow],
    }


class _Arrow(NamedTuple):
    """From one node to the next by their numbers; `label` is a composite's key."""

    start: int
    end: int
    label: str = ""


def _graph(previews: Sequence[Preview]) -> tuple[list[Step], list[_Arrow]]:
    """Return every stage once for each way to it, and the arrows between them."""
    steps: list[Step] = []
    arrows: list[_Arrow] = []

    def add(flow: tuple[Step, ...], before: int | None, label: str) -> None:
        for step in flow:
            number = len(steps)
            steps.append(step)
            if before is not None:
                arrows.append(_Arrow(before, number, label))
            for route in step.routes:
                add(route.flow, number, route.key)
            before, label = number, ""

    for preview in previews:
        add(preview.flow, None, "")
    return steps, arrows


def as_mermaid(previews: Sequence[Preview]) -> str:
    """Return previews as a Mermaid flowchart."""
    return "\n".join(_mermaid(previews))


def _mermaid(previews: Sequence[Preview]) -> Iterator[str]:
    steps, arrows = _graph(previews)
    yield "flowchart LR"
    for number, step in enumerate(steps):
        opening, closing = ("{{", "}}") if step.kind.startswith("composit") else ("[", "]")
        yield f'    n{number}{opening}"{_entities(step.name)}"{closing}'
        if step.health.is_bad:
            yield f"    style n{number} stroke:#c00,stroke-dasharray:4"
    for arrow in arrows:
        label = f'|"{_entities(arrow.label)}"|' if arrow.label else ""
        yield f"    n{arrow.start} -->{label} n{arrow.end}"


def _entities(text: str) -> str:
    """Return a text for between quotes; Mermaid reads characters by their numbers (`#34;`)."""
    return "".join(c if c.isalnum() or c in " -_./:+" else f"#{ord(c)};" for c in text)


def as_dot(previews: Sequence[Preview]) -> str:
    """Return previews as a Graphviz digraph."""
    return "\n".join(_dot(previews))


def _dot(previews: Sequence[Preview]) -> Iterator[str]:
    steps, arrows = _graph(previews)
    yield "digraph {"
    yield "    rankdir=LR"
    yield "    node [shape=box]"
    for number, step in enumerate(steps):
        shape = ", shape=hexagon" if step.kind.startswith("composit") else ""
        bad = ", color=red, style=dashed" if step.health.is_bad else ""
        yield f"    n{number} [label={_quoted(step.name)}{shape}{bad}]"
    for arrow in arrows:
        label = f" [label={_quoted(arrow.label)}]" if arrow.label else ""
        yield f"    n{arrow.start} -> n{arrow.end}{label}"
    yield "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
