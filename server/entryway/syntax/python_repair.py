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


class _Repair:
    """The attempts to make one text parse."""

    def __init__(self, index: LineIndex) -> None:
        self._index = index
        self._added: list[Added] = []
        self._blanked: list[_Item] = []
        self._stray: list[int] = []
        self._items: list[_Item] = []
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
            self._blanked.append(item)
        return None

    def _at(self, offset: int) -> _Item | None:
        """Return the narrowest item around an offset that is not left out yet, None without any."""
        around = [item for item in self._items if item.start <= offset <= item.end]
        whole = [item for item in around if item not in self._blanked]
        # Even `pass` may be indented too far.
        passed = [item for item in around if not item.depth and self._blanked.count(item) == 1]
        return max(whole or passed, key=lambda item: (item.depth, item.start), default=None)

    def _text(self) -> str:
        """Return the text as repaired so far: as long as before, but for what was put in."""
        chars = list(self._index.text)
        for item in self._blanked:
            leaves_pass = not item.depth and self._blanked.count(item) == 1
            chars[item.start : item.end] = _blanks(chars[item.start : item.end], leaves_pass)
        for at in self._stray:
            chars[at] = " "
        for at, text, origin in reversed(self._added):
            # The offsets count on its length, whatever becomes of what it closes.
            is_gone = any(item.start <= origin < item.end for item in self._blanked)
            chars.insert(at, " " * len(text) if is_gone else text)
        return "".join(chars)

    def _read(self) -> None:
        """Find the items, and what has to be put in or left out for the brackets to match."""
        opened: list[tuple[str, int]] = []
        starts = [0]
        last = _Token("", "", 0, 0)
        tokens = list(_tokens(self._index.text))
        for number, token in enumerate(tokens):
            kind, text, at, end = token
            if opened and _begins_statement(self._index.text, tokens, number):
                self._close(opened, starts, 0, last.end)
            match kind:
                case "open string":
                    opening = _QUOTE.match(text)
                    self._added.append(Added(end, opening[1] if opening else "", at))
                    if opened:
                        # It does not go on in a string below it, as it may be typed to be.
                        self._part(starts, end, len(opened))
                case "open":
                    opened.append((text, at))
                    starts.append(end)
                case "close":
                    fitting = [n for n, (o, _) in enumerate(opened) if _CLOSING[o] == text]
                    if fitting:
                        self._close(opened, starts, fitting[-1] + 1, last.end)
                        self._items.append(_Item(starts.pop(), at, len(opened)))
                        opened.pop()
                    else:
                        self._stray.append(at)
                case "comma" if opened:
                    self._items.append(_Item(starts[-1], end, len(opened)))
                    starts[-1] = end
                case "line" if not opened:
                    self._items.append(_Item(starts[0], at, 0))
                    starts[0] = end
                case "line":
                    self._begin_argument(_argument_of(tokens, number), opened, starts, last)
            if kind != "line":
                last = token
        self._close(opened, starts, 0, last.end)
        self._items.append(_Item(starts[0], len(self._index.text), 0))

    def _begin_argument(
        self, bracket: str, opened: list[tuple[str, int]], starts: list[int], last: _Token
    ) -> None:
        """End what stands above a line that begins an item of a call or of a dictionary.

        It lacks a comma, or a value and the comma, or the brackets of a list that it is not in.
        """
        fitting = [n for n, (opening, _) in enumerate(opened) if opening == bracket]
        if not fitting:
            return
        is_open = len(opened) > fitting[-1] + 1
        self._close(opened, starts, fitting[-1] + 1, last.end)
        if is_open or _may_end(last):
            self._part(starts, last.end, len(opened))

    def _part(self, starts: list[int], at: int, depth: int) -> None:
        """End an item with a comma that the text lacks."""
        self._items.append(_Item(starts[-1], at, depth))
        self._added.append(Added(at, ",", starts[-1]))
        # What the parser says of the comma it says of the item before.
        starts[-1] = at + 1

    def _close(self, opened: list[tuple[str, int]], starts: list[int], depth: int, at: int) -> None:
        """Close the innermost brackets until `depth` of them are open."""
        while len(opened) > depth:
            start = starts.pop()
            self._items.append(_Item(start, max(start, at), len(opened)))
            bracket, origin = opened.pop()
            self._added.append(Added(at, _CLOSING[bracket], origin))
        if not depth and starts[0] < at:
            self._items.append(_Item(starts[0], at, 0))
            starts[0] = at


def _blanks(chars: list[str], leaves_pass: bool) -> Iterator[str]:
    """Yield as many characters that say nothing, or nothing but `pass` where that fits."""
    blanks = [char if char in "\r\n" else " " for char in chars]
    text = "".join(chars)
    indent = len(text) - len(text.lstrip())
    if leaves_pass and len(text) - indent >= 4 and "\n" not in text[indent : indent + 4]:
        blanks[indent : indent + 4] = "pass"
    return iter(blanks)
