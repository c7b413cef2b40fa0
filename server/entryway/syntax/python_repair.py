"""Python source that is being typed -> a tree of what can be read of it, with exact places.

Where `python.parse_unfinished` leaves a broken statement out, here only what is broken within its
brackets is: a setup.py is one long call, and all of it would be lost. Strings that are not closed
end with their line, brackets are closed where the next statement or the text ends, and an item of a
list, a dictionary or a call that the parser complains about is left out.
"""

from __future__ import annotations

import _ast as ast
import re
from collections.abc import Iterator, Sequence

from entryway.namedtuples import NamedTuple
from entryway.syntax.line_index import LineIndex
from entryway.syntax.python import Unparsable, parse_python, parse_unfinished

_TOKEN = re.compile(
    r"(?P<string>[rRuUbBfFtT]{0,2}(?:"
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*(?P<triple>\"\"\")?"
    r"|'''(?:[^'\\]|\\.|'(?!''))*(?P<triples>''')?"
    r"|\"(?:[^\"\\\r\n]|\\(?:\r\n|.))*(?P<double>\")?"
    r"|'(?:[^'\\\r\n]|\\(?:\r\n|.))*(?P<single>')?))"
    r"|(?P<comment>#[^\r\n]*)|(?P<line>\r\n|\r|\n)|(?P<blank>(?:[ \t\f]|\\(?:\r\n|\r|\n))+)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)|(?P<word>\w+)|(?P<other>.)",
    re.DOTALL,
)
_QUOTE = re.compile(r"[a-zA-Z]*(\"\"\"|'''|\"|')")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_STATEMENTS = frozenset({"import", "from", "def", "class", "try", "with", "while", "return"})
"""Words that begin a statement at the start of a line, and no line within brackets."""

_ATTEMPTS = 20
_LOOK_AHEAD = 12
"""Tokens, nearly all of them line ends, in which the next two words are looked for."""

_LONGEST = 300_000
"""Characters of the longest text that is repaired; no person types into a longer one."""


class Added(NamedTuple):
    """What was put in front of an offset of a text; `origin` is what of the text it closes."""

    at: int
    text: str
    origin: int


class Source(NamedTuple):
    """A source and its tree.

    `original` is the text, and `parsed` what was parsed: the same, or what was made of it, with
    what was `added` in the order of its places. `unfinished` says that the text itself does not
    parse.
    """

    original: LineIndex
    tree: ast.Module
    parsed: LineIndex
    added: tuple[Added, ...] = ()
    unfinished: bool = False

    def offset(self, line: int, column: int) -> int:
        """Return the offset in the text of what `ast` places on a 1-based line.

        `column` counts bytes, as there.
        """
        text = self.parsed.line(line - 1)
        if not text.isascii():
            column = len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))
        return _before(self.parsed.starts[line - 1] + column, self.added)


def _before(at: int, added: Sequence[Added]) -> int:
    """Return the offset in a text of an offset in what was made of it."""
    shift = 0
    for each in added:
        if at <= each.at + shift:
            break
        # Within what was put in there is only the place it was put in.
        shift += min(len(each.text), at - each.at - shift)
    return at - shift


def read_source(text: str) -> Source | None:
    """Parse a source, finished or not; None where nothing can be read of it."""
    index = LineIndex.of(text)
    tree = parse_python(text)
    if not isinstance(tree, Unparsable):
        return Source(index, tree, index)
    if len(text) > _LONGEST or "\0" in text:
        return None
    repaired = _Repair(index).result()
    if repaired is not None:
        return repaired
    left = parse_unfinished(text)
    return None if isinstance(left, Unparsable) else Source(index, left, index, unfinished=True)


class _Item(NamedTuple):
    """A stretch between commas within brackets, or a statement where `depth` is 0."""

    start: int
    end: int
    depth: int


class _Token(NamedTuple):
    """A word, a string, a sign or a line end: its kind by `_TOKEN`, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a text without blanks and comments; those of open strings say so."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["string"] is not None:
            closed = any(match.group("triple", "triples", "double", "single"))
            kind = "string" if closed else "open string"
        if kind not in ("blank", "comment"):
            yield _Token(kind, match[0], match.start(), match.end())


def _begins_statement(text: str, tokens: Sequence[_Token], number: int) -> bool:
    """Whether a token begins a line as a statement does, and hardly ever a line in brackets."""
    token = tokens[number]
    if token.start and text[token.start - 1] not in "\r\n":
        return False
    following = tokens[number + 1].text if number + 1 < len(tokens) else ""
    return token.text in _STATEMENTS or (token.kind == "word" and following == "(")


def _argument_of(tokens: Sequence[_Token], number: int) -> str:
    """Return the bracket in which what follows a token can stand: `name =` or `"key":`.

    "" where it is neither.
    """
    following = (token for token in tokens[number : number + _LOOK_AHEAD] if token.kind != "line")
    first, second = next(following, None), next(following, None)
    if first is None or second is None:
        return ""
    return {("word", "="): "(", ("string", ":"): "{"}.get((first.kind, second.text), "")


def _may_end(token: _Token) -> bool:
    """Whether an item may end with a token, or with one that lacks only its value."""
    return token.kind in ("word", "string", "close") or token.text in ("=", ":")


class _Group:
    """Brackets that are open, and what of the current item was seen; the whole text is the first.

    `origin` is where they open and `start` where the current item begins; `first` is its first
    sign, and `is_pair` says that it has a colon. `pairs` and `others` are the items of a
    dictionary that have one, and those that have none.
    """

    def __init__(self, bracket: str, origin: int, start: int) -> None:
        self.bracket = bracket
        self.origin = origin
        self.start = start
        self.first = ""
        self.is_pair = False
        self.pairs: list[_Item] = []
        self.others: list[_Item] = []

    def see(self, token: _Token) -> None:
        """Note a sign of the current item."""
        self.first = self.first or token.text
        self.is_pair |= token.text == ":"

    def end(self, at: int, depth: int, begin: int) -> _Item:
        """End the current item at an offset, and begin the next one."""
        item = _Item(self.start, max(self.start, at), depth)
        if self.is_pair:
            self.pairs.append(item)
        elif self.first and self.first != "*":
            self.others.append(item)
        self.start, self.first, self.is_pair = begin, "", False
        return item


class _Repair:
    """The attempts to make one text parse."""

    def __init__(self, index: LineIndex) -> None:
        self._index = index
        self._added: list[Added] = []
        self._blanked: dict[_Item, int] = {}
        self._stray: list[int] = []
        self._items: list[_Item] = []
        self._opened = [_Group("", 0, 0)]
        self._read()
        self._added.sort(key=lambda added: added.at)

    def result(self) -> Source | None:
        """Leave out one item after the other until the rest parses."""
        added = tuple(self._added)
        for _ in range(_ATTEMPTS):
            lines = LineIndex.of(self._text())
            tree = parse_python(lines.text)
            if not isinstance(tree, Unparsable):
                return Source(self._index, tree, lines, added, unfinished=True)
            item = self._at(_before(lines.offset(tree.position), added))
            if item is None:
                return None
            self._blanked[item] = self._blanked.get(item, 0) + 1
        return None

    def _at(self, offset: int) -> _Item | None:
        """Return the narrowest item around an offset that is not left out yet, None without any."""
        around = [item for item in self._items if item.start <= offset <= item.end]
        whole = [item for item in around if item not in self._blanked]
        # Even `pass` may be indented too far.
        passed = [item for item in around if not item.depth and self._blanked.get(item) == 1]
        return max(whole or passed, key=lambda item: (item.depth, item.start), default=None)

    def _text(self) -> str:
        """Return the text as repaired so far: as long as before, but for what was put in."""
        chars = list(self._index.text)
        gone = bytearray(len(chars) + 1)
        for item, count in self._blanked.items():
            leaves_pass = not item.depth and count == 1
            chars[item.start : item.end] = _blanks(chars[item.start : item.end], leaves_pass)
            gone[item.start : item.end] = b"\1" * (item.end - item.start)
        for at in self._stray:
            chars[at] = " "
        pieces: list[str] = []
        done = 0
        for at, text, origin in self._added:
            pieces.extend(chars[done:at])
            # The offsets count on its length, whatever becomes of what it closes.
            pieces.append(" " * len(text) if gone[origin] else text)
            done = at
        return "".join([*pieces, *chars[done:]])

    def _read(self) -> None:
        """Find the items, and what has to be put in or left out for the brackets to match."""
        last = _Token("", "", 0, 0)
        tokens = list(_tokens(self._index.text))
        for number, token in enumerate(tokens):
            kind, text, at, end = token
            if self._depth and _begins_statement(self._index.text, tokens, number):
                self._close(0, last.end)
            if kind not in ("line", "comma", "close"):
                self._opened[-1].see(token)
            match kind:
                case "open string":
                    opening = _QUOTE.match(text)
                    self._added.append(Added(end, opening[1] if opening else "", at))
                    if self._depth:
                        # It does not go on in a string below it, as it may be typed to be.
                        self._part(end)
                case "open":
                    self._opened.append(_Group(text, at, end))
                case "close":
                    self._match(text, at, last.end)
                case "comma" if self._depth:
                    self._end_item(end, end)
                case "line" if not self._depth:
                    self._end_item(at, end)
                case "line":
                    self._begin_argument(_argument_of(tokens, number), last)
            if kind != "line":
                last = token
        self._close(0, last.end)
        self._end_item(len(self._index.text), len(self._index.text))

    @property
    def _depth(self) -> int:
        """How many brackets are open."""
        return len(self._opened) - 1

    def _end_item(self, at: int, begin: int) -> None:
        """End the innermost item at an offset, and begin the next at another."""
        self._items.append(self._opened[-1].end(at, self._depth, begin))

    def _part(self, at: int) -> None:
        """End the innermost item with a comma that the text lacks."""
        self._added.append(Added(at, ",", self._opened[-1].start))
        # What the parser says of the comma it says of the item before.
        self._end_item(at, at + 1)

    def _begin_argument(self, bracket: str, last: _Token) -> None:
        """End what stands above a line that begins an item of a call or of a dictionary.

        It lacks a comma, or a value and the comma, or the brackets of a list that it is not in.
        """
        depth = self._innermost(bracket) if bracket else 0
        if depth:
            is_open = self._depth > depth
            self._close(depth, last.end)
            if is_open or _may_end(last):
                self._part(last.end)

    def _innermost(self, bracket: str) -> int:
        """Return how deep the innermost open bracket of a kind is, 0 where none is open."""
        fitting = (n for n in range(self._depth, 0, -1) if self._opened[n].bracket == bracket)
        return next(fitting, 0)

    def _match(self, bracket: str, at: int, last: int) -> None:
        """Close the brackets that a closing one ends; one that ends none is left out."""
        depth = self._innermost(_OPENING[bracket])
        if depth:
            self._close(depth, last)
            self._leave(at)
        else:
            self._stray.append(at)

    def _close(self, depth: int, at: int) -> None:
        """Close the innermost brackets, which the text does not, until `depth` of them are open."""
        while self._depth > depth:
            group = self._opened[-1]
            self._added.append(Added(at, _CLOSING[group.bracket], group.origin))
            self._leave(at)
        if not depth and self._opened[0].start < at:
            self._end_item(at, at)

    def _leave(self, at: int) -> None:
        """Leave the innermost brackets, and leave out what can't stand in them."""
        self._end_item(at, at)
        group = self._opened.pop()
        if group.bracket == "{" and group.pairs:
            # The parser would complain of each pair instead of what makes them a set.
            self._blanked.update(dict.fromkeys(group.others, 1))


def _blanks(chars: list[str], leaves_pass: bool) -> Iterator[str]:
    """Yield as many characters that say nothing, or nothing but `pass` where that fits."""
    blanks = [char if char in "\r\n" else " " for char in chars]
    text = "".join(chars)
    indent = len(text) - len(text.lstrip())
    if leaves_pass and len(text) - indent >= 4 and "\n" not in text[indent : indent + 4]:
        blanks[indent : indent + 4] = "pass"
    return iter(blanks)
