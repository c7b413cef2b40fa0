"""Findings as people read them: the line, and a caret under the offending characters."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from entryway.cli.findings import Finding
from entryway.cli.streams import terminal_width
from entryway.features.columns import columns, keep_end, keep_start
from entryway.features.printable import printable
from entryway.problems import Code, Severity

_WIDEST = 120
_NARROWEST = 40
"""Columns: lines are cut around the offending characters to fit the terminal within these."""

_MESSAGE_LENGTH = 600
"""Characters of the longest message: names may be of any length."""

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFORMATION: "1;36",
    Severity.HINT: "1;32",
}
_BLUE = "1;34"


@dataclass(frozen=True, slots=True)
class Style:
    """What a stream can show: colours only on a terminal, and not against the user's wish.

    (no-color.org.) `encoding` is what the stream writes, `width` its columns.
    """

    coloured: bool = False
    encoding: str = "utf-8"
    width: int = _WIDEST

    @classmethod
    def for_stream(cls, stream: TextIO | None) -> Style:
        """Return the style that suits a stream."""
        if stream is None:
            return cls()
        encoding = stream.encoding or "utf-8"
        if not stream.isatty():
            return cls(encoding=encoding)
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(wanted, encoding, min(max(terminal_width(stream), _NARROWEST), _WIDEST))

    @property
    def ellipsis(self) -> str:
        """What stands for text that is left out."""
        return "…" if self.visible("…") == "…" else "~"

    def paint(self, colour: str, text: str) -> str:
        """Return the text in a colour, given as an SGR parameter."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.coloured else text

    def visible(self, text: str) -> str:
        """Return a text as the stream will show it, so that its columns can be counted."""
        safe = printable(text.replace("\t", "    "))
        try:
            return safe.encode(self.encoding, "backslashreplace").decode(self.encoding)
        except LookupError:
            return safe


def excerpt(finding: Finding, style: Style, shown: Callable[[str], str]) -> str:
    """Draw one finding in the manner of rustc."""
    problem = finding.problem
    start = problem.range.start
    colour = _COLOURS[problem.severity]
    number = str(start.line + 1)
    margin = " " * len(number)
    bar = style.paint(_BLUE, "|")
    line, padding, width = _fitted(finding, style, style.width - len(number) - 3)
    head = style.paint(colour, f"{problem.severity.value}[{problem.code.value}]")
    place = f"{shown(finding.document.path)}:{number}:{start.column + 1}"
    rows = [
        f"{head}: {printable(keep_start(problem.message, _MESSAGE_LENGTH))}",
        f"{margin}{style.paint(_BLUE, '-->')} {printable(place)}",
        f"{margin} {bar}",
        f"{style.paint(_BLUE, number)} {bar} {line}",
        f"{margin} {bar} {' ' * padding}{style.paint(colour, '^' * width)}",
    ]
    equals = style.paint(_BLUE, "=")
    for related in problem.related:
        location = related.location
        where = f"{shown(location.path)}:{location.range.start.line + 1}"
        rows.append(f"{margin} {equals} {printable(f'{related.message}: {where}')}")
    rows.extend(f"{margin} {equals} help: {printable(fix.title)}" for fix in problem.fixes)
    return "\n".join(rows)


def _fitted(finding: Finding, style: Style, room: int) -> tuple[str, int, int]:
    """Return the line as it is shown, the columns before the carets, and how many carets."""
    before, marked, after = map(style.visible, _disclosed(finding, style.ellipsis))
    # The marked characters come first; what is left of the room is for both sides of them.
    marked = keep_start(marked, max(room - 10, 10), style.ellipsis)
    rest = max(room - columns(marked), 0)
    before = keep_end(before, max(rest // 2, rest - columns(after)), style.ellipsis)
    after = keep_start(after, rest - columns(before), style.ellipsis)
    return f"{before}{marked}{after}", columns(before), max(columns(marked), 1)


def _disclosed(finding: Finding, ellipsis: str) -> tuple[str, str, str]:
    """Return what of the line may be shown: before, within and behind the range.

    Option values may be passwords and logs are read by many, so that lines which are shown for
    another reason than a reference are shown without them. A line that can't be parsed may be the
    end of such a value; only a header is known to be none.
    """
    problem = finding.problem
    start, end = problem.range
    text = finding.document.index.line(start.line)
    last = end.column if end.line == start.line else len(text)
    before, marked, after = text[: start.column], text[start.column : last], text[last:]
    match problem.code:
        case Code.DUPLICATE_OPTION | Code.DUPLICATE_SECTION:
            return before, marked, f" {ellipsis}" if after.strip() else ""
        case Code.SYNTAX_ERROR if not marked.startswith("["):
            known = marked[:1] if marked[:1] in ("=", ":", "\N{REPLACEMENT CHARACTER}") else ""
            return ellipsis if before.strip() else before, known, ellipsis
    return before, marked, after
