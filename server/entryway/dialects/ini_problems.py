"""What the INI reader finds wrong, as problems of a document."""

from __future__ import annotations

from entryway.dialects.templates import is_template, is_templated
from entryway.model import Location
from entryway.problems import Code, Problem, Related
from entryway.syntax.ini import IniProblem, IniProblemKind, IniTree
from entryway.syntax.line_index import LineIndex

_CODES = {
    IniProblemKind.MISSING_SECTION_HEADER: Code.SYNTAX_ERROR,
    IniProblemKind.UNPARSABLE_LINE: Code.SYNTAX_ERROR,
    IniProblemKind.DUPLICATE_SECTION: Code.DUPLICATE_SECTION,
    IniProblemKind.DUPLICATE_OPTION: Code.DUPLICATE_OPTION,
}


def ini_problems(tree: IniTree, text: str) -> tuple[Problem, ...]:
    """Return a problem for all that configparser rejects, with the other of two duplicates.

    A template is not read by configparser before it is filled in, so nothing is said of one.
    """
    if not tree.problems or is_template(text):
        return ()
    index = LineIndex.of(text)
    return tuple(
        _problem(problem)
        for problem in tree.problems
        if not is_templated(index.slice(problem.range))
    )


def _problem(problem: IniProblem) -> Problem:
    return Problem(
        _CODES[problem.kind],
        problem.range,
        problem.message.rstrip(".") + ".",
        related=(
            (Related(Location("", problem.first), "the first one is here"),)
            if problem.first is not None
            else ()
        ),
    )
