"""The string literals of Python, with the place of every character they stand for.

The rule is the language reference, "String and Bytes literals": a literal is one or several pieces
in quotes, put together; of those that a source may hold, bytes and f-strings are none of ours. What
a piece says is decoded escape by escape, and the same steps tell where each character stands.
Python reads every line end as a line feed, in literals too. Held against `ast.literal_eval`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from entryway.model import Name, Position, Range, line_range
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


class Run(NamedTuple):
    """A stretch of what a literal stands for, and its place.

    Of a `plain` one each character stands for itself, side by side on one line; another is one
    character, written as an escape or as the end of a line.
    """

    text: str
    range: Range
    plain: bool


class PythonString(NamedTuple):
    """A string literal: what it stands for, made of runs, and the pieces it is written in.

    `starts` are the offsets of the runs within `text`; `first` is the place of the first character
    or, of an empty literal, where it would be.
    """

    text: str
    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    first: Position
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> Name:
        """All of the text, at its place."""
        return self.cut(0, len(self.text))

    @property
    def closed(self) -> bool:
        """Whether no closing quotes are missing."""
        return all(piece.closed for piece in self.pieces)

    def cut(self, start: int, end: int) -> Name:
        """Return the characters `start` to `end`, at their place."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        if start == end:
            place = self._position(at, start)
            return Name("", Range(place, place))
        places: list[Range] = []
        while at < len(self.runs) and self.starts[at] < end:
            run, begin = self.runs[at], self.starts[at]
            first, last = max(start - begin, 0), min(end - begin, len(run.text))
            line, column = run.range.start
            if run.plain and first == start - begin and last == end - begin:
                return Name(run.text[first:last], line_range(line, column + first, column + last))
            if run.plain:
                places.extend(
                    line_range(line, column + n, column + n + 1) for n in range(first, last)
                )
            else:
                places.append(run.range)
            at += 1
        whole = Range(places[0].start, places[-1].end)
        return Name(self.text[start:end], whole, tuple(places))

    def _position(self, at: int, offset: int) -> Position:
        """Return the place in front of a character, or behind the last."""
        if not self.runs:
            return self.first
        run = self.runs[at]
        line, column = run.range.start
        passed = offset - self.starts[at]
        if passed and not run.plain:
            return run.range.end
        return Position(line, column + passed)


def named(name: Name) -> PythonString:
    """Return a word of the source that stands for itself without quotes, as a keyword does."""
    return PythonString(name.text, (Run(name.text, name.range, True),), (0,), name.range.start, ())


def read_python_string(index: LineIndex, start: int, end: int) -> PythonString | None:
    """Read the string literal between two offsets of a source; None where there is none.

    None as well of text that can't be shown: lone surrogates, which only escapes can write.
    """
    pieces = tuple(_pieces(index.text, start, end))
    runs: list[Run] = []
    for piece in pieces:
        for text, begin, stop in _steps(index.text, piece):
            if text is None or any("\ud800" <= char <= "\udfff" for char in text):
                return None
            runs.extend(_runs(index, text, begin, stop))
    if not pieces:
        return None
    return _string(runs, index.position(pieces[0].begin), pieces)


def concatenated(strings: Iterable[PythonString]) -> PythonString:
    """Return literals that are added to each other as one."""
    parts = tuple(strings)
    runs = [run for part in parts for run in part.runs]
    return _string(runs, parts[0].first, tuple(piece for part in parts for piece in part.pieces))


def _string(runs: Sequence[Run], first: Position, pieces: tuple[Piece, ...]) -> PythonString:
    starts: list[int] = []
    length = 0
    for run in runs:
        starts.append(length)
        length += len(run.text)
    text = "".join(run.text for run in runs)
    first = runs[0].range.start if runs else first
    return PythonString(text, tuple(runs), tuple(starts), first, pieces)


def _runs(index: LineIndex, text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of one step, whose text is as long as its source or is one character."""
    if len(text) != end - start or text in ("\n", "\r"):
        if text:
            yield Run(text, Range(index.position(start), index.position(end)), False)
        return
    at = 0
    for line in text.split("\n"):
        if line:
            begin, column = index.position(start + at)
            yield Run(line, line_range(begin, column, column + len(line)), True)
        at += len(line) + 1
        if at <= len(text):
            places = index.position(start + at - 1), index.position(start + at)
            yield Run("\n", Range(*places), False)


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
