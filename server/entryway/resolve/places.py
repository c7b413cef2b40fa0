"""Positions of `ast` nodes as ranges in code points."""

from __future__ import annotations

import ast
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


class Places:
    """Turns the 1-based lines and UTF-8 columns of `ast` into ranges of one source text."""

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\ufeff")
        self._ascii = text.isascii()
        self._index: LineIndex | None = None
        self.has_walrus = ":=" in text

    def _line(self, number: int) -> str:
        if self._index is None:
            self._index = LineIndex.of(self._text)
        return self._index.line(number)

    def _position(self, lineno: int, column: int) -> Position:
        line = lineno - 1
        if not self._ascii:
            content = self._line(line)
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
        at = self._line(line).rfind("@", 0, first.col_offset)
        return Range(Position(line, max(at, 0)), range_.end)

    def definition_name(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Range:
        """Return the identifier of a `def` or `class`, which `ast` does not record."""
        start = self._position(node.lineno, node.col_offset)
        keyword = {ast.FunctionDef: 4, ast.AsyncFunctionDef: 10, ast.ClassDef: 6}[type(node)]
        return self._find(node.name, start.line, start.column, start.column + keyword)

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

    def _find(self, name: str, line: int, start: int, guess: int) -> Range:
        content = self._line(line)
        if not content.startswith(name, guess):
            found = content.find(name, start)
            # A definition may be split by a backslash; its keyword is then the best place.
            guess = found if found >= 0 else start
        return Range(Position(line, guess), Position(line, guess + len(name)))
