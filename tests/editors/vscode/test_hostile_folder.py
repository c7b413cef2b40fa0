"""A stranger's folder can be opened: nothing in it is run or imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from editors.vscode import projects
from editors.vscode.conftest import Show

MODULES = (
    "entryway", "pygls", "lsprotocol", "jedi", "parso", "typing", "sitecustomize", "usercustomize",
)  # fmt: skip
"""Modules that a server which is started in the folder could take for its own."""

COMMANDS = ("python", "python3", ".venv/bin/python", ".venv/bin/python3", "bin/python3")


class HostileFolder:
    """The example with modules and commands that leave a mark when they are run."""

    def __init__(self, folder: Path) -> None:
        self.root = projects.imagestore(folder)
        self.marks = folder / "marks"
        self.marks.mkdir()
        for module in MODULES:
            code = f"open({str(self.marks / module)!r}, 'w').close()\n"
            (self.root / f"{module}.py").write_text(code, "utf-8")
        for command in COMMANDS:
            file = self.root / command
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"#!/bin/sh\n: > {self.marks / command.replace('/', '_')}\n", "utf-8")
            file.chmod(0o755)

    def left(self) -> set[str]:
        """Return the marks."""
        return {mark.name for mark in self.marks.iterdir()}


def test_nothing_of_a_hostile_folder_is_run(show: Show, tmp_path: Path) -> None:
    hostile = HostileFolder(tmp_path)
    window = show(hostile.root)
    window.open("setup.cfg")
    window.status.expect("Entryway: ready")
    window.editor.expect_squiggle(
        "error", "imagestore-cache-cleaner = imagestore.cmd.cache:«clean_cache»"
    )
    window.editor.ctrl_click("imagestore-api = imagestore.cmd.api:ma<|>in")
    window.editor.expect_cursor(
        "imagestore/cmd/api.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
    window.run("Entryway: Restart Server")
    window.open("etc/imagestore-api-paste.ini")
    window.status.expect("Entryway: ready")
    assert hostile.left() == set()


def test_the_marks_are_left_where_things_are_run(tmp_path: Path) -> None:
    """The control of the test above."""
    hostile = HostileFolder(tmp_path)
    for module in MODULES:
        subprocess.run([sys.executable, hostile.root / f"{module}.py"], check=True)
    for command in COMMANDS:
        subprocess.run([hostile.root / command], check=True)
    assert hostile.left() == {*MODULES, *(command.replace("/", "_") for command in COMMANDS)}
