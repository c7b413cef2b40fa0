"""Walks over trees without recursion, as deep nesting is no reason to fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_NESTED = ("body", "handlers", "orelse", "finalbody", "cases")
"""The fields of statements, handlers and cases that hold statements, in source order."""


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
            pending.extend(ast.iter_child_nodes(part))
