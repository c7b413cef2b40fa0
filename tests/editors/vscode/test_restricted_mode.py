"""What a folder that nobody trusts may choose: nothing that is run, until it is trusted."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from editors.vscode import projects
from editors.vscode.code_server import running
from editors.vscode.conftest import PACKAGE
from editors.vscode.workbench import Workbench


@pytest.fixture
def restricted(browsing: BrowserContext, vscode: object) -> Iterator[Workbench]:
    """Return a window of another VS Code, which trusts no folder; the package is there by now."""
    home = Path(tempfile.mkdtemp(prefix="vs-"))
    page = browsing.new_page()
    try:
        with running(home, [PACKAGE], restricted=True) as server:
            yield Workbench(page, server.address)
            page.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_a_folder_chooses_the_python_that_runs_once_it_is_trusted(
    restricted: Workbench, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    chosen = tmp_path / "chosen" / "python3"
    chosen.parent.mkdir()
    chosen.write_text(f'#!/bin/sh\n: > {marks}\nexec {sys.executable} "$@"\n', "utf-8")
    chosen.chmod(0o755)
    root = projects.imagestore(tmp_path)
    projects.settings(root, {"entryway.interpreter": [str(chosen)]})
    restricted.show(root)
    restricted.open("setup.cfg")
    restricted.status.expect("Entryway: ready")
    restricted.editor.expect_squiggle(
        "error", "imagestore-cache-cleaner = imagestore.cmd.cache:«clean_cache»"
    )
    restricted.editor.go_to_definition("imagestore-api = imagestore.cmd.api:ma<|>in")
    restricted.editor.expect_cursor(
        "imagestore/cmd/api.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
    assert not marks.exists()
    restricted.trust()
    restricted.open("setup.cfg")
    restricted.screen.wait(marks.exists, bool, "the chosen Python to be run")
    restricted.status.expect("Entryway: ready")
