"""The way one question has come: the guard against circles, without walking any stretch twice.

Modules may import each other in circles, and a web of star imports has more paths through it than
could ever be walked. So every question on the way (a name in a module, the bases of a class) is
visited once: one that is met again while it is still open is cut short, and an answer that came
about by such a cut is kept only while the question it was cut at is open. This is Tarjan's search
for strongly connected components with answers attached.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

_LIMIT = 80
"""No real name is passed on this often; a chain this long is a generated trap."""

_NEVER = 1 << 30


class Trail:
    """The open questions of one resolution, and the answers that hold while they are open.

    `settled` holds the answers that will always hold for one view and search path; it is shared by
    all trails of a resolver.
    """

    def __init__(self, settled: dict[Hashable, Any]) -> None:
        self._settled = settled
        self._open: dict[Hashable, int] = {}
        self._provisional: dict[Hashable, tuple[Any, int]] = {}
        self._lowest = _NEVER

    def meets(self, key: Hashable) -> bool:
        """Whether a question is open already; the answer to whoever asks then depends on it."""
        if key not in self._open:
            return False
        self._lowest = min(self._lowest, self._open[key])
        return True

    def visit(self, key: Hashable, ask: Callable[[], T], cut: Callable[[str], T]) -> T:
        """Return the answer to a question; `cut` gives the one for a question already open."""
        if key in self._settled:
            answer: T = self._settled[key]
            return answer
        if self.meets(key):
            return cut("in a circle")
        if key in self._provisional:
            answer, lowest = self._provisional[key]
            self._lowest = min(self._lowest, lowest)
            return answer
        depth = len(self._open)
        if depth >= _LIMIT:
            # Whoever asks from nearer by may get further, so nothing on this way may be kept.
            self._lowest = -1
            return cut(f"over more than {_LIMIT} steps")
        return self._ask(key, depth, ask)

    def _ask(self, key: Hashable, depth: int, ask: Callable[[], T]) -> T:
        before, self._lowest = self._lowest, _NEVER
        provisional = len(self._provisional)
        self._open[key] = depth
        answer = ask()
        del self._open[key]
        lowest = self._lowest
        if lowest >= depth:
            self._settled[key] = answer
            while len(self._provisional) > provisional:
                self._provisional.popitem()
            self._lowest = before
        else:
            self._provisional[key] = (answer, lowest)
            self._lowest = min(before, lowest)
        return answer
