"""A line that begins with `;` is told where it is no comment to setuptools, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.problems import Severity
from entryway.workspace.snapshot import Document, take_snapshot
from workspace.trees import write_tree

BUILD = "from setuptools import build_meta; build_meta.prepare_metadata_for_build_wheel('out')"
FILE = """\
; above
[shop.x]
one = shop:main
{line}
-- shop.py --
def main(): ...
"""
IN_SETUP_CFG = f"""\
-- setup.cfg --
[metadata]
name = shop
version = 1
[options]
py_modules = shop
entry_points = file: points.txt
-- pyproject.toml --
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
-- points.txt --
{FILE}"""
IN_PYPROJECT = f"""\
-- pyproject.toml --
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "shop"
version = "1"
dynamic = ["entry-points"]
[tool.setuptools]
py-modules = ["shop"]
[tool.setuptools.dynamic]
entry-points = {{file = ["points.txt"]}}
-- points.txt --
{FILE}"""
IN_SETUP_PY = f"""\
-- setup.py --
from setuptools import setup
setup(name="shop", version="1", py_modules=["shop"], entry_points='''
{FILE.partition("-- ")[0]}''')
-- shop.py --
def main(): ...
"""


@pytest.mark.parametrize("line", ["; a word", "; two = shop:main", "# two = shop:main"])
@pytest.mark.parametrize(
    ("files", "path"),
    [(IN_SETUP_CFG, "points.txt"), (IN_PYPROJECT, "points.txt"), (IN_SETUP_PY, "setup.py")],
    ids=["setup.cfg", "pyproject.toml", "setup.py"],
)
def test_setuptools_agrees(tmp_path: Path, files: str, path: str, line: str) -> None:
    root = write_tree(tmp_path, files.replace("{line}", line))
    snapshot = take_snapshot(Store(), folders=(str(root),))
    document = snapshot.document(str(root / path))
    assert isinstance(document, Document)
    told = [problem.severity for problem in diagnostics(snapshot, document)]
    (root / "out").mkdir()
    built = subprocess.run([sys.executable, "-c", BUILD], cwd=root, capture_output=True, text=True)
    assert (Severity.ERROR in told) == (built.returncode != 0), built.stderr
    if built.returncode == 0:
        (metadata,) = (root / "out").glob("*.dist-info")
        recorded = sorted(entry.name for entry in PathDistribution(metadata).entry_points)
        if path == "setup.py":
            assert recorded == sorted(entry.name.text for entry in document.reading.entry_points)
        else:
            assert (recorded == ["one"]) == (told == [])
