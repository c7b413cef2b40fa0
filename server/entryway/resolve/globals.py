"""Names that functions bind in their module by a `global` statement."""

from __future__ import annotations

import _ast as ast
from collections.abc import Callable, Iterator, Mapping

from entryway.resolve.facts import Binding, Class, Function, Imported, Names, Opaque, Value
from entryway.resolve.frames import Frame
from entryway.resolve.places import Places
from entryway.resolve.walking import all_statements, definitions, walk

_IN_FUNCTION = Opaque("value made in a function")

_GLOBAL = ("global ", "global\t", "global\f", "global\\")

ReadClass = Callable[[ast.ClassDef, Frame], Class]


def find_global_bindings(
    tree: ast.Module, places: Places, read_class: ReadClass
) -> Mapping[str, tuple[Binding, ...]]:
    """Return the names bound by `global`, each at the first place in every function that does.

    Function bodies are walked only where they hold the word, since they are most of a module.
    """
    found: Names = {}
    text = places.text
    if "global" not in text:
        return found
    lines = [n for n, line in enumerate(places.lines) if "global" in line and _declares(line)]
    for scope in definitions(tree) if lines else ():
        top, bottom = scope.lineno - 1, (scope.end_lineno or scope.lineno) - 1
        if not any(top <= line <= bottom for line in lines):
            continue
        names = {
            name
            for part in all_statements(scope.body)
            if isinstance(part, ast.Global)
            for name in part.names
        }
        first: dict[str, Binding] = {}
        for binding in _bindings(scope, names, places, read_class) if names else ():
            known = first.setdefault(binding.name, binding)
            if binding.name_at < known.name_at:
                first[binding.name] = binding
        for name, binding in first.items():
            found[name] = (*found.get(name, ()), binding)
    return found


def _declares(line: str) -> bool:
    """Whether one of a line's statements begins with the word."""
    starts = (part.lstrip() for part in line.replace(";", ":").split(":"))
    return any(start.startswith(_GLOBAL) for start in starts)


def _bindings(
    scope: ast.AST, names: set[str], places: Places, read_class: ReadClass
) -> Iterator[Binding]:
    """Yield what binds one of the names below a scope, in no particular order."""
    for part in walk(scope):
        match part:
            case ast.Name(id=name, ctx=ast.Store()) if name in names:
                place = places.node(part)
                yield Binding(name, _IN_FUNCTION, place, place)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if (
                name in names and part is not scope
            ):
                value: Value = Function(bool(part.decorator_list))
                yield Binding(name, value, places.definition_name(part), places.full(part))
            case ast.ClassDef(name=name) if name in names and part is not scope:
                value = read_class(part, Frame({}))
                yield Binding(name, value, places.definition_name(part), places.full(part))
            case ast.Import(names=aliases):
                for alias in aliases:
                    dotted = tuple(alias.name.split("."))
                    name = alias.asname or dotted[0]
                    if name in names:
                        value = Imported(dotted if alias.asname else dotted[:1], None)
                        yield Binding(
                            name, value, places.alias_name(alias, name), places.full(part)
                        )
            case ast.ImportFrom(names=aliases):
                module = tuple(part.module.split(".")) if part.module else ()
                for alias in aliases:
                    name = alias.asname or alias.name
                    if name in names:
                        value = Imported(module, alias.name, part.level)
                        yield Binding(
                            name, value, places.alias_name(alias, name), places.full(part)
                        )
            case _:
                pass
