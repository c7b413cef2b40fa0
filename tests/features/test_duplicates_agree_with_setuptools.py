"""What is declared in two files is told where setuptools refuses it, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.problems import Code
from entryway.workspace.snapshot import Document, take_snapshot
from workspace.trees import write_tree

BUILD = "from setuptools import build_meta; build_meta.prepare_metadata_for_build_wheel('out')"
ONE = "[shop.x]\none = shop:main\n"
TWO = "[shop.x]\ntwo = shop:main\n"
OTHER = "[shop.y]\none = shop:main\n"
IN_SETUP_CFG = """\
-- setup.cfg --
[metadata]
name = shop
version = 1
[options]
entry_points = file: a.txt, b.txt
-- pyproject.toml --
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
"""
IN_PYPROJECT = """\
-- pyproject.toml --
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "shop"
version = "1"
dynamic = ["entry-points"]
[tool.setuptools.dynamic]
entry-points = {file = ["a.txt", "b.txt"]}
"""
BESIDE = """\
[options.entry_points]
shop.x = one = shop:main
"""


@pytest.mark.parametrize(
    ("files", "first", "second", "is_refused"),
    [
        (IN_SETUP_CFG, ONE, ONE, True),
        (IN_SETUP_CFG, ONE, TWO, False),
        (IN_SETUP_CFG, ONE, OTHER, False),
        (IN_SETUP_CFG, ONE, TWO + ONE, True),
        (IN_PYPROJECT, ONE, ONE, True),
        (IN_PYPROJECT, ONE, OTHER, False),
        (IN_PYPROJECT + "-- setup.cfg --\n" + BESIDE, ONE, OTHER, False),
    ],
)
def test_files_that_are_read_together(
    tmp_path: Path, files: str, first: str, second: str, is_refused: bool
) -> None:
    write_tree(tmp_path, files + f"-- a.txt --\n{first}-- b.txt --\n{second}-- shop.py --\n")
    (tmp_path / "out").mkdir()
    built = subprocess.run([sys.executable, "-c", BUILD], cwd=tmp_path, capture_output=True)
    assert (built.returncode != 0) is is_refused
    assert duplicates(tmp_path, "a.txt") == []
    told = '"one" is declared in shop.x of a.txt, too; rename or remove one.'
    assert duplicates(tmp_path, "b.txt") == ([told] if is_refused else [])


def duplicates(root: Path, path: str) -> list[str]:
    snapshot = take_snapshot(Store(), folders=(str(root),))
    document = snapshot.document(f"{root}/{path}")
    assert isinstance(document, Document)
    return [
        problem.message
        for problem in diagnostics(snapshot, document)
        if problem.code is Code.DUPLICATE_ENTRY_POINT
    ]
