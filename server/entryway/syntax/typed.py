"""A string with a cursor in it, as it is being written."""

from __future__ import annotations

from entryway.model import Position, Range
from entryway.namedtuples import NamedTuple


class Typed(NamedTuple):
    """A string with a cursor in it: the text before the cursor and the text behind.

    Its characters stand side by side on one line, or at `places`, one for each of them, where some
    are written as escapes or on another line.
    """

    before: str
    after: str
    cursor: Position
    places: tuple[Range, ...] | None = None

    def behind(self, start: int) -> Typed:
        """Return the string without its first `start` characters, all of them before the cursor."""
        places = self.places[start:] if self.places is not None else None
        return Typed(self.before[start:], self.after, self.cursor, places)

    def until(self, end: int) -> Typed:
        """Return the string with only the first `end` of the characters behind the cursor."""
        places = self.places[: len(self.before) + end] if self.places is not None else None
        return Typed(self.before, self.after[:end], self.cursor, places)

    def stripped(self) -> Typed:
        """Return the string without the blanks around it; those at the cursor belong to it."""
        left = len(self.before) - len(self.before.lstrip())
        return self.behind(left).until(len(self.after.rstrip()))

    @property
    def insert_range(self) -> Range:
        """What typing has brought so far: from the string's start to the cursor."""
        if self.places is not None:
            return Range(self.places[0].start if self.before else self.cursor, self.cursor)
        line, column = self.cursor
        return Range(Position(line, column - len(self.before)), self.cursor)

    @property
    def whole_range(self) -> Range:
        """All of the string."""
        start = self.insert_range.start
        if self.places is not None:
            return Range(start, self.places[-1].end if self.after else self.cursor)
        line, column = self.cursor
        return Range(start, Position(line, column + len(self.after)))
