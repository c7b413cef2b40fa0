"""Reading a TOML text from left to right: blanks, comments, keys, strings, and what is wrong."""

from __future__ import annotations

import re

from entryway.model import Range
from entryway.syntax.line_index import LineIndex
from entryway.syntax.object_reference import quoted
from entryway.syntax.toml_strings import BARE_KEY, TomlString, bare_key, read_string
from entryway.syntax.toml_tree import (
    TomlArray,
    TomlItem,
    TomlProblem,
    TomlTable,
    give,
)

_BYTE_ORDER_MARK = "\ufeff"
BLANKS = re.compile(r"[ \t]*")
BLANK_LINES = re.compile(r"[ \t\r\n]*")
LINE_REST = re.compile(r"[^\r\n]*")
LINE_END = re.compile(r"\r\n|\r|\n|\Z")
"""Lines end as everywhere in Entryway; `read_toml` reports the ends that TOML does not know."""


class BrokenStatementError(Exception):
    """Ends the reading of a statement.

    `start` is where the problem begins, `scanned` how far the text was looked at. `is_open` says
    that the inside of a value may follow, `outermost` is the bracket that it is in. `key` is what
    was read of a key whose last part is a string that is not closed.
    """

    def __init__(
        self, problem: TomlProblem, start: int, scanned: int, is_open: bool = False
    ) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.start = start
        self.scanned = scanned
        self.is_open = is_open
        self.outermost: TomlArray | TomlTable | None = None
        self.key: list[TomlString] = []


class TomlScanner:
    """A text and the offset that its reading has come to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith(_BYTE_ORDER_MARK) else 0
        self.lines = LineIndex.of(text)
        self.problems: list[TomlProblem] = []
        self.comments: list[tuple[int, int]] = []

    def skip(self, what: re.Pattern[str]) -> None:
        """Go behind what a pattern matches here."""
        match = what.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def skip_comment(self) -> None:
        """Go behind the comment that begins here, and remember it."""
        start = self.at
        self.skip(LINE_REST)
        self.comments.append((start, self.at))

    def skip_blank_lines(self) -> None:
        """Go behind blank lines and comments."""
        self.skip(BLANK_LINES)
        while self.text.startswith("#", self.at):
            self.skip_comment()
            self.skip(BLANK_LINES)

    def key(self) -> list[TomlString]:
        """Read a dotted key and the blanks around it."""
        parts: list[TomlString] = []
        while True:
            self.skip(BLANKS)
            try:
                parts.append(self._key_part())
            except BrokenStatementError as broken:
                if broken.key:
                    broken.key = [*parts, *broken.key]
                raise
            self.skip(BLANKS)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _key_part(self) -> TomlString:
        start = self.at
        bare = BARE_KEY.match(self.text, start)
        if bare is not None:
            self.at = bare.end()
            return bare_key(self.text, start, self.at)
        if self.text.startswith(('"', "'"), start):
            return self.string(one_line=True)
        end = min(start + 1, len(self.text))
        if LINE_END.match(self.text, start) is not None:
            raise self.broken(max(start - 1, 0), start, "a key is missing behind this; write one")
        raise self.broken(
            start, end, f"no key begins with {quoted(self.text[start:end])}; put it in quotes"
        )

    def string(
        self, owner: TomlItem | TomlArray | None = None, *, one_line: bool = False
    ) -> TomlString:
        """Read a string and give it to its owner, also one that is not closed."""
        string, wrong = read_string(self.text, self.at, one_line=one_line)
        self.at = string.end
        if owner is not None:
            give(owner, string)
        for at in wrong:
            self.report(
                at,
                min(at + 2, string.stop),
                "TOML has no such escape; double the backslash, or put the text in single quotes",
            )
        if not string.closed:
            spans_lines = len(string.quote) == 3
            message = "this string is not closed; write its closing quotes"
            broken = BrokenStatementError(
                self.problem(string.start, string.end, message),
                string.start,
                len(self.text) if spans_lines else self.at,
                spans_lines,
            )
            broken.key = [string]
            raise broken
        return string

    def broken(
        self, start: int, end: int, message: str, replacement: str | None = None
    ) -> BrokenStatementError:
        """Return what ends the reading of a statement here."""
        problem = self.problem(start, end, message, replacement=replacement)
        return BrokenStatementError(problem, start, max(end, self.at))

    def report(
        self,
        start: int,
        end: int,
        message: str,
        first: TomlString | None = None,
        replacement: str | None = None,
    ) -> None:
        """Remember a problem after which the statement is read on."""
        self.problems.append(self.problem(start, end, message, first, replacement))

    def problem(
        self,
        start: int,
        end: int,
        message: str,
        first: TomlString | None = None,
        replacement: str | None = None,
    ) -> TomlProblem:
        """Return a problem of the text between two offsets."""
        earlier = None if first is None else self.range(first.start, first.end)
        return TomlProblem(self.range(start, end), message, earlier, replacement)

    def range(self, start: int, end: int) -> Range:
        """Return the range of two offsets."""
        return Range(self.lines.position(start), self.lines.position(end))
