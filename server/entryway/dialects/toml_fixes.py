"""Corrections of words that stand in TOML strings, written so that the strings stay valid."""

from __future__ import annotations

from bisect import bisect_right

from entryway.problems import Fix, Problem
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tree import TomlTree


class TomlFixes:
    """The strings of one text in which something may be corrected."""

    def __init__(self, tree: TomlTree) -> None:
        self._tree = tree
        self._strings: dict[int, TomlString] = {}
        self._starts: list[int] = []

    def add(self, string: TomlString) -> None:
        """Add a string or a key."""
        self._strings[string.start] = string

    def applied(self, problem: Problem) -> Problem:
        """Return a problem whose corrections are written as the strings they stand in need it."""
        if not problem.fixes:
            return problem
        fixes = (self._written(fix) for fix in problem.fixes)
        return problem._replace(fixes=tuple(fix for fix in fixes if fix is not None))

    def _written(self, fix: Fix) -> Fix | None:
        """Return a correction as TOML writes it, None where its string can't hold the text."""
        at = self._tree.lines.offset(fix.range.start)
        string = self._holding(at)
        text = string.written(fix.text) if string is not None else None
        return fix._replace(text=text) if text is not None else None

    def _holding(self, at: int) -> TomlString | None:
        if len(self._starts) != len(self._strings):
            self._starts = sorted(self._strings)
        index = bisect_right(self._starts, at) - 1
        string = self._strings[self._starts[index]] if index >= 0 else None
        return string if string is not None and at <= string.stop else None
