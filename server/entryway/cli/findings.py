"""A problem with its document, in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entryway.features.printable import printable
from entryway.problems import Problem, Severity
from entryway.workspace.snapshot import Document

Row = dict[str, str | int]

_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one document."""

    document: Document
    problem: Problem

    def row(self, shown: Callable[[str], str]) -> Row:
        """Return a row of `--format json`: lines and columns from 1, the end column behind."""
        start, end = self.problem.range
        return {
            "file": shown(self.document.path),
            "line": start.line + 1,
            "column": start.column + 1,
            "end_line": end.line + 1,
            "end_column": end.column + 1,
            "severity": self.problem.severity.value,
            "code": self.problem.code.value,
            "message": self.problem.message,
        }

    def github(self, shown: Callable[[str], str]) -> str:
        """Return a workflow command that annotates the line (GitHub, "Workflow commands")."""
        start, end = self.problem.range
        properties = {
            "file": shown(self.document.path),
            "line": str(start.line + 1),
            "endLine": str(end.line + 1),
            "col": str(start.column + 1),
            "endColumn": str(end.column + 1),
            "title": f"entryway {self.problem.code.value}",
        }
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        level = _GITHUB_LEVELS[self.problem.severity]
        return f"::{level} {listed}::{_data(self.problem.message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
