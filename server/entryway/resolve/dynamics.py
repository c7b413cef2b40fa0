"""What a source does at import that binds names nobody can read off it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dynamics:
    """Why names of the module, or attributes of its classes, may exist unseen; None if not so."""

    module: str | None = None
    classes: str | None = None


_HINT = re.compile(r"\b(?:globals|vars|locals|exec|eval|execfile|setattr|__dict__|sys\.modules)\b")
_ANYWHERE = {
    "globals()": "it writes to globals()",
    "sys.modules": "it works on sys.modules",
    "sys._getframe": "it works on frames",
}


def find_dynamics(tree: ast.Module, text: str) -> Dynamics:
    """Look for what binds names at run time.

    `globals()` and `sys.modules` count wherever they stand, since a function that uses them is
    often called at import; `exec`, `vars`, `setattr` and `__dict__` only where they run on import.
    """
    if _HINT.search(text) is None and "sys._getframe" not in text:
        return Dynamics()
    module = next((why for words, why in _ANYWHERE.items() if words in text), None)
    classes = None
    for call in _calls_on_import(tree.body):
        match call:
            case ast.Call(func=ast.Name(id="exec" | "eval" | "execfile" as name)):
                module = module or f"it calls {name}() on import"
            case ast.Call(func=ast.Name(id="vars" | "locals" as name), args=[]):
                module = module or f"it calls {name}() on import"
            case ast.Call(func=ast.Name(id="setattr"), args=[owner, name_node, *_]):
                literal = isinstance(name_node, ast.Constant)
                if not literal or not isinstance(owner, ast.Name | ast.Attribute):
                    module = module or "it calls setattr() with a computed name on import"
                    classes = classes or "setattr() is called with a computed name on import"
            case _:
                pass
    return Dynamics(module, classes)


def _calls_on_import(body: list[ast.stmt]) -> Iterator[ast.Call]:
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        nested = False
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            block = getattr(statement, field, None)
            if isinstance(block, list) and block:
                nested = True
                yield from _calls_on_import(block)
        if not nested:
            for part in ast.walk(statement):
                if isinstance(part, ast.Call):
                    yield part
