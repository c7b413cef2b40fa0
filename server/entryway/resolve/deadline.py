"""Ends Python code that takes too long, whatever it is doing."""

from __future__ import annotations

import contextlib
import ctypes
import threading
import time
from collections.abc import Callable, Iterator

_INSTRUCTIONS = 1000
"""How many passes of a loop are waited for an exception, which comes with the first of them."""


class TimeUp(BaseException):
    """The time is up; no `Exception`, as what catches those must not catch it."""


@contextlib.contextmanager
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
    is_raised = False

    def watch() -> None:
        nonlocal is_raised
        while not left.wait(max(end - clock(), 0.001)):
            with lock:
                if not left.is_set() and clock() >= end:
                    is_raised = True
                    _raise_in(thread, TimeUp)
                    return

    threading.Thread(target=watch, name="deadline", daemon=True).start()
    try:
        yield
    finally:
        with lock:
            left.set()
        if is_raised:
            _let_it_arrive()


def _let_it_arrive() -> None:
    """Catch a `TimeUp` that was raised in this thread and may not have come yet.

    Taking it back by a null pointer leaves CPython 3.11 looking for it between any two instructions
    for as long as the process runs, which makes all code slower, and endless while it is profiled.
    """
    with contextlib.suppress(TimeUp):
        for _ in range(_INSTRUCTIONS):
            pass


def _clock_of(thread: int) -> Callable[[], float]:
    """Return what counts the seconds of a thread: its processor time, or else everybody's time."""
    if hasattr(time, "pthread_getcpuclockid"):
        number = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(number)
    return time.monotonic


def _raise_in(thread: int, exception: type[BaseException]) -> None:
    number, raised = ctypes.c_ulong(thread), ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(number, raised)
