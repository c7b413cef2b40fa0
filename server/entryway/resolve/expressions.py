"""Expressions as facts: what a scope makes of a name, a chain of attributes, a call."""

from __future__ import annotations

import _ast as ast

from entryway.resolve.facts import Call, Dotted, Opaque
from entryway.resolve.frames import Frame

PART = Opaque("part of a value")
"""What a name is bound to where the value is not written beside it: by `for`, `with`, unpacking."""


def expression(node: ast.expr | None, frame: Frame) -> Dotted | Call | Opaque:
    """Return what an expression says, evaluated where the frame stands."""
    match node:
        case None:
            return PART
        case ast.Name() | ast.Attribute():
            return dotted(node, frame) or Opaque("attribute of a value")
        case ast.Call(func=callee, args=arguments):
            return Call(dotted(callee, frame), tuple(_dotted_ones(arguments, frame)))
        case ast.Constant(value=value):
            return Opaque(type(value).__name__)
        case ast.NamedExpr(value=value):
            return expression(value, frame)
        case _:
            return Opaque(type(node).__name__.lower())


def dotted(node: ast.expr, frame: Frame) -> Dotted | None:
    """Return a name or a chain of attributes of one, None for any other expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(frame.mangled(node.attr))
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    first = frame.mangled(node.id)
    where, local = frame.find(first)
    return Dotted((first, *reversed(parts)), where, local)


def _dotted_ones(nodes: list[ast.expr], frame: Frame) -> list[Dotted]:
    found = (dotted(node, frame) for node in nodes)
    return [each for each in found if each is not None]


def unpack(target: ast.Tuple | ast.List, value: ast.expr | None) -> list[ast.expr | None]:
    """Return the value of each element of an assignment's target, None where it is not written."""
    if (
        isinstance(value, (ast.Tuple, ast.List))
        and len(value.elts) == len(target.elts)
        and not any(isinstance(e, ast.Starred) for e in (*value.elts, *target.elts))
    ):
        return list(value.elts)
    return [None] * len(target.elts)
