"""Neovim on the projects: one for all tests that only read, a fresh one for each that writes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conformance.fetch import fetch
from editors.neovim.person import Person
from editors.neovim.start import neovim
from editors.vscode import projects

Start = Callable[..., Person]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Start Neovim in a copy of the example that no test changes."""
    folder = tmp_path_factory.mktemp("example")
    with neovim(folder / "home", projects.imagestore(folder)) as person:
        yield person


@pytest.fixture(scope="module")
def glance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Start Neovim in a real release that no test changes; its environment is set."""
    releases = fetch()
    setting = f"{{ entryway = {{ python = '{releases.environment}' }} }}"
    line = f"vim.lsp.config('entryway', {{ settings = {setting} }})"
    home = tmp_path_factory.mktemp("glance") / "home"
    with neovim(home, releases.sources["glance-21.1.0"], line) as person:
        yield person


@pytest.fixture
def imagestore(tmp_path: Path) -> Iterator[Person]:
    """Start Neovim in a copy of the example."""
    with neovim(tmp_path / "home", projects.imagestore(tmp_path)) as person:
        yield person


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return what starts Neovim in a folder, with more lines in init.lua; it is ended."""
    with contextlib.ExitStack() as stack:

        def start_neovim(root: Path, *more: str) -> Person:
            return stack.enter_context(neovim(tmp_path / "home", root, *more))

        yield start_neovim
