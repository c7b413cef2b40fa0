"""Findings as people read them: the line, and a caret under the offending characters."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from entryway.cli.findings import Finding
from entryway.model import Code, Severity

_LINE_WIDTH = 120
"""Longer lines are cut around the offending characters, in columns."""

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFORMATION: "1;36",
    Severity.HINT: "1;32",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether to colour: only on a terminal, and not against the user's wish (no-color.org)."""

    coloured: bool

    @classmethod
    def for_stream(cls, stream: TextIO) -> Style:
        """Return the style that suits a stream."""
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(stream.isatty() and wanted)

    def paint(self, colour: str, text: str) -> str:
        """Return the text in a colour, given as an SGR parameter."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.coloured else text


def excerpt(finding: Finding, style: Style, shown: Callable[[str], str]) -> str:
    """Draw one finding in the manner of rustc."""
    problem = finding.problem
    start = problem.range.start
    colour = _COLOURS[problem.severity]
    number = str(start.line + 1)
    margin = " " * len(number)
    bar = style.paint("1;34", "|")
    line, padding, width = _cut_out(finding)
    head = style.paint(colour, f"{problem.severity.value}[{problem.code.value}]")
    arrow = style.paint("1;34", "-->")
    place = f"{shown(finding.document.path)}:{number}:{start.column + 1}"
    rows = [
        f"{head}: {printable(problem.message)}",
        f"{margin}{arrow} {printable(place)}",
        f"{margin} {bar}",
        f"{style.paint('1;34', number)} {bar} {line}",
        f"{margin} {bar} {' ' * padding}{style.paint(colour, '^' * width)}",
    ]
    equals = style.paint("1;34", "=")
    for related in problem.related:
        location = related.location
        where = f"{shown(location.path)}:{location.range.start.line + 1}"
        rows.append(f"{margin} {equals} {printable(f'{related.message}: {where}')}")
    rows.extend(f"{margin} {equals} help: {printable(fix.title)}" for fix in problem.fixes)
    return "\n".join(rows)


def _cut_out(finding: Finding) -> tuple[str, int, int]:
    """Return the line as it is shown, the columns before the carets, and how many carets."""
    start, end = finding.problem.range
    text = finding.document.index.line(start.line)
    last = end.column if end.line == start.line else len(text)
    if finding.problem.code is Code.DUPLICATE_OPTION and text[last:].strip():
        # The key is at fault; its value may be a password that no log should hold.
        text = f"{text[:last]} …"
    before, marked, after = text[: start.column], text[start.column : last], text[last:]
    room = max(_LINE_WIDTH - len(marked), 20)
    if len(marked) > _LINE_WIDTH:
        marked = marked[: _LINE_WIDTH - 1] + "…"
    if len(before) > room // 2:
        before = "…" + before[-(room // 2) :]
    if len(after) > room // 2:
        after = after[: room // 2] + "…"
    before, marked, after = (_visible(piece) for piece in (before, marked, after))
    return before + marked + after, _columns(before), max(_columns(marked), 1)


def _visible(text: str) -> str:
    return printable(text.replace("\t", "    "))


def printable(text: str) -> str:
    """Replace what a terminal would obey instead of showing: a hostile file's text is only text."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
