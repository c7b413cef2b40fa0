"""Snapshots for one thread, made anew when anything changed and kept for a moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from entryway.files.store import Store

if TYPE_CHECKING:
    from entryway.lsp.session import State
    from entryway.workspace.snapshot import Snapshot

_KEPT_SECONDS = 1.0
"""How long files may change unseen where the client watches none of them."""


class SnapshotMaker:
    """Makes the snapshots that one thread works on; the store behind them is shared.

    A snapshot remembers what was worked out from it and must not be used by two threads at once, so
    each thread has a maker of its own. `variables` are the process's environment variables; `clock`
    tells seconds.
    """

    def __init__(
        self,
        store: Store,
        variables: Mapping[str, str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._variables = variables
        self._clock = clock
        self._last: tuple[int, float, Snapshot] | None = None

    def take(self, state: State) -> Snapshot:
        """Return a snapshot of a state: the last one if it is fresh, else one of the disk now."""
        from entryway.workspace.snapshot import take_snapshot  # The lane has imported it.

        now = self._clock()
        if self._last is not None:
            generation, taken, snapshot = self._last
            if generation == state.generation and now - taken < _KEPT_SECONDS:
                return snapshot
        snapshot = take_snapshot(
            self._store,
            overlays=state.overlays(),
            folders=state.folder_paths,
            settings=state.settings,
            variables=self._variables,
        )
        self._last = (state.generation, now, snapshot)
        return snapshot
