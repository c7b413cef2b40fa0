"""Writing to the terminal, the pipe or the file that the user chose, whatever state it is in."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from entryway.cli.errors import UsageError


def prepare_streams() -> None:
    """Let no character be too much for a stream: what its encoding lacks is written `\\u2026`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, stream: TextIO | None) -> None:
    """Write a line that `printable` made safe; a stream that was closed at the start takes none.

    Raises `BrokenPipeError` where the reader is gone and `UsageError` where writing fails.
    """
    if stream is not None:
        with _explained(stream):
            stream.write(text + "\n")


def flush(stream: TextIO | None) -> None:
    """Write what is still held back; raises as `say` does."""
    if stream is not None:
        with _explained(stream):
            stream.flush()


@contextlib.contextmanager
def _explained(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(stream)
        why = (error.strerror or str(error)).lower()
        raise UsageError(
            f"the output can't be written: {why}; make room there, or send it elsewhere."
        ) from error


def give_up(stream: TextIO | None) -> None:
    """Let what a stream still holds go nowhere, so that Python does not complain of it at exit."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def terminal_width(stream: TextIO | None) -> int:
    """Return the columns of the terminal that a stream writes to, 80 where nobody knows."""
    if stream is None:
        return 80
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
