"""What the INI reader finds wrong, as problems of a document."""

from __future__ import annotations

from entryway.model import Code, Location, Problem, Related
from entryway.syntax.ini import IniProblemKind, IniTree

_CODES = {
    IniProblemKind.MISSING_SECTION_HEADER: Code.SYNTAX_ERROR,
    IniProblemKind.UNPARSABLE_LINE: Code.SYNTAX_ERROR,
    IniProblemKind.DUPLICATE_SECTION: Code.DUPLICATE_SECTION,
    IniProblemKind.DUPLICATE_OPTION: Code.DUPLICATE_OPTION,
}


def ini_problems(tree: IniTree) -> tuple[Problem, ...]:
    """Return a problem for all that configparser rejects, with the other of two duplicates."""
    return tuple(
        Problem(
            _CODES[problem.kind],
            problem.range,
            problem.message,
            related=(
                (Related(Location("", problem.first), "the first one is here"),)
                if problem.first is not None
                else ()
            ),
        )
        for problem in tree.problems
    )
