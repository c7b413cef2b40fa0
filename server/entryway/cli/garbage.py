"""How often Python looks for garbage."""

from __future__ import annotations

import gc

_OBJECTS = 500_000
"""Objects made before the garbage collector looks for cycles."""


def collect_seldom() -> None:
    """Let the garbage collector wait until there is much to look through.

    What is read has no cycles, and looking for some at Python's pace takes a third of the time.
    """
    gc.set_threshold(_OBJECTS)
