"""Walks over trees without recursion, as deep nesting is no reason to fail.

The nodes come from `_ast` in all that one reference needs: `ast` is the same and adds helpers that
take as long to import as a small module takes to parse.
"""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_NESTED = ("body", "handlers", "orelse", "finalbody", "cases")
"""The fields of statements, handlers and cases that hold statements, in source order."""


def children_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes right below a node, in source order."""
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, ast.AST))


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all below it, in no order."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        pending.extend(children_of(part))


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a scope in source order, those in branches and loops included."""
    pending: list[ast.AST] = list(reversed(body))
    while pending:
        part = pending.pop()
        if isinstance(part, ast.stmt):
            yield part
        if not isinstance(part, _DEFINITIONS):
            children = [c for block in _NESTED for c in getattr(part, block, ())]
            pending.extend(reversed(children))


def all_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a scope and of all functions and classes in it, in no order."""
    pending: list[ast.AST] = list(body)
    while pending:
        part = pending.pop()
        if isinstance(part, ast.stmt):
            yield part
        for block in _NESTED:
            pending.extend(getattr(part, block, ()))


def definitions(tree: ast.Module) -> Iterator[Definition]:
    """Yield the outermost functions and classes of a module, in source order."""
    for statement in statements(tree.body):
        if isinstance(statement, _DEFINITIONS):
            yield statement


def running(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Yield every node that runs together with a scope: all but the bodies of functions."""
    pending: list[ast.AST] = list(body)
    while pending:
        part = pending.pop()
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            pending.extend(children_of(part))
