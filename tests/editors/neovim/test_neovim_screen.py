"""Neovim in a terminal: docs/neovim.md shows the screens that a person sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editors.neovim.terminal import Terminal, terminal
from editors.vscode import projects

PAGE = Path(__file__).resolve().parents[3] / "docs" / "neovim.md"


def test_k_shows_the_pipeline(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root = projects.imagestore(tmp_path)
    with terminal(tmp_path / "home", root, "etc/imagestore-api-paste.ini") as shown:
        shown.person.put_cursor("[pipeline:imagestore-api-key<|>stone]")
        shown.person.press("zt")
        shown.person.press("K")
        shown.person.until(lambda: "└ /ping" in shown.screen(), True)
        page_shows(request, "hover", shown)


def test_a_problem_is_told_and_corrected(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root = projects.imagestore(tmp_path)
    with terminal(tmp_path / "home", root, "setup.cfg") as shown:
        shown.person.until(lambda: len(shown.person.problems("setup.cfg")), 6)
        shown.person.put_cursor("imagestore-cache-cleaner = imagestore.cmd.cache:cle<|>an_cache")
        shown.person.press("<C-w>d")
        shown.person.until(lambda: "did you mean" in shown.screen(), True)
        page_shows(request, "diagnostic", shown)
        shown.person.press("gra")
        shown.person.until(lambda: "Type number" in shown.screen(), True)
        page_shows(request, "correction", shown)
        shown.person.press("1<CR>")
        shown.person.until(lambda: "imagestore.cmd.cache:clean_caches" in shown.screen(), True)


def page_shows(request: pytest.FixtureRequest, name: str, shown: Terminal) -> None:
    """Compare the screen with the page's, or put it there."""
    block = re.compile(rf"(<!-- screen: {name} -->\n```text\n)(.*?)\n?(```)", re.DOTALL)
    page = PAGE.read_text("utf-8")
    found = block.search(page)
    assert found is not None, f"{PAGE.name} has no screen {name}"
    if request.config.getoption("--update"):
        screen = shown.screen()
        PAGE.write_text(block.sub(lambda _: f"{found[1]}{screen}\n{found[3]}", page), "utf-8")
    else:
        shown.person.until(shown.screen, found[2])
