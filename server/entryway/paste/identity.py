"""Named tuples that are equal only to themselves.

The nodes of a graph may nest a thousand deep, and two of them may hold the same text and still be
two. Comparing them by what they hold would be wrong, slow, and beyond the recursion limit.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def by_identity(cls: type[T]) -> type[T]:
    """Make a class compare and hash as plain objects do."""
    for method in ("__eq__", "__ne__", "__hash__"):
        setattr(cls, method, getattr(object, method))
    return cls
