"""Names that functions bind in their module by a `global` statement."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from entryway.resolve.facts import Binding, Function, Imported, Names, Opaque
from entryway.resolve.places import Places

_GLOBAL = re.compile(r"^[ \t].*?\bglobal\s", re.MULTILINE)


def find_global_bindings(
    tree: ast.Module, text: str, places: Places
) -> Mapping[str, tuple[Binding, ...]]:
    """Return the names bound by `global`, each at the first place that binds it in a function.

    Function bodies are walked only where the text holds the word, since they are most of a module.
    """
    found: Names = {}
    if _GLOBAL.search(text) is None:
        return found
    for function in _functions(tree.body):
        names = {
            name
            for part in ast.walk(function)
            if isinstance(part, ast.Global)
            for name in part.names
        }
        if names:
            for binding in _bindings(function, names, places):
                found.setdefault(binding.name, (binding,))
    return found


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the outermost functions of a module, those of classes and branches included."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield statement
        else:
            for field in ("body", "orelse", "finalbody", "handlers"):
                yield from _functions(getattr(statement, field, []))


def _bindings(
    function: ast.FunctionDef | ast.AsyncFunctionDef, names: set[str], places: Places
) -> Iterator[Binding]:
    for part in ast.walk(function):
        match part:
            case ast.Name(id=name, ctx=ast.Store()) if name in names:
                place = places.node(part)
                yield Binding(name, Opaque("value made in a function"), place, place)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if (
                name in names and part is not function
            ):
                yield Binding(
                    name,
                    Function(bool(part.decorator_list)),
                    places.definition_name(part),
                    places.full(part),
                )
            case ast.ClassDef(name=name) if name in names:
                yield Binding(
                    name, Opaque("class"), places.definition_name(part), places.full(part)
                )
            case ast.Import():
                for alias in part.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    if name in names:
                        module = tuple(alias.name.split(".")) if alias.asname else (name,)
                        value = Imported(module, None)
                        place = places.alias_name(alias, name)
                        yield Binding(name, value, place, places.full(part))
            case ast.ImportFrom():
                module = tuple(part.module.split(".")) if part.module else ()
                for alias in part.names:
                    name = alias.asname or alias.name
                    if name in names:
                        value = Imported(module, alias.name, part.level)
                        place = places.alias_name(alias, name)
                        yield Binding(name, value, place, places.full(part))
            case _:
                pass
