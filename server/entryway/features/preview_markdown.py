"""A preview as a Markdown table with links, for editors that render Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from entryway.features.preview_flow import (
    GUESSED,
    Health,
    Preview,
    Route,
    Step,
    is_guessed,
    route_end,
)
from entryway.features.preview_text import shorten
from entryway.model import Location

Address = Callable[[Location], str]
"""Returns the address of a place, `file:///…#L12`, as the client opens it."""

_FACTORY = 52
_DOC = 60
_INDENT = "&emsp;"
_ESCAPED = {ord(char): f"\\{char}" for char in "\\`*_{}[]<>()#+-.!|~&"} | {
    ord(end): " " for end in "\r\n"
}


def as_table(preview: Preview, address: Address) -> str:
    """Return the gist and a table: a row for each stage, the routes of composites below it."""
    title = _link(preview.title, preview.place, address)
    lines = [
        f"**{title}** {_text(preview.gist)}",
        "",
        "| | stage | factory | |",
        "|--:|---|---|---|",
    ]
    lines.extend(_flow(preview.flow, "", address))
    if preview.more:
        lines += ["", f"… and {preview.more} more"]
    if is_guessed(preview.flow):
        lines += ["", _text(GUESSED)]
    return "\n".join(lines)


def _flow(flow: tuple[Step, ...], indent: str, address: Address) -> Iterator[str]:
    for number, step in enumerate(flow, 1):
        name = f"{indent}{_link(step.name, step.place, address)}"
        yield _row(str(number), name, _factory(step, address), _remark(step))
        for route in step.routes:
            yield from _route(route, indent + _INDENT, address)


def _route(route: Route, indent: str, address: Address) -> Iterator[str]:
    if not route.flow:
        return
    last = route.flow[-1]
    key = f"{indent}{_link(route.key, route.place, address)}"
    if len(route.flow) > 1:
        yield _row("", f"{key} → {_text(last.name)}", "", "")
        yield from _flow(route.flow, indent + _INDENT, address)
        return
    end = _link(route_end(route), last.place, address)
    yield _row("", f"{key} → {end}", _factory(last, address), _remark(last))
    for inner in last.routes:
        yield from _route(inner, indent + _INDENT, address)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _factory(step: Step, address: Address) -> str:
    shown = shorten(step.factory, _FACTORY)
    if step.target is None:
        return _text(shown)
    return _link(shown, Location(step.target.path, step.target.selection), address)


def _remark(step: Step) -> str:
    if step.health is Health.FOUND:
        return _text(step.doc if len(step.doc) <= _DOC else step.doc[: _DOC - 1] + "…")
    mark = "?" if step.health is Health.UNKNOWN else "✗"
    return f"{mark} {_text(step.why)}"


def _link(text: str, place: Location, address: Address) -> str:
    return f"[{_text(text)}]({address(place)})"


def _text(text: str) -> str:
    """Return a text of which no character means anything to Markdown (CommonMark, "Escapes")."""
    return text.translate(_ESCAPED)
