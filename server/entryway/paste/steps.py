"""Running what depends on each other without recursion.

A step is a generator: it yields the steps whose results it needs, is sent each result, and returns
its own. Sections may nest deeper than Python's stack.
"""

from __future__ import annotations

from collections.abc import Generator
from types import GeneratorType
from typing import TypeAlias, cast

from entryway.paste.nodes import Node

Step: TypeAlias = Generator["Step", Node, Node]


def run(step: Step) -> Node:
    """Run a step and all that it depends on; those that wait are kept in a list."""
    waiting = [step]
    result: Node | None = None
    while waiting:
        reached = _resume(waiting[-1], result)
        if isinstance(reached, GeneratorType):
            waiting.append(reached)
            result = None
        else:
            waiting.pop()
            result = cast("Node", reached)
    return cast("Node", result)


def _resume(step: Step, result: Node | None) -> Step | Node:
    """Return the step that a step now waits for, or what it came to."""
    try:
        # A generator is started by sending None, which its type does not say.
        return step.send(cast("Node", result))
    except StopIteration as end:
        return cast("Node", end.value)
