"""What is said of an installed project whose files differ, and when nothing is."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.problems import Code
from entryway.workspace.snapshot import Document, take_snapshot
from workspace.trees import write_tree

INFO = ".venv/lib/python3.11/site-packages/shop-1.0.dist-info"
ENVIRONMENT = "-- .venv/pyvenv.cfg --\nversion = 3.11\n"
RECORDED = f"{ENVIRONMENT}-- {INFO}/entry_points.txt --\n[console_scripts]\nshop = shop.old:main\n"
EDITABLE = f"""\
-- {INFO}/direct_url.json --
{{"url": "file://ROOT", "dir_info": {{"editable": true}}}}
"""
INSTALLED = RECORDED + EDITABLE
SETUP = "-- setup.py --\nfrom setuptools import setup\nsetup()\n"
SETUP_CFG = "-- setup.cfg --\n[metadata]\nname = shop\n"
SECTION = f"{SETUP_CFG}[options.entry_points]\nconsole_scripts =\n    "
DIFFERS = f"{SECTION}shop = shop:main\n{SETUP}"
REINSTALL = 'reinstall the project there with "pip install -e .".'
HATCH = """\
-- pyproject.toml --
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "shop"
"""


def said(root: Path, files: str, path: str = "setup.cfg") -> list[str]:
    """Return what is said of stale metadata, as `words: message`."""
    write_tree(root, files.replace("ROOT", str(root)))
    snapshot = take_snapshot(Store(), folders=(str(root),))
    document = snapshot.document(f"{root}/{path}")
    assert isinstance(document, Document)
    return [
        f"{document.index.slice(problem.range)}: {problem.message}"
        for problem in diagnostics(snapshot, document)
        if problem.code is Code.STALE_METADATA
    ]


AS_OLD = f'shop:main: "shop" is recorded as shop.old:main in .venv; {REINSTALL}'


def test_an_entry_point_that_differs(tmp_path: Path) -> None:
    assert said(tmp_path, DIFFERS + INSTALLED) == [AS_OLD]


@pytest.mark.parametrize(
    "declared",
    [
        "shop = shop.old:main",
        "shop=shop.old : main",
        "shop = shop.old:main # c",
        "shop = shop.old:",
    ],
)
def test_values_differ_if_they_mean_something_else(tmp_path: Path, declared: str) -> None:
    differ = bool(said(tmp_path, f"{SECTION}{declared}\n{SETUP}{INSTALLED}"))
    assert differ is (declared[-1] in "c:")


def test_names_of_distributions_are_compared_normalised(tmp_path: Path) -> None:
    files = (DIFFERS + INSTALLED).replace("name = shop", "name = My_S.hop")
    assert said(tmp_path, files.replace("shop-1.0", "my_s_hop-1.0")) == [AS_OLD]


SILENT = {
    "it is not installed": DIFFERS,
    "another project is installed": DIFFERS + INSTALLED.replace("/shop-1.0", "/shopping-1.0"),
    "no environment is read": DIFFERS + INSTALLED.replace(".venv", "elsewhere"),
    "it is installed as it is": DIFFERS + INSTALLED.replace("shop.old", "shop"),
    "setup.py may declare more": DIFFERS.replace("setup()", "setup(**more)") + INSTALLED,
    "setup.py gives an empty list": DIFFERS.replace("setup()", "setup(entry_points={'x': []})")
    + INSTALLED,
    "the section is not read": DIFFERS.replace("options.entry_points", "entry_points") + INSTALLED,
    "[project] drops the section": DIFFERS + INSTALLED + "-- pyproject.toml --\n[project]\nname = "
    "'shop'\n",
    "another backend builds": DIFFERS + INSTALLED + HATCH.replace("[project]", "[tool.x]"),
    "nobody knows who builds, and another name is recorded": SECTION
    + "other = shop:main\n"
    + INSTALLED,
    "a hook may change what is recorded": HATCH.replace("hatchling.build", "pdm.backend")
    + "[project.scripts]\nshop = 'shop:main'\n-- pdm_build.py --\n-- setup.cfg --\n[flake8]\n"
    + INSTALLED,
    "a template makes the values": DIFFERS.replace("shop:main", "{{ main }}") + INSTALLED,
    "one name is declared twice": DIFFERS.replace(
        "shop:main\n", "shop:main\n    shop = shop:a\n", 1
    )
    + INSTALLED,
}


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_nothing_is_said_where(tmp_path: Path, files: str) -> None:
    assert said(tmp_path, files) == []
    if "pyproject.toml" in files:
        assert said(tmp_path, "", "pyproject.toml") == []


def test_a_section_that_is_likely_read_is_compared(tmp_path: Path) -> None:
    """Nobody knows who builds the project; but it was installed with this entry point."""
    assert said(tmp_path, SECTION + "shop = shop:main\n" + INSTALLED) == [AS_OLD]


LEFT = f'"shop" is no longer declared in console_scripts, and still installed in .venv; {REINSTALL}'
GONE = {
    "at its group": (f"{SECTION}new = shop:main\n{SETUP}", "console_scripts"),
    "at the top where its group is gone": (f"{SETUP_CFG}{SETUP}", "[metadata]"),
    "at the top of the file that declares others": (
        f"{SETUP_CFG}[options.entry_points]\nx.y = a = shop:a\n{SETUP}",
        "[metadata]",
    ),
}


@pytest.mark.parametrize(("files", "place"), GONE.values(), ids=GONE)
def test_what_is_no_longer_declared_is_told(tmp_path: Path, files: str, place: str) -> None:
    assert f"{place}: {LEFT}" in said(tmp_path, files + INSTALLED)


def test_each_group_that_is_gone_is_told_apart(tmp_path: Path) -> None:
    recorded = INSTALLED.replace("[console_scripts]", "[x.y]\none = shop:one\n[console_scripts]")
    files = SETUP_CFG.replace("[metadata]", "\n# Ours.\n[metadata]") + SETUP + recorded
    assert said(tmp_path, files) == [
        f"# Ours.: {LEFT.replace('shop', 'one').replace('console_scripts', 'x.y')}",
        f"# Ours.: {LEFT}",
    ]


@pytest.mark.parametrize("line", ["sho", "new = shop:{{ x }}", "shop-2 = shop-2"])
def test_nothing_is_called_gone_while_a_line_is_not_finished(tmp_path: Path, line: str) -> None:
    files = f"{SECTION}new = shop:main\n    {line}\n{SETUP}{INSTALLED}"
    assert [each for each in said(tmp_path, files) if "no longer" in each] == []


def test_each_file_is_told_of_its_own(tmp_path: Path) -> None:
    files = f"""\
{SETUP_CFG}[options]
entry_points = file: a.txt, b.txt
-- a.txt --
[console_scripts]
shop = shop:main
-- b.txt --
[x.y]
one = shop:one
{SETUP}{INSTALLED}"""
    assert said(tmp_path, files) == []
    assert said(tmp_path, files, "a.txt") == [AS_OLD]
    assert said(tmp_path, files, "b.txt") == [f'one: "one" is not installed in .venv; {REINSTALL}']


def test_many_differences_are_told_once(tmp_path: Path) -> None:
    lines = "".join(f"    s{n} = shop:main\n" for n in range(11))
    files = f"{SETUP_CFG}[options.entry_points]\nconsole_scripts =\n{lines}{SETUP}{INSTALLED}"
    assert said(tmp_path, files) == [
        "s0: 12 entry points differ between this file and what is recorded in .venv, among them "
        f'"s0", "s1", "s2" and 9 more; {REINSTALL}'
    ]
    fewer = files.replace("    s10 = shop:main\n", "").replace("    s9 = shop:main\n", "")
    assert len(said(tmp_path, fewer)) == 10


def test_a_copy_is_installed_again_as_a_copy(tmp_path: Path) -> None:
    files = DIFFERS + INSTALLED.replace("true", "false")
    assert said(tmp_path, files) == [AS_OLD.replace("-e ", "")]


def test_a_folder_that_was_moved_is_still_the_projects(tmp_path: Path) -> None:
    assert said(tmp_path, DIFFERS + INSTALLED.replace("ROOT", "/moved/away")) == [AS_OLD]


@pytest.mark.parametrize("folder", ["/%00", "/\\ud800", "/" + "x" * 5000, "", "//host/share"])
def test_a_folder_that_can_not_be_is_one_that_was_moved(tmp_path: Path, folder: str) -> None:
    assert said(tmp_path, DIFFERS + INSTALLED.replace("ROOT", folder)) == [AS_OLD]


def test_another_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    files = DIFFERS + INSTALLED.replace("ROOT", f"{tmp_path}/other")
    assert said(tmp_path / "project", files) == [
        'shop:main: "shop" is recorded as shop.old:main in shop 1.0, which is installed in .venv '
        f'from {tmp_path}/other; install this project there with "pip install -e .".'
    ]


def test_develop_links_to_metadata_in_the_project(tmp_path: Path) -> None:
    files = f"""\
{DIFFERS}{ENVIRONMENT}\
-- .venv/lib/python3.11/site-packages/shop.egg-link --
ROOT/src
-- src/shop.egg-info/entry_points.txt --
[console_scripts]
shop = shop.old:main
"""
    assert said(tmp_path, files) == [AS_OLD]


@pytest.mark.parametrize("table", ["project.scripts", "tool.poetry.scripts"])
def test_of_pyproject_counts_what_its_backend_reads(tmp_path: Path, table: str) -> None:
    files = f"{HATCH}[{table}]\nshop = 'shop:main'\n{INSTALLED}"
    expected = [AS_OLD] if table == "project.scripts" else []
    assert said(tmp_path, files, "pyproject.toml") == expected


def test_a_real_editable_install(tmp_path: Path) -> None:
    """Installed by pip and setuptools, then edited: only what was edited is told."""
    project = write_tree(
        tmp_path / "project",
        """\
        -- pyproject.toml --
        [build-system]
        requires = ["setuptools"]
        build-backend = "setuptools.build_meta"
        [project]
        name = "my.shop"
        version = "1.0"
        [project.scripts]
        shop = "shop:main"
        shop-old = "shop:main"
        [project.entry-points."shop.plugins"]
        one = "shop:one [big-one]"
        [project.optional-dependencies]
        big_one = []
        -- src/shop.py --
        def main(): ...
        def two(): ...
        one = main
        """,
    )
    venv.create(project / ".venv", with_pip=False)
    (site,) = (project / ".venv" / "lib").glob("python3*/site-packages")
    # pip and setuptools are ours; they are lent for the installation only.
    loan = site / "loan.pth"
    loan.write_text(str(Path(pytest.__file__).parents[1]))
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(project)]
    subprocess.run(
        [f"{project}/.venv/bin/python", "-m", "pip", "install", *options],
        check=True,
        capture_output=True,
    )
    loan.unlink()
    assert said(project, "", "pyproject.toml") == []
    written = project / "pyproject.toml"
    text = written.read_text().replace('shop = "shop:main"', 'shop = "shop:two"')
    written.write_text(text.replace('shop-old = "shop:main"', 'shop-new = "shop:main"'))
    assert said(project, "", "pyproject.toml") == [
        'scripts: "shop-old" is no longer declared in console_scripts, and still installed in '
        f".venv; {REINSTALL}",
        f'shop:two: "shop" is recorded as shop:main in .venv; {REINSTALL}',
        f'shop-new: "shop-new" is not installed in .venv; {REINSTALL}',
    ]
