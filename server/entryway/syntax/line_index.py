"""Offsets into one text and positions in it.

Everything above this module speaks in 0-based lines and 0-based columns that count code points.
Parsers count offsets into the string; this module translates between the two. The units that
editors count in are the affair of `lsp.encodings`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from entryway.model import Position, Range
from entryway.namedtuples import NamedTuple


def _starts(text: str) -> Iterator[int]:
    """Yield the offset of each line's first character."""
    yield 0
    *ended, rest = text.split("\n")
    at = 0
    for piece in ended:
        if "\r" in piece:
            # One at the end belongs to the line feed behind it.
            yield from (at + start for start in _behind_returns(piece.removesuffix("\r")))
        at += len(piece) + 1
        yield at
    yield from (at + start for start in _behind_returns(rest))


def _behind_returns(text: str) -> Iterator[int]:
    """Yield the offsets behind the carriage returns of a text."""
    found = text.find("\r")
    while found >= 0:
        yield found + 1
        found = text.find("\r", found + 1)


class LineIndex(NamedTuple):
    """A text and where its lines start: the map between offsets, positions and lines.

    `starts` holds the offset of each line's first character; it is never empty, as the empty text
    has one empty line. Make one with `LineIndex.of`.
    """

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> LineIndex:
        """Return the index of `text`, in one pass over it."""
        return cls(text, tuple(_starts(text)))

    @property
    def line_count(self) -> int:
        """The number of lines, at least one; a text ending in a line end has an empty last line."""
        return len(self.starts)

    def line(self, number: int) -> str:
        """Return the text of a 0-based line without its end, or "" for a line the text lacks."""
        if not 0 <= number < len(self.starts):
            return ""
        return self.text[self.starts[number] : self._content_end(number)]

    def position(self, offset: int) -> Position:
        """Return the position of an offset into the text.

        An offset outside the text is taken to its nearer end; one between the two characters of a
        ``\\r\\n`` to the end of its line, as no position lies behind a line's text.
        """
        offset = min(max(offset, 0), len(self.text))
        number = bisect_right(self.starts, offset) - 1
        return Position(number, min(offset, self._content_end(number)) - self.starts[number])

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one behind its line's text counts as that line's end.

        LSP 3.17, "Position", asks for this clamping; a line the text lacks is taken to the nearer
        end of the text.
        """
        number, column = position
        if number < 0:
            return 0
        if number >= len(self.starts):
            return len(self.text)
        return min(self.starts[number] + max(column, 0), self._content_end(number))

    def slice(self, range: Range) -> str:
        """Return the text between the two ends of `range`."""
        return self.text[self.offset(range.start) : self.offset(range.end)]

    def _content_end(self, number: int) -> int:
        """Return the offset behind the last character of a line that exists, before its end."""
        if number + 1 == len(self.starts):
            return len(self.text)
        end = self.starts[number + 1]
        if self.text.endswith("\r\n", self.starts[number], end):
            return end - 2
        return end - 1
