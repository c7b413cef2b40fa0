"""The command `entryway`, run as users run it, in a process of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import entryway

_SOURCES = str(Path(entryway.__file__).parents[1])
_SECONDS = 60


@dataclass(frozen=True)
class Ran:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams."""
        return self.out + self.err


def variables(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the process's variables without those that a test's outcome must not depend on."""
    ours = {"PYTHONPATH": _SOURCES, "ENTRYWAY_RAISE": "1", "TERM": "xterm-256color"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE")
    }
    return {**kept, **ours, **(more or {})}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "entryway", *words]


def run(
    *words: str | bytes,
    cwd: Path | str,
    env: Mapping[str, str] | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
) -> Ran:
    """Run a command to its end, its output in pipes."""
    done = subprocess.run(
        [*command(), *words],
        cwd=cwd,
        env=variables(env),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=_SECONDS,
        check=False,
    )
    out = (done.stdout or b"").decode("utf-8", "surrogateescape")
    return Ran(done.returncode, out, done.stderr.decode("utf-8", "surrogateescape"))


def run_in_shell(script: str, *, cwd: Path | str, env: Mapping[str, str] | None = None) -> Ran:
    """Run a shell script in which `entryway` is the command."""
    words = " ".join(f"'{word}'" for word in command())
    done = subprocess.run(
        ["sh", "-c", f'entryway() {{ {words} "$@"; }}\n{script}'],
        cwd=cwd,
        env=variables(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_on_terminal(
    *words: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    width: int = 100,
    interrupt_at: str | None = None,
) -> Ran:
    """Run a command on a terminal so many columns wide; both streams are one there.

    Where `interrupt_at` is said, the command gets the signal that Ctrl-C sends, once.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        command(*words),
        cwd=cwd,
        env=variables(env),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    end = time.monotonic() + _SECONDS
    try:
        while time.monotonic() < end:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                piece = os.read(ours, 65536)
            except OSError:  # What Linux answers when the other side is closed.
                break
            if not piece:
                break
            said += piece
            if interrupt_at is not None and interrupt_at.encode() in said:
                process.send_signal(signal.SIGINT)
                interrupt_at = None
        return Ran(process.wait(timeout=_SECONDS), said.decode("utf-8", "replace"), "")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def places(marked: str) -> list[tuple[int, int, int]]:
    """Return each marked stretch as `(line, column, end column)`, counted from 1."""
    found: list[tuple[int, int, int]] = []
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        column, start = 1, 0
        for char in line:
            if char == "«":
                start = column
            elif char == "»":
                found.append((number, start, column))
            else:
                column += 1
    return found


def sole(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    """Return the only one of several rows."""
    assert len(rows) == 1, rows
    return rows[0]
