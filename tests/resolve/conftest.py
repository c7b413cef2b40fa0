"""Fixtures for worlds of Python files."""

from __future__ import annotations

from pathlib import Path

import pytest

from resolve.worlds import Maker


@pytest.fixture
def world(tmp_path: Path) -> Maker:
    """Return what makes worlds, in a folder that does not exist yet."""
    root = (tmp_path / "world").resolve()
    root.mkdir()
    return Maker(root)
