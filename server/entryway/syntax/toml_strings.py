"""The strings of TOML 1.0 ("String" and "Keys"), with the place of every character they stand for.

A string is read in two steps. Where it ends is found by one regular expression for each of the four
forms; what it says is decoded piece by piece, and the same pieces tell where each character stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entryway.model import Name, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.line_index import LineIndex

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_BODIES = {
    '"': re.compile(r'[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*'),
    "'": re.compile(r"[^'\r\n]*"),
    '"""': re.compile(r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*', re.DOTALL),
    "'''": re.compile(r"[^']*(?:'(?!'')[^']*)*"),
}
_BREAK = re.compile(r"\r?\n")
_LINE_REST = re.compile(r"[^\r\n]*")
_SPECIAL = re.compile(
    r"\\(?:(?P<short>[btnfr\"\\])"
    r"|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    r"|(?P<fold>[ \t]*\r?\n[ \t\r\n]*)"
    r"|(?P<wrong>u[0-9A-Fa-f]*|U[0-9A-Fa-f]*|.?))"
    r"|(?P<crlf>\r\n)",
    re.DOTALL,
)
_CRLF = re.compile(r"(?P<crlf>\r\n)")
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')


class Piece(NamedTuple):
    """Some source text and what it stands for; of a `plain` piece the two are the same."""

    text: str
    start: int
    end: int
    plain: bool


class TomlString:
    """A string, or a part of a key: its decoded `text`, and where it stands in the source.

    Offsets: `start` and `end` are those of the token with its quotes, `begin` and `stop` those of
    what is between them. `quote` is one of the four forms, "" for a bare key. `closed` is False
    where the closing quotes are missing; the string then ends with its line.
    """

    __slots__ = ("begin", "closed", "end", "quote", "start", "stop", "text")

    def __init__(
        self, text: str, quote: str, start: int, begin: int, stop: int, end: int, closed: bool
    ) -> None:
        self.text = text
        self.quote = quote
        self.start = start
        self.begin = begin
        self.stop = stop
        self.end = end
        self.closed = closed

    def name(self, index: LineIndex) -> Name:
        """Return the text with the place of each of its characters, the quotes left off."""
        first, last = index.position(self.begin), index.position(self.stop)
        plain = len(self.text) == self.stop - self.begin and first.line == last.line
        if plain or not self.text:
            return Name(self.text, Range(first, last if plain else first))
        places: list[Range] = []
        for piece in _pieces(index.text, self):
            if piece.plain:
                places.extend(_side_by_side(index, piece))
            elif piece.text:
                places.append(Range(index.position(piece.start), index.position(piece.end)))
        return Name(self.text, Range(places[0].start, places[-1].end), tuple(places))

    def written(self, text: str) -> str | None:
        """Return how a text is written in place of some of this string's characters.

        None where it can't be, as in literal strings nothing is escaped. In place of a bare key
        stands a quoted one where the text has to be quoted.
        """
        if self.quote.startswith("'"):
            unfit = any(c == "'" or (c < " " and c != "\t") or c == "\x7f" for c in text)
            return None if unfit else text
        if not self.quote and BARE_KEY.fullmatch(text):
            return text
        escaped = _NEEDS_ESCAPE.sub(_escape, text)
        return escaped if self.quote else f'"{escaped}"'


def read_string(source: str, at: int, *, one_line: bool) -> tuple[TomlString, list[int]]:
    """Read the string whose quotes begin at an offset, and the offsets of its wrong escapes.

    `one_line` is for keys, of which three quotes are an empty one and the beginning of another.
    """
    mark = source[at]
    quote = mark * 3 if not one_line and source.startswith(mark * 3, at) else mark
    begin = at + len(quote)
    if len(quote) == 3:
        # "A newline immediately following the opening delimiter will be trimmed."
        line_break = _BREAK.match(source, begin)
        begin = begin if line_break is None else line_break.end()
    body = _BODIES[quote].match(source, begin)
    stop = begin if body is None else body.end()
    closed = source.startswith(quote, stop)
    if closed and len(quote) == 3:
        # One or two quotes may stand directly before the closing ones.
        stop += 1 if source.startswith(mark, stop + 3) else 0
        stop += 1 if source.startswith(mark, stop + 3) else 0
    elif not closed:
        rest = _LINE_REST.match(source, at)
        stop = len(source) if rest is None else rest.end()
        begin = min(begin, stop)
    end = stop + len(quote) if closed else stop
    string = TomlString(source[begin:stop], quote, at, begin, stop, end, closed)
    if "\\" not in string.text and "\r" not in string.text:
        return string, []
    wrong: list[int] = []
    string.text = "".join(piece.text for piece in _pieces(source, string, wrong))
    return string, wrong


def bare_key(source: str, start: int, end: int) -> TomlString:
    """Return a key that stands without quotes."""
    return TomlString(source[start:end], "", start, start, end, end, True)


def _pieces(source: str, string: TomlString, wrong: list[int] | None = None) -> Iterator[Piece]:
    """Yield what a string is made of; `wrong` takes the offsets of escapes that TOML lacks.

    Those stand for themselves.
    """
    special = _SPECIAL if string.quote.startswith('"') else _CRLF
    at = string.begin
    for match in special.finditer(source, string.begin, string.stop):
        start, end = match.span()
        text = _decoded(match, string.quote)
        if text is None:
            if wrong is not None:
                wrong.append(start)
            continue
        if at < start:
            yield Piece(source[at:start], at, start, True)
        yield Piece(text, start, end, False)
        at = end
    if at < string.stop:
        yield Piece(source[at : string.stop], at, string.stop, True)


def _decoded(match: re.Match[str], quote: str) -> str | None:
    """Return what an escape or a line end stands for, None for an escape that TOML lacks."""
    match match.lastgroup:
        case "crlf":
            return "\n"
        case "short":
            return _SHORT[match["short"]]
        case "fold":
            return "" if len(quote) == 3 else None
        case "four" | "eight":
            number = int(match[0][2:], 16)
            # Unicode scalar values only: no surrogates, and nothing beyond the last plane.
            is_scalar = number < 0xD800 or 0xE000 <= number <= 0x10FFFF
            return chr(number) if is_scalar else None
        case _:
            return None


def _side_by_side(index: LineIndex, piece: Piece) -> Iterator[Range]:
    """Yield the places of the characters of a plain piece."""
    line, column = index.position(piece.start)
    for char in piece.text:
        place = Position(line, column)
        if char in "\r\n":
            line, column = line + 1, 0
        else:
            column += 1
        yield Range(place, Position(line, column))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    short = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}.get(char)
    return f"\\{short}" if short is not None else f"\\u{ord(char):04X}"
