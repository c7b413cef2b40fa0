"""What is remembered of files between snapshots, keyed by the identity of their content."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from entryway.namedtuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class DiskIdentity(NamedTuple):
    """Tells one state of a file or folder from another without reading it."""

    mtime_ns: int
    size: int
    inode: int


class OverlayIdentity(NamedTuple):
    """The state of a file open in an editor: the text itself, since versions restart at reopening.

    Comparing two of them is a pointer comparison as long as the text was not edited.
    """

    text: str


Identity = DiskIdentity | OverlayIdentity


class Store:
    """Derived facts by (what was derived, path), each valid for one identity of its content.

    A newer identity replaces the older one, so the store never holds more than one value per kind
    of fact and file. Safe to share between threads: each access is one dictionary operation, and
    two threads that derive the same fact write equal values.
    """

    def __init__(self) -> None:
        self._values: dict[str, dict[Hashable, tuple[Hashable, Any]]] = {}

    def derive(
        self, what: Hashable, path: str, identity: Hashable, compute: Callable[[], Any]
    ) -> Any:  # noqa: ANN401 - the type is the one `compute` returns; View gives it back
        """Return the remembered value for this identity, or compute and remember it."""
        of_path = self._values.setdefault(path, {})
        entry = of_path.get(what)
        if entry is not None and entry[0] == identity:
            return entry[1]
        value = compute()
        of_path[what] = (identity, value)
        return value

    def retire(self, path: str, identity: Hashable) -> None:
        """Drop what was derived from other states of a file.

        Its memory is free before what takes its place is derived, and no question waits for that.
        """
        of_path = self._values.get(path, {})
        for what, (known, _) in tuple(of_path.items()):
            if known != identity:
                of_path.pop(what, None)

    def forget(self) -> None:
        """Drop everything; the next question reads the disk again."""
        self._values.clear()
