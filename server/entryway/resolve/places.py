"""Positions of `ast` nodes as ranges in code points."""

from __future__ import annotations

import ast
import re
from typing import Protocol

from entryway.model import Position, Range
from entryway.syntax.text import LineIndex


class _Node(Protocol):
    @property
    def lineno(self) -> int: ...
    @property
    def col_offset(self) -> int: ...
    @property
    def end_lineno(self) -> int | None: ...
    @property
    def end_col_offset(self) -> int | None: ...


_DEFINITION = re.compile(r"(?:async[\s\\]+)?(?:def|class)[\s\\]+(?P<name>\w+)")
_DYNAMIC = ("locals", "vars", "exec")


class Places:
    """Turns the 1-based lines and UTF-8 columns of `ast` into ranges of one source text.

    `text` is that text without a byte order mark. `has_walrus` and `may_be_dynamic` say whether it
    is worth while to look for `:=`, and for calls that bind names at run time.
    """

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self._ascii = text.isascii()
        self._index: LineIndex | None = None
        self.has_walrus = ":=" in text
        self.may_be_dynamic = any(word in text for word in _DYNAMIC)

    @property
    def lines(self) -> LineIndex:
        """The lines of the text, indexed when first asked for."""
        if self._index is None:
            self._index = LineIndex.of(self.text)
        return self._index

    def _position(self, lineno: int, column: int) -> Position:
        line = lineno - 1
        if not self._ascii:
            content = self.lines.line(line)
            if not content.isascii():
                column = len(
                    content.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore")
                )
        return Position(line, column)

    def node(self, node: _Node) -> Range:
        """Return the whole of a node."""
        return Range(
            self._position(node.lineno, node.col_offset),
            self._position(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
        )

    def full(self, node: ast.stmt) -> Range:
        """Return a statement from its first decorator to its end."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        range_ = self.node(node)
        if not decorators:
            return range_
        # The `@` stands one or more characters before the decorator's expression.
        first = decorators[0]
        line = first.lineno - 1
        at = self.lines.line(line).rfind("@", 0, first.col_offset)
        return Range(Position(line, max(at, 0)), range_.end)

    def definition_name(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Range:
        """Return the identifier of a `def` or `class`, which `ast` does not record."""
        lines = self.lines
        start = self._position(node.lineno, node.col_offset)
        match = _DEFINITION.match(self.text, lines.offset(start))
        if match is None:
            return Range(start, start)
        line, column = lines.position(match.start("name"))
        return Range(Position(line, column), Position(line, column + len(match["name"])))

    def alias_name(self, alias: ast.alias, name: str) -> Range:
        """Return where an import binds `name`: behind `as`, or where it is first written."""
        whole = self.node(alias)
        if alias.asname is not None:
            end = whole.end
            return Range(Position(end.line, max(end.column - len(name), 0)), end)
        start = whole.start
        return Range(start, Position(start.line, start.column + len(name)))

    def expression(self, node: ast.expr) -> Range:
        """Return an expression; of an attribute only its last name, of a call only its callee."""
        whole = self.node(node)
        if isinstance(node, ast.Attribute):
            end = whole.end
            return Range(Position(end.line, max(end.column - len(node.attr), 0)), end)
        if isinstance(node, ast.Call):
            return self.node(node.func)
        return whole
