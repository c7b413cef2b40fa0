"""Neovim in a terminal, as a person sees it: tmux shows what would be on their screen."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from editors.debian_packages import MissingError, require
from editors.neovim.person import PATIENCE, Person
from editors.neovim.start import NVIM, children, log_of, make_home, wait_for_end

COLUMNS, LINES = 100, 24
_BORDER = "vim.o.winborder = 'rounded'"


class Terminal:
    """A person at Neovim, and the screen before them."""

    def __init__(self, person: Person, tmux: list[str]) -> None:
        self.person = person
        self._tmux = tmux

    def screen(self) -> str:
        """Return what is on the screen."""
        shown = subprocess.run(
            [*self._tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True
        )
        return "\n".join(line.rstrip() for line in shown.stdout.rstrip().split("\n"))


@contextlib.contextmanager
def terminal(home: Path, root: Path, file: str) -> Iterator[Terminal]:
    """Give a terminal in which Neovim shows a file."""
    try:
        require({"tmux": "tmux"})
    except MissingError as error:
        pytest.fail(str(error))
    variables = {**make_home(home, _BORDER), "LC_ALL": "C.UTF-8", "TERM": "screen-256color"}
    address = home / "nvim.sock"
    tmux = ["tmux", "-u", "-f", "/dev/null", "-S", str(home / "tmux.sock")]
    size = ["-x", str(COLUMNS), "-y", str(LINES)]
    started = [*tmux, "new-session", "-d", *size, str(NVIM), "--listen", str(address), file]
    subprocess.run(started, cwd=root, env=variables, check=True)
    try:
        subprocess.run([*tmux, "set", "status", "off"], check=True)
        person = Person(address, root, log_of(home))
        person.wait_for_server()
        yield Terminal(person, tmux)
        ending = {person.pid, *children(person.pid)}
        person.leave()
        wait_for_end(ending)
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False, timeout=PATIENCE)
