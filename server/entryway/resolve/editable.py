"""setuptools' editable finder files: where `pip install -e` says a project's packages are.

The template is in `setuptools.command.editable_wheel` (`_FINDER_TEMPLATE`): a module with the
literals `MAPPING` and `NAMESPACES`, read here and never run.
"""

from __future__ import annotations

import ast

from entryway.files.view import Text
from entryway.namedtuples import NamedTuple
from entryway.syntax.python import Unparsable, parse_python


class EditableFinder(NamedTuple):
    """The two literals of a finder file: module to path without suffix, namespace to folders."""

    mapping: tuple[tuple[str, str], ...]
    namespaces: tuple[tuple[str, tuple[str, ...]], ...]


def read_finder(text: Text) -> EditableFinder:
    """Return what a finder file maps; a file that is no finder maps nothing."""
    tree = parse_python(text.text)
    literals: dict[str, object] = {}
    for node in [] if isinstance(tree, Unparsable) else tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="MAPPING" | "NAMESPACES" as name)], value=value)
                | ast.AnnAssign(
                    target=ast.Name(id="MAPPING" | "NAMESPACES" as name), value=ast.expr() as value
                )
            ):
                try:
                    literals[name] = ast.literal_eval(value)
                except (ValueError, TypeError, RecursionError, MemoryError):
                    continue
            case _:
                pass
    return EditableFinder(
        mapping=tuple(
            (key, value) for key, value in _items(literals.get("MAPPING")) if isinstance(value, str)
        ),
        namespaces=tuple(
            (key, tuple(folder for folder in value if isinstance(folder, str)))
            for key, value in _items(literals.get("NAMESPACES"))
            if isinstance(value, list | tuple)
        ),
    )


def _items(literal: object) -> list[tuple[str, object]]:
    if not isinstance(literal, dict):
        return []
    return [(key, value) for key, value in literal.items() if isinstance(key, str)]
