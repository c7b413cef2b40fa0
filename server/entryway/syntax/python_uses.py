"""What the statements of a source may do to the lists and dictionaries that its names hold."""

from __future__ import annotations

import _ast as ast
import enum
from collections.abc import Callable, Mapping


class Use(enum.Enum):
    """What a use of a name may do to what the name holds.

    That is nothing, to make it more, to set one key of it that `key_set` tells, or anything.
    """

    READS = enum.auto()
    ADDS = enum.auto()
    SETS = enum.auto()
    ANYTHING = enum.auto()


_METHODS: Mapping[str, Use] = {
    **dict.fromkeys(("keys", "index", "count"), Use.READS),
    **dict.fromkeys(("append", "extend", "insert", "add"), Use.ADDS),
    # What they give out may be a list within, which may be added to.
    **dict.fromkeys(("values", "items", "get", "copy"), Use.ADDS),
}
_FUNCTIONS: Mapping[str, Use] = {
    **dict.fromkeys(("len", "print", "sum", "any", "all"), Use.READS),
    **dict.fromkeys(("dict", "list", "tuple", "set", "sorted"), Use.ADDS),
}

_READING_NODES = (
    *(ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Starred, ast.For, ast.comprehension),
    *(ast.Compare, ast.If, ast.IfExp, ast.BoolOp, ast.FormattedValue),
)


def use_of(
    node: ast.Name, parents: dict[int, ast.AST], hands_on: Callable[[ast.expr], bool]
) -> Use:
    """Return what a use of a name may do to what it holds.

    What `hands_on` accepts is a function that leaves its keyword arguments as they are.
    """
    at: ast.AST = node
    parent = parents.get(id(at))
    while isinstance(parent, ast.Subscript) and parent.value is at:
        at, parent = parent, parents.get(id(parent))
    if isinstance(parent, ast.AugAssign) and parent.target is at:
        return Use.ADDS
    if isinstance(at, ast.Subscript) and not isinstance(at.ctx, ast.Load):
        return Use.SETS if key_set(node, parents) is not None else Use.ANYTHING
    match parent:
        case ast.Attribute(attr=method):
            called = parents.get(id(parent))
            if not isinstance(called, ast.Call) or called.func is not parent:
                return Use.ANYTHING
            return _METHODS.get(method, Use.ANYTHING)
        case ast.Call(func=ast.Name(id=function)):
            return _FUNCTIONS.get(function, Use.ANYTHING)
        case ast.keyword():
            called = parents.get(id(parent))
            is_kept = isinstance(called, ast.Call) and hands_on(called.func)
            return Use.READS if is_kept else Use.ANYTHING
        case _:
            return Use.READS if isinstance(parent, _READING_NODES) else Use.ANYTHING


def key_set(node: ast.Name, parents: dict[int, ast.AST]) -> ast.Constant | None:
    """Return the key in `name["key"] = …`, None for any other use of the name."""
    match parents.get(id(node)):
        case ast.Subscript(value=value, slice=ast.Constant(value=str()) as key, ctx=ast.Store()):
            return key if value is node else None
        case _:
            return None
