"""What the TOML reader finds wrong, as problems of a document."""

from __future__ import annotations

import re

from entryway.dialects.templates import is_template
from entryway.model import Location
from entryway.problems import Code, Fix, Problem, Related
from entryway.syntax.toml_tree import TomlProblem, TomlTree

_TEMPLATED = re.compile(r"\{\{|\{%|<%|\$\{|@\w+@")
"""What a template engine fills in; braces by themselves are TOML's own."""


def toml_problems(tree: TomlTree) -> tuple[Problem, ...]:
    """Return a problem for all that makes a text no TOML.

    A template is not read as TOML before it is filled in, so nothing is said of its lines.
    """
    if not tree.problems or is_template(tree.lines.text):
        return ()
    return tuple(
        _problem(problem)
        for problem in tree.problems
        if _TEMPLATED.search(tree.lines.line(problem.range.start.line)) is None
    )


def _problem(problem: TomlProblem) -> Problem:
    fixes: tuple[Fix, ...] = ()
    if problem.replacement is not None:
        # The text itself is not shown: syntax errors may be about passwords.
        title = "Put it in quotes" if problem.replacement else "Remove it"
        fixes = (Fix(title, problem.range, problem.replacement),)
    return Problem(
        Code.SYNTAX_ERROR,
        problem.range,
        f"{problem.message}.",
        related=(
            (Related(Location("", problem.first), "the first one is here"),)
            if problem.first is not None
            else ()
        ),
        fixes=fixes,
    )
