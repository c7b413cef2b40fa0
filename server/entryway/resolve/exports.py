"""`__all__`, as far as it is written out (language reference, "The import statement")."""

from __future__ import annotations

import _ast as ast

from entryway.resolve.expressions import dotted
from entryway.resolve.facts import Dotted, Exports
from entryway.resolve.frames import Frame
from entryway.resolve.walking import walk


class ExportReader:
    """Follows what a module's statements make of `__all__`."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.others: list[Dotted] = []
        self.exists = False
        self.computed = False

    def assign(self, value: ast.expr | None, frame: Frame) -> None:
        """Apply `__all__ = value`."""
        if frame.certain and not _mentions_itself(value):
            self.names, self.others, self.computed = set(), [], False
        self.extend(value, frame)

    def extend(self, value: ast.expr | None, frame: Frame) -> None:
        """Apply `__all__ += value`; inside a condition nobody can tell whether it is added."""
        self.exists = True
        if not frame.certain:
            self.computed = True
            return
        pending = [value]
        while pending:
            match pending.pop():
                case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                    pending.extend(elements)
                case ast.BinOp(op=ast.Add(), left=left, right=right):
                    pending.extend((left, right))
                case ast.Starred(value=inner):
                    pending.append(inner)
                case ast.Constant(value=str() as name):
                    self.names.add(name)
                case ast.Attribute(attr="__all__", value=module):
                    other = dotted(module, frame)
                    if other is None:
                        self.computed = True
                    else:
                        self.others.append(other)
                case ast.Name(id="__all__"):
                    pass  # What it held is still there.
                case _:
                    self.computed = True

    def call(self, method: str, arguments: list[ast.expr], frame: Frame) -> None:
        """Apply `__all__.method(arguments)`."""
        if method in ("extend", "append") and len(arguments) == 1:
            self.extend(arguments[0], frame)
        else:
            self.exists = self.computed = True

    def result(self) -> Exports | None:
        """Return the list as it stands behind the last statement."""
        if not self.exists:
            return None
        return Exports(frozenset(self.names), tuple(self.others), self.computed)


def _mentions_itself(value: ast.expr | None) -> bool:
    return value is not None and any(
        isinstance(part, ast.Name) and part.id == "__all__" for part in walk(value)
    )
