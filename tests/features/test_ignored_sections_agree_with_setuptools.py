"""What is said to be ignored is what setuptools, with and without pbr, really leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.problems import Code
from entryway.workspace.snapshot import Document, take_snapshot

BUILD = "from setuptools import build_meta; build_meta.prepare_metadata_for_build_wheel('out')"
METADATA = "[metadata]\nname = shop\nversion = 1.0\n"
OF_PBR = "[entry_points]\nof.pbr =\n    one = shop:main\n"
OF_SETUPTOOLS = "[options.entry_points]\nof.setuptools =\n    two = shop:main\n"
SCRIPTS = "console_scripts =\n    shop = shop:main\n"
SECTIONS = {"entry_points": "of.pbr", "options.entry_points": "of.setuptools"}
PLAIN = "from setuptools import setup\nsetup()\n"
PBR = "from setuptools import setup\nsetup(setup_requires=['pbr'], pbr=True)\n"
PROJECT = "[project]\nname = 'shop'\nversion = '1.0'\n"
IN_CODE = (
    "from setuptools import setup\nsetup(entry_points={'of.code': ['three = shop:main']MORE})\n"
)
WITH_SCRIPT = IN_CODE.replace("MORE", ", 'gui_scripts': ['four = shop:main']")
IN_CODE = IN_CODE.replace("MORE", "")
BUILT = "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n"


@pytest.mark.parametrize(
    ("setup_cfg", "setup_py", "pyproject"),
    [
        (OF_PBR, PLAIN, ""),
        (OF_SETUPTOOLS, PLAIN, ""),
        (OF_PBR + OF_SETUPTOOLS, PLAIN, ""),
        (OF_PBR, "", BUILT),
        (OF_SETUPTOOLS, "", BUILT),
        (OF_PBR, PBR, ""),
        (OF_SETUPTOOLS, PBR, ""),
        (OF_PBR + OF_SETUPTOOLS, PBR, ""),
        (OF_SETUPTOOLS + OF_PBR, PBR, ""),
        (OF_SETUPTOOLS + "[entry_points]\n", PBR, ""),
        (OF_SETUPTOOLS, "", PROJECT),
        (OF_SETUPTOOLS + SCRIPTS, "", PROJECT),
        (OF_SETUPTOOLS + SCRIPTS.replace("console", "gui"), "", PROJECT),
        (OF_SETUPTOOLS + SCRIPTS, PLAIN, PROJECT),
        (OF_PBR + SCRIPTS + OF_SETUPTOOLS, PLAIN, PROJECT),
        (OF_PBR, PBR, PROJECT),
        (OF_PBR + SCRIPTS, PBR, PROJECT),
        (OF_PBR + OF_SETUPTOOLS + SCRIPTS, PBR, PROJECT),
        (OF_PBR + SCRIPTS + OF_SETUPTOOLS, PBR, PROJECT),
        (OF_SETUPTOOLS, "", PROJECT + "scripts = {}\n"),
        (OF_SETUPTOOLS, "", PROJECT + "entry-points = {}\n"),
        (OF_SETUPTOOLS, "", PROJECT + "entry-points.other.shop = 'shop:main'\n"),
        (OF_SETUPTOOLS, "", PROJECT + "scripts.shop = 'shop:main'\n"),
        (OF_SETUPTOOLS, "", PROJECT + "dynamic = ['entry-points', 'scripts', 'gui-scripts']\n"),
        (OF_PBR, PBR, PROJECT + "dynamic = ['entry-points', 'scripts', 'gui-scripts']\n"),
    ],
)
def test_ignored_sections_are_not_recorded(
    setup_cfg: str, setup_py: str, pyproject: str, tmp_path: Path
) -> None:
    _write(tmp_path, METADATA + setup_cfg, setup_py, pyproject)
    ignored = _ignored(tmp_path, "setup.cfg")
    written = [name for name in SECTIONS if f"[{name}]\nof." in setup_cfg]
    recorded = _recorded(tmp_path)
    assert [SECTIONS[name] in recorded for name in written] == [n not in ignored for n in written]


@pytest.mark.parametrize("script", [IN_CODE, WITH_SCRIPT], ids=["groups", "a script"])
@pytest.mark.parametrize(
    ("setup_cfg", "pyproject"),
    [
        ("", ""),
        (OF_SETUPTOOLS, ""),
        (OF_SETUPTOOLS + SCRIPTS, ""),
        ("", PROJECT),
        (OF_SETUPTOOLS + SCRIPTS, PROJECT),
        ("", PROJECT + "scripts = {}\n"),
        ("", PROJECT + "entry-points = {}\n"),
        ("", PROJECT + "entry-points.other.shop = 'shop:main'\n"),
        ("", PROJECT + "dynamic = ['entry-points', 'scripts', 'gui-scripts']\n"),
        ("", BUILT),
    ],
)
def test_what_setup_py_gives_is_recorded_unless_it_is_said_to_be_ignored(
    script: str, setup_cfg: str, pyproject: str, tmp_path: Path
) -> None:
    _write(tmp_path, METADATA + setup_cfg, script, pyproject)
    recorded = _recorded(tmp_path)
    assert ("of.code" in recorded) == (_ignored(tmp_path, "setup.py") == [])
    if setup_cfg:
        assert "of.setuptools" not in recorded
        assert _ignored(tmp_path, "setup.cfg") == ["options.entry_points"]


def test_an_empty_argument_leaves_setup_cfg_as_it_is(tmp_path: Path) -> None:
    _write(tmp_path, METADATA + OF_SETUPTOOLS, PLAIN.replace("()", "(entry_points={})"), "")
    assert _recorded(tmp_path) == {"of.setuptools"}
    assert _ignored(tmp_path, "setup.cfg") == []


def test_nothing_is_said_of_one_text_which_setuptools_fails_on_beside_project(
    tmp_path: Path,
) -> None:
    script = PLAIN.replace("()", "(entry_points='[console_scripts]\\nshop = shop:main')")
    _write(tmp_path, "", script, PROJECT)
    with pytest.raises(subprocess.CalledProcessError):
        _recorded(tmp_path)
    assert _ignored(tmp_path, "setup.py") == []


def _write(root: Path, setup_cfg: str, setup_py: str, pyproject: str) -> None:
    """Write the files of a project, those left out that are empty."""
    files = {"setup.cfg": setup_cfg, "setup.py": setup_py, "pyproject.toml": pyproject}
    for name, text in {**files, "shop.py": "def main(): ...\n"}.items():
        if text:
            (root / name).write_text(text, "utf-8")


def _ignored(root: Path, name: str) -> list[str]:
    """Return the words in a file that are said to be ignored."""
    snapshot = take_snapshot(Store(), folders=(str(root),))
    document = snapshot.document(f"{root}/{name}")
    assert isinstance(document, Document)
    return [
        document.index.slice(problem.range)
        for problem in diagnostics(snapshot, document)
        if problem.code is Code.IGNORED_SECTION
    ]


def _recorded(root: Path) -> set[str]:
    """Return the groups of the entry points that setuptools writes into the metadata."""
    (root / "out").mkdir()
    # pbr asks git for the version unless it is told.
    variables = {**os.environ, "PBR_VERSION": "1.0"}
    subprocess.run(
        [sys.executable, "-c", BUILD], cwd=root, env=variables, capture_output=True, check=True
    )
    (metadata,) = (root / "out").glob("*.dist-info")
    return {entry.group for entry in PathDistribution(metadata).entry_points}
