"""Ends Python code that takes too long, whatever it is doing."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TimeUp(BaseException):
    """The time is up; no `Exception`, as what catches those must not catch it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` inside the `with` block once it has run for so many seconds, never later.

    Counted is the processor's time where the system tells it, so that a busy machine changes
    nothing. CPython raises an exception in another thread only between two of its instructions
    (`PyThreadState_SetAsyncExc`), so a single call into C is waited for.
    """
    thread = threading.get_ident()
    clock = _clock_of(thread)
    end = clock() + seconds
    left = threading.Event()
    lock = threading.Lock()

    def watch() -> None:
        while not left.wait(max(end - clock(), 0.001)):
            with lock:
                if not left.is_set() and clock() >= end:
                    _raise_in(thread, ctypes.py_object(TimeUp))
                    return

    threading.Thread(target=watch, name="deadline", daemon=True).start()
    try:
        yield
    finally:
        with lock:
            left.set()
            # One that was raised but has not arrived yet is taken back.
            _raise_in(thread, None)


def _clock_of(thread: int) -> Callable[[], float]:
    """Return what counts the seconds of a thread: its processor time, or else everybody's time."""
    if hasattr(time, "pthread_getcpuclockid"):
        number = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(number)
    return time.monotonic


def _raise_in(thread: int, exception: ctypes.py_object[type[BaseException]] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), exception)
