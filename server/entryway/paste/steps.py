"""Running what depends on each other without recursion.

A step is a generator: it yields the steps whose results it needs, is sent each result, and returns
its own. Sections may nest deeper than Python's stack.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from entryway.paste.nodes import Node

Step: TypeAlias = Generator["Step", Node, Node]


def run(step: Step) -> Node:
    """Run a step and all that it depends on; those that wait are kept in a list."""
    waiting = [step]
    result: Node | None = None
    while True:
        innermost = waiting[-1]
        try:
            waiting.append(next(innermost) if result is None else innermost.send(result))
            result = None
        except StopIteration as end:
            reached: Node = end.value
            waiting.pop()
            if not waiting:
                return reached
            result = reached
