"""Columns as editors count them: in the units of an encoding (LSP 3.17, "PositionEncodingKind").

UTF-8 counts bytes, UTF-16 two-byte units (two for a character beyond U+FFFF), UTF-32 code points,
as the engine does.
"""

from __future__ import annotations

from lsprotocol.types import PositionEncodingKind


def units(line_text: str, column: int, encoding: PositionEncodingKind) -> int:
    """Return how many units of `encoding` precede the code-point `column` of a line.

    A column outside the line is taken to its nearer end.
    """
    column = min(max(column, 0), len(line_text))
    if encoding is PositionEncodingKind.Utf32 or line_text.isascii():
        return column
    # Editors can send half of a surrogate pair, which only "surrogatepass" encodes.
    before = line_text[:column]
    if encoding is PositionEncodingKind.Utf8:
        return len(before.encode("utf-8", "surrogatepass"))
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def column(line_text: str, units: int, encoding: PositionEncodingKind) -> int:
    """Return the code-point column that `units` of `encoding` reach in a line.

    A place inside a character (between the halves of a surrogate pair, between the bytes of a
    UTF-8 sequence) is taken to that character's start, a place outside the line to its nearer end.
    """
    if encoding is PositionEncodingKind.Utf32 or line_text.isascii():
        return min(max(units, 0), len(line_text))
    width = _utf8_width if encoding is PositionEncodingKind.Utf8 else _utf16_width
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
