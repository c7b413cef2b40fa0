"""Emacs: what Eglot shows with editors/emacs/entryway.el, in Emacs without a window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editors.debian_packages import MissingError, require
from editors.vscode import projects

HERE = Path(__file__).resolve().parent
CONFIGURATION = HERE.parents[2] / "editors" / "emacs" / "entryway.el"
EGLOT = {"emacs-nox": "emacs", "elpa-eglot": "/usr/share/doc/elpa-eglot"}

SEEN = HERE / "seen.txt"


def test_emacs_shows_definitions_hovers_and_problems(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    try:
        require(EGLOT)
    except MissingError as error:
        pytest.fail(str(error))
    root = projects.imagestore(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    arguments = ["--", f"{root}/", str(CONFIGURATION)]
    ran = subprocess.run(
        ["emacs", "--batch", "-l", str(HERE / "scenario.el"), *arguments],
        env={**kept, "HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    if request.config.getoption("--update"):
        SEEN.write_text(ran.stdout, "utf-8")
    assert ran.stdout == SEEN.read_text("utf-8")
