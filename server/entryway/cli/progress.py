"""A line on the terminal that says that work goes on."""

from __future__ import annotations

import os
import time
from typing import TextIO

from entryway.cli.streams import terminal_width
from entryway.features.columns import columns, keep_end
from entryway.features.printable import printable

_PATIENCE = 0.5
"""Seconds before anything is said: short work needs no words."""

_PACE = 0.1
"""Seconds between two updates."""

_CLEAR = "\r\x1b[2K"


class Progress:
    """Shows what is being done on one line of a terminal, and takes it away at the end.

    Nothing is written to a stream that is no terminal, or one that can't move its cursor.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        able = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._due = time.monotonic() + _PATIENCE if able else float("inf")
        self._shown = False

    def step(self, done: int, name: str) -> None:
        """Say how many files are done and which is next, if it is time to say something."""
        now = time.monotonic()
        if now >= self._due and self._stream is not None:
            self._due = now + _PACE
            self._shown = True
            lead = f"checked {done}, now "
            # One column stays free: some terminals go to the next line when the last is written.
            room = max(terminal_width(self._stream) - columns(lead) - 1, 1)
            self._stream.write(f"{_CLEAR}{lead}{keep_end(printable(name), room)}")
            self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown and self._stream is not None:
            self._stream.write(_CLEAR)
            self._stream.flush()
