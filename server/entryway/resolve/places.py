"""Positions of `ast` nodes in code points."""

from __future__ import annotations

import _ast as ast

from entryway.resolve.facts import Stretch
from entryway.syntax.text import has_word, split_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class _Node(Protocol):
        @property
        def lineno(self) -> int: ...
        @property
        def col_offset(self) -> int: ...
        @property
        def end_lineno(self) -> int | None: ...
        @property
        def end_col_offset(self) -> int | None: ...


_KEYWORDS = {ast.FunctionDef: "def ", ast.AsyncFunctionDef: "async def ", ast.ClassDef: "class "}
_DEFINITION = r"(?:async[\s\\]+)?(?:def|class)[\s\\]+(?P<name>\w+)"


class Places:
    """Turns the 1-based lines and UTF-8 columns of `ast` into stretches of one source text.

    `text` is that text without a byte order mark. `has_walrus`, `has_slots` and `may_be_dynamic`
    say whether it is worth while to look for `:=`, `__slots__`, and for calls that bind names at
    run time.
    """

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self.lines = split_lines(self.text)
        self._ascii = text.isascii()
        self.has_walrus = ":=" in text
        self.has_slots = "__slots__" in text
        self.may_be_dynamic = any(has_word(text, word) for word in ("locals", "vars", "exec"))

    def _column(self, line: int, column: int) -> int:
        """Return the code points in so many bytes of a line."""
        content = self.lines[line] if line < len(self.lines) else ""
        if content.isascii():
            return column
        return len(content.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))

    def node(self, node: _Node) -> Stretch:
        """Return the whole of a node."""
        line, column = node.lineno - 1, node.col_offset
        last, end = node.end_lineno, node.end_col_offset
        last = line if last is None else last - 1
        end = column if end is None else end
        if not self._ascii:
            column, end = self._column(line, column), self._column(last, end)
        return (line, column, last, end)

    def full(self, node: ast.stmt) -> Stretch:
        """Return a statement from its first decorator to its end."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        whole = self.node(node)
        if not decorators:
            return whole
        # The `@` stands one or more characters before the decorator's expression.
        first = decorators[0]
        line = first.lineno - 1
        at = self.lines[line].rfind("@", 0, first.col_offset)
        return (line, max(at, 0), whole[2], whole[3])

    def definition_name(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> Stretch:
        """Return the identifier of a `def` or `class`, which `ast` does not record."""
        line, column = node.lineno - 1, node.col_offset
        if not self._ascii:
            column = self._column(line, column)
        written = _KEYWORDS[type(node)] + node.name
        if self.lines[line].startswith(written, column):
            end = column + len(written)
            return (line, end - len(node.name), line, end)
        return self._search_name(line, column)

    def _search_name(self, line: int, column: int) -> Stretch:
        """Find a definition's name that is written in no usual way, on the next line perhaps."""
        import re  # Slow to import, and nobody writes so.

        from entryway.syntax.line_index import LineIndex

        rest = "\n".join([self.lines[line][column:], *self.lines[line + 1 :]])
        match = re.match(_DEFINITION, rest)
        if match is None:
            return (line, column, line, column)
        below, start = LineIndex.of(rest[: match.end()]).position(match.start("name"))
        start = start if below else column + start
        return (line + below, start, line + below, start + len(match["name"]))

    def alias_name(self, alias: ast.alias, name: str) -> Stretch:
        """Return where an import binds `name`: behind `as`, or where it is first written."""
        line, column, last, end = self.node(alias)
        if alias.asname is not None:
            return (last, max(end - len(name), 0), last, end)
        return (line, column, line, column + len(name))

    def expression(self, node: ast.expr) -> Stretch:
        """Return an expression; of an attribute only its last name, of a call only its callee."""
        if isinstance(node, ast.Attribute):
            _, _, last, end = self.node(node)
            return (last, max(end - len(node.attr), 0), last, end)
        return self.node(node.func if isinstance(node, ast.Call) else node)
