"""Previews in the forms that other programs read: Mermaid, DOT and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from entryway.features.preview import Preview, Row, State
from entryway.features.preview_text import MARKS
from entryway.features.printable import printable
from entryway.features.wording import Shown
from entryway.model import Location

_MERMAID = {char: f"#{ord(char)};" for char in '"#&<>`|[](){}\\'}
_DOT_COLOURS = {State.MISSING: ", color=red", State.UNKNOWN: ", style=dashed"}
_MERMAID_CLASSES = {State.MISSING: ":::missing", State.UNKNOWN: ":::unknown"}


def as_mermaid(previews: Sequence[Preview]) -> str:
    """Draw previews as one Mermaid flowchart, each in a subgraph of its own."""
    lines = ["flowchart LR"]
    for number, preview in enumerate(previews, 1):
        lines.append(f'  subgraph p{number}["{_mermaid(preview.title)}"]')
        for index, row in enumerate(preview.rows):
            label = f"{_mermaid(row.name)}{_mermaid_factory(row)}"
            state = _MERMAID_CLASSES.get(row.state, "")
            lines.append(f'    p{number}s{index}["{label}"]{state}')
            if row.after is not None:
                key = f'|"{_mermaid(row.within[-1].key)}"|' if row.opens else ""
                lines.append(f"    p{number}s{row.after} -->{key} p{number}s{index}")
        lines.append("  end")
    lines.append("  classDef missing stroke:#c00,stroke-width:2px")
    lines.append("  classDef unknown stroke-dasharray:4")
    return "\n".join(lines)


def _mermaid_factory(row: Row) -> str:
    told = f"{MARKS[row.state]} {row.target or row.factory}".strip()
    return f"<br/>{_mermaid(told)}" if told else ""


def _mermaid(text: str) -> str:
    return "".join(_MERMAID.get(char, char) for char in printable(text)) or " "


def as_dot(previews: Sequence[Preview]) -> str:
    """Draw previews as one directed graph in Graphviz's language, each in a cluster of its own."""
    lines = ["digraph preview {", "  rankdir=LR;", "  node [shape=box];"]
    for number, preview in enumerate(previews, 1):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_dot(preview.title)};")
        for index, row in enumerate(preview.rows):
            label = _dot(row.name, f"{MARKS[row.state]} {row.target or row.factory}".strip())
            lines.append(f"    p{number}s{index} [label={label}{_DOT_COLOURS.get(row.state, '')}];")
            if row.after is not None:
                key = f" [label={_dot(row.within[-1].key)}]" if row.opens else ""
                lines.append(f"    p{number}s{row.after} -> p{number}s{index}{key};")
        lines.append("  }")
    lines.append("}")
    return "\n".join(lines)


def _dot(*texts: str) -> str:
    """Return texts as one quoted string, a line for each ("The DOT Language", on escapes)."""
    shown = (printable(text).replace("\\", "\\\\").replace('"', '\\"') for text in texts if text)
    return '"' + "\\n".join(shown) + '"'


def as_rows(previews: Sequence[Preview], shown: Shown) -> list[dict[str, Any]]:
    """Return previews as values for JSON; lines are counted from 1, `after` from 0."""
    return [
        {
            "title": preview.title,
            "gist": preview.gist,
            "place": _place(preview.place, shown),
            "stages": list(_stages(preview, shown)),
        }
        for preview in previews
    ]


def _stages(preview: Preview, shown: Shown) -> Iterator[dict[str, Any]]:
    for row in preview.rows:
        yield {
            "number": row.number,
            "name": row.name,
            "wanted": row.wanted.value,
            "role": row.role or None,
            "branches": [turn.key for turn in row.within],
            "after": row.after,
            "goes_on_as": row.repeats,
            "place": _place(row.place, shown),
            "leads": list(row.leads),
            "factory": row.factory or None,
            "target": row.target or None,
            "state": row.state.value,
            "reason": row.reason or None,
            "source": _place(row.source, shown),
            "docstring": row.docstring or None,
        }


def _place(location: Location | None, shown: Shown) -> dict[str, Any] | None:
    if location is None or not location.path:
        return None
    return {"file": shown(location.path), "line": location.range.start.line + 1}
