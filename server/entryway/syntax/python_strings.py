"""The string literals of Python, with the place of every character they stand for.

The rule is the language reference, "String and Bytes literals": a literal is one or several pieces
in quotes, put together; of those that a source may hold, bytes and f-strings are none of ours. What
a piece says is decoded escape by escape, and the same steps tell where each character stands.
Python reads every line end as a line feed, in literals too. Held against `ast.literal_eval`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from entryway.model import Name, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.line_index import LineIndex

_OPENING = re.compile(r"(?P<prefix>[rRuU]?)(?P<quote>\"\"\"|'''|\"|')")
_BETWEEN = re.compile(r"(?:[ \t\f\r\n]|\\(?:\r\n|\r|\n)|#[^\r\n]*)*")
_BODIES = {
    '"': re.compile(r'(?:[^"\\\r\n]|\\(?:\r\n|.))*', re.DOTALL),
    "'": re.compile(r"(?:[^'\\\r\n]|\\(?:\r\n|.))*", re.DOTALL),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*", re.DOTALL),
}
_SPECIAL = re.compile(
    r"\\(?:(?P<fold>\r\n|\r|\n)|(?P<short>[\\'\"abfnrtv])|(?P<octal>[0-7]{1,3})"
    r"|x(?P<two>[0-9A-Fa-f]{2})|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    r"|N\{(?P<named>[^}]*)\})"
    r"|(?P<line>\r\n|\r)"
)
_LINE_END = re.compile(r"\r\n?")
_SHORT = dict(zip("\\'\"abfnrtv", "\\'\"\a\b\f\n\r\t\v", strict=True))


class Piece(NamedTuple):
    """One piece of a literal, in its own quotes: offsets into the source.

    `start` and `end` are those of the whole with prefix and quotes, `begin` and `stop` those of
    what is between the quotes. `closed` is False where the closing quotes are missing; the piece
    then ends where the literal was said to end.
    """

    start: int
    begin: int
    stop: int
    end: int
    raw: bool
    closed: bool


class PythonString(NamedTuple):
    """A string literal: what it stands for, with the place of each character, and its pieces."""

    name: Name
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What the literal stands for."""
        return self.name.text

    @property
    def closed(self) -> bool:
        """Whether no closing quotes are missing."""
        return all(piece.closed for piece in self.pieces)


def read_python_string(index: LineIndex, start: int, end: int) -> PythonString | None:
    """Read the string literal between two offsets of a source; None where there is none.

    None as well of text that can't be shown: lone surrogates, which only escapes can write.
    """
    pieces = tuple(_pieces(index.text, start, end))
    if not pieces:
        return None
    names = [_name(index, piece) for piece in pieces]
    name = joined(each for each in names if each is not None)
    if None in names or any("\ud800" <= char <= "\udfff" for char in name.text):
        return None
    if not name.text:
        at = index.position(pieces[0].begin)
        name = Name("", Range(at, at))
    return PythonString(name, pieces)


def concatenated(strings: Iterable[PythonString]) -> PythonString:
    """Return literals that are added to each other as one."""
    parts = tuple(strings)
    name = joined(part.name for part in parts)
    if not name.text:
        name = parts[0].name
    return PythonString(name, tuple(piece for part in parts for piece in part.pieces))


def joined(names: Iterable[Name]) -> Name:
    """Return texts that stand in different places as one."""
    parts = [name for name in names if name.text]
    if len(parts) == 1:
        return parts[0]
    places = tuple(place for name in parts for place in places_of(name))
    if not places:
        return Name("", Range(Position(0, 0), Position(0, 0)))
    text = "".join(name.text for name in parts)
    return Name(text, Range(places[0].start, places[-1].end), places)


def places_of(name: Name) -> tuple[Range, ...]:
    """Return the place of each character of a name."""
    if name.places is not None:
        return name.places
    line, column = name.range.start
    return tuple(
        Range(Position(line, column + at), Position(line, column + at + 1))
        for at in range(len(name.text))
    )


def rewritten(source: str, piece: Piece, start: int, end: int, text: str) -> bool:
    """Whether writing `text` over the source between two offsets puts just this into a literal.

    So it does where both lie in this one piece, and nothing around them joins with the text to an
    escape or a quote.
    """
    if not piece.begin <= start <= end <= piece.stop or not piece.closed:
        return False
    if "\\" in text and not piece.raw:
        return False
    decoded = [
        _decoded(source, piece._replace(begin=begin, stop=stop))
        for begin, stop in ((piece.begin, start), (end, piece.stop))
    ]
    changed = source[piece.start : start] + text + source[end : piece.end]
    pieces = list(_pieces(changed, 0, len(changed)))
    if None in decoded or len(pieces) != 1 or not pieces[0].closed:
        return False
    return _decoded(changed, pieces[0]) == f"{decoded[0]}{text}{decoded[1]}"


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces between two offsets, none where anything else stands there."""
    found: list[Piece] = []
    at = start
    while at < end:
        opening = _OPENING.match(source, at, end)
        if opening is None:
            return
        quote, begin = opening["quote"], opening.end()
        body = _BODIES[quote].match(source, begin, end)
        stop = begin if body is None else body.end()
        closed = source.startswith(quote, stop) and stop + len(quote) <= end
        after = stop + len(quote) if closed else stop
        if not closed and after < end:
            return
        raw = opening["prefix"] in ("r", "R")
        found.append(Piece(at, begin, stop, after, raw, closed))
        between = _BETWEEN.match(source, after, end)
        at = after if between is None else between.end()
    yield from found


def _name(index: LineIndex, piece: Piece) -> Name | None:
    """Return the text of a piece with the place of each character, None where it has none."""
    source = index.text
    first, last = index.position(piece.begin), index.position(piece.stop)
    body = source[piece.begin : piece.stop]
    if first.line == last.line and (piece.raw or "\\" not in body):
        return Name(body, Range(first, last))
    places: list[Range] = []
    texts: list[str] = []
    for text, start, end in _steps(source, piece):
        if text is None:
            return None
        texts.append(text)
        if len(text) == end - start:
            places.extend(_side_by_side(index, text, start))
        elif text:
            places.append(Range(index.position(start), index.position(end)))
    if not places:
        return Name("", Range(first, first))
    return Name("".join(texts), Range(places[0].start, places[-1].end), tuple(places))


def _decoded(source: str, piece: Piece) -> str | None:
    texts = [text for text, _, _ in _steps(source, piece)]
    return None if None in texts else "".join(text or "" for text in texts)


def _steps(source: str, piece: Piece) -> Iterator[tuple[str | None, int, int]]:
    """Yield what a piece is made of: some text, and the offsets of the source that stands for it.

    Of text as long as its source each character stands for itself. The text of an escape that
    stands for nothing is None.
    """
    special = _LINE_END if piece.raw else _SPECIAL
    at = piece.begin
    for match in special.finditer(source, piece.begin, piece.stop):
        start, end = match.span()
        if at < start:
            yield source[at:start], at, start
        yield ("\n" if piece.raw else _escaped(match)), start, end
        at = end
    if at < piece.stop:
        yield source[at : piece.stop], at, piece.stop


def _escaped(match: re.Match[str]) -> str | None:
    match match.lastgroup:
        case "line":
            return "\n"
        case "fold":
            return ""
        case "short":
            return _SHORT[match["short"]]
        case "octal":
            return chr(int(match["octal"], 8))
        case "named":
            import unicodedata  # Nobody writes names of characters in names of objects.

            try:
                return unicodedata.lookup(match["named"])
            except KeyError:
                return None
        case kind:
            number = int(match[kind or 0], 16)
            return chr(number) if number <= 0x10FFFF else None


def _side_by_side(index: LineIndex, text: str, start: int) -> Iterator[Range]:
    """Yield the places of characters that stand for themselves."""
    line, column = index.position(start)
    for char in text:
        place = Position(line, column)
        if char in "\r\n":
            line, column = line + 1, 0
        else:
            column += 1
        yield Range(place, Position(line, column))
