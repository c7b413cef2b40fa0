"""What we read of a project is what its build backend writes into the wheel.

Each file in built/ is a small project that shows many forms at once. Its real backend builds it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.workspace.counting import entry_points_that_count
from entryway.workspace.manifest import read_manifest, table
from entryway.workspace.projects import read_project
from workspace.trees import write_tree

PROJECTS = sorted((Path(__file__).parent / "built").glob("*.txt"))
BUILD = "import sys, {0}\nsys.path.insert(0, ''); print({0}.build_wheel(sys.argv[1]))"


@pytest.mark.parametrize("path", PROJECTS, ids=[path.stem for path in PROJECTS])
def test_the_wheel_records_what_is_read(path: Path, tmp_path: Path) -> None:
    project = write_tree(tmp_path / "project", path.read_text("utf-8"))
    recorded = _recorded(project, tmp_path / "wheel")
    assert recorded, "the project shows something"
    view = View(Store())
    counting = entry_points_that_count(view, read_project(view, str(project)))
    assert counting is not None
    assert counting.proven
    read = [(e.group.text, e.name.text, e.value.text) for _, e in counting.entries]
    assert sorted(read) == recorded


def _recorded(project: Path, wheel: Path) -> list[tuple[str, str, str]]:
    """Build a wheel as an installer does (PEP 517); return the entry points it records."""
    wheel.mkdir()
    pyproject = read_manifest(View(Store()), str(project)).pyproject
    backend = table(pyproject, "build-system").get("build-backend", "setuptools.build_meta")
    built = subprocess.run(
        [sys.executable, "-c", BUILD.format(backend), str(wheel)],
        cwd=project,
        env={**os.environ, "PBR_VERSION": "1.0"},  # pbr asks git unless it is told.
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (file,) = wheel.glob("*.whl")
    zipfile.ZipFile(file).extractall(wheel)
    (metadata,) = wheel.glob("*.dist-info")
    return sorted((e.group, e.name, e.value) for e in PathDistribution(metadata).entry_points)
