"""Comments that silence diagnostics: `# entryway: ignore[code]` above the line it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from entryway.problems import Problem
from entryway.syntax.text import split_lines

_COMMENT = re.compile(r"\s*[#;]\s*entryway:\s*ignore\[([^\]]*)\]")


def without_ignored(text: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that no comment silences.

    A comment names the codes it silences, separated by commas, for what begins on the line below.
    """
    if "entryway:" not in text:
        return tuple(problems)
    ignored = _ignored(text)
    return tuple(
        problem
        for problem in problems
        if problem.code.value not in ignored.get(problem.range.start.line, ())
    )


def _ignored(text: str) -> Mapping[int, frozenset[str]]:
    """Return the codes that are silenced, by the lines they are silenced on."""
    comments = ((n, _COMMENT.match(line)) for n, line in enumerate(split_lines(text)))
    return {
        number + 1: frozenset(code.strip() for code in match[1].split(","))
        for number, match in comments
        if match is not None
    }
