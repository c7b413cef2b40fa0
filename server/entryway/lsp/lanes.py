"""Worker threads: nothing reads the disk or resolves on the event loop.

There are two lanes, so that a question never waits behind the check of the workspace: one answers
what a user waits for, the other checks. A lane is one thread, since a snapshot is one thread's.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from entryway.lsp.session import State
    from entryway.lsp.snapshots import SnapshotMaker
    from entryway.workspace.snapshot import Snapshot

T = TypeVar("T")


class Lane:
    """One worker thread with the snapshots it works on.

    The thread imports the engine when it starts, which takes longer than a server may take to
    start. `importing` is one lock for all lanes: two threads that import modules at once can see
    some of them half made.
    """

    def __init__(self, name: str, snapshots: SnapshotMaker, importing: Lock) -> None:
        self._snapshots = snapshots
        self._importing = importing
        self._executor = ThreadPoolExecutor(
            1, thread_name_prefix=name, initializer=self._import_engine
        )

    def _import_engine(self) -> None:
        with self._importing:
            importlib.import_module("entryway.lsp.desk")
            importlib.import_module("entryway.lsp.examining")

    async def run(self, state: State, job: Callable[[Snapshot], T]) -> T:
        """Run a job on a snapshot of a state and return its result.

        When the caller is cancelled a job that waits never runs, and of one that runs the result is
        dropped.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: job(self._snapshots.take(state)))

    def close(self) -> None:
        """Drop the jobs that wait; the thread ends with the job it runs."""
        self._executor.shutdown(wait=False, cancel_futures=True)
