"""What is being written at a cursor in a TOML file: a key, or a string.

A statement that is half typed is no statement yet, so the outline tells what stands before it, and
it is looked at here from its start to the cursor. As `toml.read_toml` has it, a statement that
breaks off ends with its line; one with an open bracket goes on until a line looks like the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress

from entryway.model import Position
from entryway.namedtuples import NamedTuple
from entryway.syntax.line_index import LineIndex
from entryway.syntax.toml_scanner import BLANKS, LINE_END, LINE_REST
from entryway.syntax.toml_strings import BARE_KEY, TomlString, bare_key, read_string
from entryway.syntax.toml_tree import STATEMENT, TomlHeader, TomlOutline
from entryway.syntax.typed import Typed

_SCALAR = re.compile(r"[^,\[\]{}#\"'\r\n]*")
_OPEN_REST = re.compile(r"[^\s#,\[\]{}\"'=]*")
"""What a string that is not closed goes on with behind the cursor, as far as can be told."""


class TomlKey(NamedTuple):
    """The cursor stands in the part `at` of a dotted key of the texts `parts`.

    `tables` is the way to the table that the key is of, and `typed` that part without its quotes.
    `runs` has for each part up to that one all that is written from it on, None where any of that
    is in quotes. `is_quoted` says that the part is in quotes, `has_value` that an equals sign
    follows. `closing` are the quotes and the bracket that are still to be written.
    """

    tables: tuple[str, ...]
    parts: tuple[str, ...]
    at: int
    typed: Typed
    runs: tuple[Typed | None, ...]
    is_quoted: bool
    has_value: bool
    closing: str


class TomlText(NamedTuple):
    """The cursor stands in a string that is the value of a key, or in an array that is.

    `path` is the way to the key from the root. `closing` are the quotes if the string lacks them.
    """

    path: tuple[str, ...]
    typed: Typed
    closing: str
    in_array: bool


TomlPlace = TomlKey | TomlText


def toml_place(index: LineIndex, outline: TomlOutline, position: Position) -> TomlPlace | None:
    """Return what is being written at a position, None where that is neither key nor string."""
    return _Cursor(index, outline, position).place()


class _EndedError(Exception):
    """The statement ends, or the cursor is passed."""


class _Cursor:
    """Reads the statement in which a cursor stands, up to the cursor."""

    def __init__(self, index: LineIndex, outline: TomlOutline, position: Position) -> None:
        self._index = index
        self._outline = outline
        self._position = position
        self._text = index.text
        self._offset = index.offset(position)
        self._at = 0
        self._next = 0
        self._is_whole = False
        # Whether the next thing in a bracket may be a key: it is the first, or behind a comma.
        self._is_fresh = False
        self._found: TomlPlace | None = None

    def place(self) -> TomlPlace | None:
        """Return what is being written."""
        self._at = self._start()
        while self._at <= self._offset:
            self._next = 0
            with suppress(_EndedError):
                self._statement()
            line_end = _end_of(LINE_REST, self._text, self._at)
            if self._found is not None or (not self._next and line_end >= self._offset):
                break
            self._at = self._next or _end_of(LINE_END, self._text, line_end)
        return self._found

    def _start(self) -> int:
        """Return where the statement starts in which the cursor stands, or one before it.

        Behind a statement on its line nothing is written; then that is behind the cursor.
        """
        statements, headers = self._outline.statements, self._outline.headers
        at = bisect_right(statements, (self._offset, len(self._text))) - 1
        start = 0
        if at >= 0:
            start, end = statements[at]
            if self._offset <= end:
                self._is_whole = True
                return start
            line_end = _end_of(LINE_REST, self._text, end)
            if line_end >= self._offset:
                return self._offset + 1
            start = _end_of(LINE_END, self._text, line_end)
        at = bisect_right(headers, self._offset, key=_header_start) - 1
        if at >= 0 and headers[at].start >= start:
            start = headers[at].start
        return start

    def _tables(self) -> tuple[str, ...]:
        """Return the way to the table of the header above."""
        headers = self._outline.headers
        at = bisect_right(headers, self._at, key=_header_start) - 1
        if at < 0:
            return ()
        start = headers[at].start + 1
        if self._text.startswith("[", start):
            # An array of tables holds nothing that anybody asks for.
            raise _EndedError
        parts, _ = self._parts(start)
        return tuple(part.text for part in parts)

    # --- Going on --------------------------------------------------------------------------------

    def _go_to(self, at: int) -> None:
        self._at = at
        if at > self._offset:
            raise _EndedError

    def _skip_blanks(self) -> None:
        self._go_to(_end_of(BLANKS, self._text, self._at))

    def _skip_lines(self) -> None:
        """Go to what follows in a bracket, which a line ends that looks like a statement."""
        while True:
            self._skip_blanks()
            if self._text.startswith("#", self._at):
                self._go_to(_end_of(LINE_REST, self._text, self._at))
            if not self._text.startswith(("\r", "\n"), self._at):
                return
            self._go_to(_end_of(LINE_END, self._text, self._at))
            if not self._is_whole and STATEMENT.match(self._text, self._at) is not None:
                self._next = self._at
                raise _EndedError

    # --- One statement ---------------------------------------------------------------------------

    def _statement(self) -> None:
        self._at = min(_end_of(BLANKS, self._text, self._at), self._offset)
        if self._text.startswith("[", self._at):
            self._go_to(self._at + 1)
            if not self._text.startswith("[", self._at):
                self._key((), is_header=True)
            return
        path = self._key(self._tables())
        self._equals()
        brackets: list[tuple[str, tuple[str, ...]]] = []
        self._value(path, brackets)
        while brackets:
            self._inside(brackets)

    def _value(self, path: tuple[str, ...], brackets: list[tuple[str, tuple[str, ...]]]) -> None:
        """Read a value, or the bracket that opens one."""
        self._skip_blanks()
        char = self._text[self._at : self._at + 1]
        if char in ("[", "{"):
            self._go_to(self._at + 1)
            self._is_fresh = True
            brackets.append((char, path))
        elif char in ('"', "'"):
            string, _ = read_string(self._text, self._at, one_line=False)
            if string.begin <= self._offset <= string.stop:
                typed = self._typed(string)
                in_array = bool(brackets) and brackets[-1][0] == "["
                if typed is not None:
                    closing = "" if string.closed else string.quote
                    self._found = TomlText(path, typed, closing, in_array)
                raise _EndedError
            self._go_to(string.end)
        else:
            self._go_to(_end_of(_SCALAR, self._text, self._at))

    def _inside(self, brackets: list[tuple[str, tuple[str, ...]]]) -> None:
        """Go on in the innermost bracket, behind its beginning or one of its values."""
        kind, path = brackets[-1]
        self._skip_lines()
        char = self._text[self._at : self._at + 1]
        is_fresh, self._is_fresh = self._is_fresh, char == ","
        is_here = self._at == self._offset
        if char == ",":
            self._go_to(self._at + 1)
        elif char == ("]" if kind == "[" else "}") and not (is_here and is_fresh and kind == "{"):
            self._go_to(self._at + 1)
            brackets.pop()
        elif kind == "{" and is_fresh:
            inner = self._key(path)
            self._equals()
            self._value(inner, brackets)
        elif kind == "{" or char in ("", "}"):
            raise _EndedError
        else:
            self._value(path, brackets)

    def _equals(self) -> None:
        self._skip_blanks()
        if not self._text.startswith("=", self._at):
            raise _EndedError
        self._go_to(self._at + 1)

    # --- Keys ------------------------------------------------------------------------------------

    def _key(self, tables: tuple[str, ...], *, is_header: bool = False) -> tuple[str, ...]:
        """Read a dotted key; return the way to its value."""
        parts, end = self._parts(self._at)
        for number, part in enumerate(parts):
            if part.begin <= self._offset <= part.stop:
                self._found = self._in_key(tables, parts, number, is_header)
                raise _EndedError
        if not parts[-1].closed or (not parts[-1].text and not parts[-1].quote):
            raise _EndedError
        self._go_to(end)
        return (*tables, *(part.text for part in parts))

    def _parts(self, at: int) -> tuple[list[TomlString], int]:
        """Return the parts of a dotted key, of which the last may be empty, and its end."""
        parts: list[TomlString] = []
        while True:
            at = _end_of(BLANKS, self._text, at)
            if self._text.startswith(('"', "'"), at):
                part, _ = read_string(self._text, at, one_line=True)
            else:
                part = bare_key(self._text, at, _end_of(BARE_KEY, self._text, at))
            parts.append(part)
            end = _end_of(BLANKS, self._text, part.end)
            if not part.closed or not self._text.startswith(".", end):
                return parts, part.end
            at = end + 1

    def _in_key(
        self, tables: tuple[str, ...], parts: list[TomlString], number: int, is_header: bool
    ) -> TomlKey | None:
        part, end = parts[number], parts[-1].end
        following = self._text[_end_of(BLANKS, self._text, end) :][:1]
        closing = ""
        if not part.closed:
            following = "]" if is_header and "]" in self._text[self._offset : part.stop] else ""
            closing = part.quote
        elif following not in ("", "\r", "\n", "=", "]", "}") and not part.text:
            # Nothing is written here, and something else follows.
            return None
        if is_header and following in ("", "\r", "\n", "#"):
            closing += "]"
        typed = self._typed(part)
        if typed is None:
            return None
        runs = (
            None if any(each.quote for each in parts[first:]) else self._between(start, end)
            for first, start in ((n, parts[n].start) for n in range(number + 1))
        )
        texts = tuple(each.text for each in parts)
        has_value = following == "="
        is_quoted = part.quote != ""
        return TomlKey(tables, texts, number, typed, tuple(runs), is_quoted, has_value, closing)

    # --- Strings ---------------------------------------------------------------------------------

    def _between(self, start: int, end: int) -> Typed:
        before, after = self._text[start : self._offset], self._text[self._offset : end]
        return Typed(before, after, self._position)

    def _typed(self, string: TomlString) -> Typed | None:
        """Return a string with the cursor in it, None if that stands within an escape."""
        name = string.name(self._index)
        if name.places is None:
            typed = self._between(string.begin, string.stop if name.text else self._offset)
        else:
            places = name.places
            before = sum(1 for place in places if place.end <= self._position)
            if before < len(places) and places[before].start < self._position:
                return None
            typed = Typed(name.text[:before], name.text[before:], self._position, places)
        return typed if string.closed else typed.until(_end_of(_OPEN_REST, typed.after, 0))


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where a match ends that begins at an offset, that offset if there is none."""
    match = pattern.match(text, at)
    return at if match is None else match.end()


def _header_start(header: TomlHeader) -> int:
    return header.start
