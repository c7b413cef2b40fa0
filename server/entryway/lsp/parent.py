"""Ends the server when the process that started it is gone (LSP 3.17, "Initialize": processId).

The end of stdin tells the same in most cases, but not when another process inherited the pipe.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

_INTERVAL_SECONDS = 1.0


def watch_parent(process: int) -> None:
    """Watch a process from a thread of its own and end this one when that is gone.

    A process that can't be seen from here, such as one outside our container, is not watched: it
    would look as if it were gone.
    """
    is_gone = _watcher_of(process)
    if is_gone is not None:
        threading.Thread(target=_watch, args=(is_gone,), name="parent", daemon=True).start()


def _watch(is_gone: Callable[[], bool]) -> None:
    while not is_gone():
        time.sleep(_INTERVAL_SECONDS)
    logger.warning("the process that started the server is gone; the server ends")
    # Other threads may be in the middle of a blocking read, which only the end of all can end.
    os._exit(1)


if sys.platform == "win32":

    def _watcher_of(process: int) -> Callable[[], bool] | None:
        """Return what tells whether a process is gone; None where it can't be seen.

        `os.kill(process, 0)` would end the process on Windows. An open handle keeps the number from
        being given to another process.
        """
        import ctypes

        synchronize, timed_out = 0x00100000, 0x00000102
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(synchronize, False, process)
        if not handle:
            return None
        pointer = ctypes.c_void_p(handle)
        return lambda: bool(kernel.WaitForSingleObject(pointer, 0) != timed_out)

else:

    def _watcher_of(process: int) -> Callable[[], bool] | None:
        """Return what tells whether a process is gone; None where it can't be seen."""
        if process <= 0 or _is_gone(process):
            return None
        if os.getppid() == process:
            # A parent's death gives us another parent, even while it is not yet waited for.
            return lambda: os.getppid() != process
        return lambda: _is_gone(process)


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return False  # It is there, but another user's.
    except (OSError, OverflowError):
        return True
    return False
