"""A line on the terminal that says that work goes on."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 0.5
"""Seconds before anything is said: short work needs no words."""

_PACE = 0.1
"""Seconds between two updates."""


class Progress:
    """Shows what is being done on one line of a terminal, and takes it away at the end.

    Nothing is written to a stream that is no terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._due = time.monotonic() + _PATIENCE if stream.isatty() else float("inf")
        self._shown = False

    def step(self, done: int, name: str) -> None:
        """Say how much is done and what is next, if it is time to say something."""
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _PACE
            self._shown = True
            text = "".join(char if char.isprintable() else "?" for char in name)
            self._stream.write(f"\r\x1b[2Kchecked {done}, now {text[-60:]}")
            self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
