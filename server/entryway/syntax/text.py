"""Lines, offsets and columns of one text.

Everything above this module speaks in 0-based lines and 0-based columns that count code points.
Two other ways to count exist: offsets into the string, which parsers use, and the units of an
encoding, which editors use (LSP 3.17, "Position"). This module translates between the three.

A line ends at ``\\n``, ``\\r\\n`` or a lone ``\\r`` and nowhere else (LSP 3.17, "Text Documents").
`str.splitlines` also breaks at form feeds, U+0085, U+2028 and others, and must not be used. Files
opened by Python in text mode (universal newlines) break at the same three, so line numbers agree
with those in `configparser`'s errors.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterator

from entryway.model import Position, Range
from entryway.namedtuples import NamedTuple


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` without their ends; a text ending in a line end has an empty last.

    Same lines as `LineIndex`, several times faster when all of them are wanted.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


class PositionEncoding(enum.Enum):
    """What an editor's columns count; the values are LSP's (LSP 3.17, "PositionEncodingKind").

    UTF-8 counts bytes, UTF-16 two-byte units (two for a character beyond U+FFFF), UTF-32 code
    points.
    """

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


def units(line_text: str, column: int, encoding: PositionEncoding) -> int:
    """Return how many units of `encoding` precede the code-point `column` of a line.

    A column outside the line is taken to its nearer end.
    """
    column = min(max(column, 0), len(line_text))
    if encoding is PositionEncoding.UTF32 or line_text.isascii():
        return column
    # Editors can send half of a surrogate pair, which only "surrogatepass" encodes.
    before = line_text[:column]
    if encoding is PositionEncoding.UTF8:
        return len(before.encode("utf-8", "surrogatepass"))
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def column(line_text: str, units: int, encoding: PositionEncoding) -> int:
    """Return the code-point column that `units` of `encoding` reach in a line.

    A place inside a character (between the halves of a surrogate pair, between the bytes of a
    UTF-8 sequence) is taken to that character's start, a place outside the line to its nearer end.
    """
    if encoding is PositionEncoding.UTF32 or line_text.isascii():
        return min(max(units, 0), len(line_text))
    width = _utf8_width if encoding is PositionEncoding.UTF8 else _utf16_width
    reached = 0
    for index, character in enumerate(line_text):
        reached += width(character)
        if reached > units:
            return index
    return len(line_text)


def _utf8_width(character: str) -> int:
    if character < "\x80":
        return 1
    if character < "\u0800":
        return 2
    return 3 if character < "\U00010000" else 4


def _utf16_width(character: str) -> int:
    return 1 if character < "\U00010000" else 2


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
