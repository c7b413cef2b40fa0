"""The tree of a TOML file: its tables and values, and where each of them stands.

Places are offsets, of which the tree makes positions when it is asked: most are never needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entryway.model import Name, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.line_index import LineIndex
from entryway.syntax.toml_strings import TomlString

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\[^\r\n])*"|'[^'\r\n]*')"""
STATEMENT = re.compile(
    r"[ \t]*(?:\[\[?[ \t]*[A-Za-z_][A-Za-z0-9_-]*[ \t]*[.\]]"
    rf"|{_PART}(?:[ \t]*\.[ \t]*{_PART})*[ \t]*=(?!=))"
)
"""How a line begins that is hardly ever the inside of a value. (Elements of arrays in arrays are
no bare words, save `true` and `false`.)"""


class TomlScalar:
    """A number, a truth value, a date or a time, as Python has it."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: object, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class TomlItem:
    """A key of a table and its value.

    `keys` are all places that write the key: in `[a.b]` and `[a.c]` the table `a` is named twice.
    `value` is None while none has been typed.
    """

    __slots__ = ("keys", "value")

    def __init__(self, key: TomlString, value: TomlValue | None) -> None:
        self.keys = [key]
        self.value = value

    @property
    def key(self) -> TomlString:
        """The first place that writes the key."""
        return self.keys[0]


class TomlTable:
    """A table of any form: below a header, in braces, or made by dotted keys.

    `items` are in file order. What repeats an earlier key is among them, and not found by its name.
    `is_explicit` says that a header or dotted keys have defined the table, so that no later header
    may; `is_closed`, that it stands in braces, to which nothing is added.
    """

    __slots__ = ("_named", "end", "is_closed", "is_explicit", "items", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.items: list[TomlItem] = []
        self._named: dict[str, TomlItem] = {}
        self.is_explicit = False
        self.is_closed = False

    def item(self, key: str) -> TomlItem | None:
        """Return the first item of a key."""
        return self._named.get(key)

    def value(self, *keys: str) -> TomlValue | None:
        """Return the value at a path of keys, None where there is none."""
        value: TomlValue | None = self
        for key in keys:
            item = value.item(key) if isinstance(value, TomlTable) else None
            value = item.value if item is not None else None
        return value

    def table(self, *keys: str) -> TomlTable | None:
        """Return the table at a path of keys, None where another value or none stands there."""
        value = self.value(*keys)
        return value if isinstance(value, TomlTable) else None

    def add(self, item: TomlItem) -> None:
        """Add an item; one whose key there is already is kept, but not found by it."""
        self.items.append(item)
        self._named.setdefault(item.key.text, item)

    def repeats(self, item: TomlItem) -> bool:
        """Whether an item's key stands on an earlier one, too."""
        return self._named.get(item.key.text) is not item


class TomlArray:
    """An array in brackets, or an array of tables (`is_tables`), whose items are their headers'."""

    __slots__ = ("end", "is_tables", "items", "start")

    def __init__(self, start: int, end: int, is_tables: bool = False) -> None:
        self.start = start
        self.end = end
        self.items: list[TomlValue] = []
        self.is_tables = is_tables


TomlValue = TomlString | TomlScalar | TomlTable | TomlArray


def give(owner: TomlItem | TomlArray, value: TomlValue) -> None:
    """Make a value an item's, or the next one of an array."""
    if isinstance(owner, TomlArray):
        owner.items.append(value)
    else:
        owner.value = value


class TomlHeader(NamedTuple):
    """A header: the places of its brackets, and of the end of the last statement below it."""

    start: int
    end: int
    last: int


class TomlProblem(NamedTuple):
    """One reason for which the text is not TOML; `message` is a sentence.

    `first` is the earlier of two that must not both be there. `replacement` is what `range` may be
    changed to, where that is known.
    """

    range: Range
    message: str
    first: Range | None = None
    replacement: str | None = None


class TomlOutline(NamedTuple):
    """Where headers and statements stand, as in a `TomlTree`."""

    headers: tuple[TomlHeader, ...]
    statements: tuple[tuple[int, int], ...]


class TomlTree(NamedTuple):
    """All that was read of a text.

    `statements` are the offsets of the `key = value` that could be read, from the key to the end of
    the value; `comments` those of the comments.
    """

    lines: LineIndex
    root: TomlTable
    headers: tuple[TomlHeader, ...]
    statements: tuple[tuple[int, int], ...]
    comments: tuple[tuple[int, int], ...]
    problems: tuple[TomlProblem, ...]

    @property
    def outline(self) -> TomlOutline:
        """What is worth keeping when the rest of the tree has been read."""
        return TomlOutline(self.headers, self.statements)

    def range(self, start: int, end: int) -> Range:
        """Return the range of two offsets."""
        return Range(self.lines.position(start), self.lines.position(end))

    def name(self, string: TomlString) -> Name:
        """Return a string's text with the places of its characters."""
        return string.name(self.lines)


def plain(table: TomlTable) -> dict[str, object]:
    """Return a table as Python has it, of any depth; of repeated keys the first one counts."""
    result: dict[str, object] = {}
    pending: list[tuple[TomlTable | TomlArray, dict[str, object] | list[object]]] = [
        (table, result)
    ]
    while pending:
        node, made = pending.pop()
        for key, value in _values(node):
            shell: object
            if isinstance(value, TomlTable):
                shell = {}
                pending.append((value, shell))
            elif isinstance(value, TomlArray):
                shell = []
                pending.append((value, shell))
            else:
                shell = value.text if isinstance(value, TomlString) else value.value
            if isinstance(made, dict):
                made[key] = shell
            else:
                made.append(shell)
    return result


def _values(node: TomlTable | TomlArray) -> Iterator[tuple[str, TomlValue]]:
    if isinstance(node, TomlArray):
        yield from (("", value) for value in node.items)
        return
    for item in node.items:
        if item.value is not None and not node.repeats(item):
            yield item.key.text, item.value
