"""An option of a Paste Deploy file, with the place of every character of its value."""

from __future__ import annotations

from bisect import bisect_right

from entryway.model import Location, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.ini import IniOption


class _Line(NamedTuple):
    """A line of a value: the offset its first character has in the value, and its place."""

    offset: int
    start: Position


class Option(NamedTuple):
    """A key and its value as written, before interpolation, the value's lines joined by `\\n`.

    `ini` is None where the value stands in no file: `here`, `__file__`, and what whoever calls the
    loader hands to it. `lines` has the lines of a value of several.
    """

    key: str
    text: str
    path: str
    ini: IniOption | None = None
    lines: tuple[_Line, ...] = ()

    @property
    def key_location(self) -> Location | None:
        """Where the key stands, None if in no file."""
        return None if self.ini is None else Location(self.path, self.ini.key.range)

    @property
    def value_location(self) -> Location | None:
        """Where the value stands, from its first to its last character."""
        return self.location(0, len(self.text))

    def key_part(self, start: int) -> Location | None:
        """Return where the key stands from its character `start` on: the `x` of `set x`."""
        if self.ini is None:
            return None
        place = self.ini.key.range
        return Location(
            self.path, Range(Position(place.start.line, place.start.column + start), place.end)
        )

    def location(self, start: int, end: int) -> Location | None:
        """Return where the characters `start` to `end` of the value stand."""
        if self.ini is None:
            return None
        if not self.lines:
            line, column = self.ini.value_start
            place = Range(Position(line, column + start), Position(line, column + end))
        else:
            place = Range(self._position(start), self._position(end))
        return Location(self.path, place)

    def _position(self, offset: int) -> Position:
        line = self.lines[bisect_right(self.lines, offset, key=_offset) - 1]
        return Position(line.start.line, line.start.column + offset - line.offset)


def _offset(line: _Line) -> int:
    return line.offset


def read_option(ini: IniOption, path: str) -> Option:
    """Return an option of the file at `path`."""
    text = ini.value_text
    if "\n" not in text:
        return Option(ini.key_text, text, path, ini)
    lines: list[_Line] = []
    offset = 0
    for piece in ini.value:
        lines.append(_Line(offset, piece.range.start))
        offset += len(piece.text) + 1
    return Option(ini.key_text, text, path, ini, tuple(lines))
