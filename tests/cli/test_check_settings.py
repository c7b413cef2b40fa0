"""`entryway check` and the settings of a project, `--include` and `--exclude`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Entryway
from workspace.trees import write_tree

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.cli:mian
-- shop/__init__.py --
-- shop/cli.py --
def main(): ...
-- tests/broken.ini --
[app:main]
paste.app_factory = shop.cli:gone
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/README --
-- etc/shop.template --
[app:main]
paste.app_factory = shop.cli:gone
"""


def found(ran_out: str) -> list[tuple[str, str]]:
    rows: list[dict[str, str]] = json.loads(ran_out)
    return [(row["file"], row["severity"]) for row in rows]


@pytest.mark.parametrize(
    ("level", "code", "severities"),
    [("error", 1, ["error"]), ("warning", 1, ["warning"]), ("hint", 0, ["hint"]), ("off", 0, [])],
)
def test_the_exit_code_is_that_of_the_chosen_severity(
    entryway: Entryway, tmp_path: Path, level: str, code: int, severities: list[str]
) -> None:
    write_tree(tmp_path, SHOP)
    toml = f'[tool.entryway.diagnostics.severity]\nattribute-not-found = "{level}"\n'
    (tmp_path / "pyproject.toml").write_text(toml)
    ran = entryway("check", "--format", "json", "setup.cfg")
    assert ran.code == code
    assert found(ran.out) == [("setup.cfg", severity) for severity in severities]
    assert ran.err == ""


def test_files_are_excluded_and_included_by_the_project(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    toml = '[tool.entryway.files]\ninclude = ["*.template"]\nexclude = ["tests/"]\n'
    (tmp_path / "pyproject.toml").write_text(toml)
    ran = entryway("check", "--format", "json")
    assert found(ran.out) == [("setup.cfg", "error"), ("etc/shop.template", "error")]


def test_files_are_excluded_and_included_for_once(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    words = ("--include", "*.template", "--exclude", "tests/", "--exclude", "setup.cfg")
    ran = entryway("check", "--format", "json", *words)
    assert found(ran.out) == [("etc/shop.template", "error")]


def test_patterns_are_relative_to_the_current_folder(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    ran = entryway("check", "--format", "json", "tests", "etc", "--include", "etc/*.template")
    assert found(ran.out) == [("tests/broken.ini", "error"), ("etc/shop.template", "error")]
    ran = entryway("check", "--format", "json", "tests", "etc", "--include", "shop/*.template")
    assert found(ran.out) == [("tests/broken.ini", "error")]


def test_what_is_named_is_checked_even_if_it_is_excluded(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, SHOP)
    words = ("--exclude", "tests", "--exclude", "broken.ini")
    ran = entryway("check", "--format", "json", "tests/broken.ini", *words)
    assert found(ran.out) == [("tests/broken.ini", "error")]


def test_a_file_that_setup_cfg_names_may_be_excluded(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
        -- setup.cfg --
        [options]
        entry_points = file: points.txt
        -- points.txt --
        [console_scripts]
        shop = shop:gone
        -- shop.py --
        """,
    )
    assert entryway("check").code == 1
    assert entryway("check", "--exclude", "points.txt").code == 0


@pytest.mark.parametrize("option", ["--include", "--exclude"])
def test_a_pattern_that_is_none_is_2_and_one_sentence(
    entryway: Entryway, tmp_path: Path, option: str
) -> None:
    write_tree(tmp_path, SHOP)
    ran = entryway("check", option, "../x.ini")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f'entryway check: {option} "../x.ini" names no file; give a pattern of names below the '
        'current folder, such as "etc/*.paste-sample".\n'
    )


def test_where_nothing_is_found_the_remedy_is_include(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    ran = entryway("check", "etc")
    assert ran.code == 2
    assert ran.err.endswith("or files with --include.\n")


def test_what_is_not_understood_is_one_line_and_the_check_goes_on(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, SHOP)
    cfg = "-- inner/setup.cfg --\n[entryway]\ndiagnostics.severity =\n    not-installed = of\n"
    write_tree(tmp_path, cfg)
    ran = entryway("check", "--format", "json")
    assert ran.code == 1
    assert ran.err == (
        "warning: inner/setup.cfg: [entryway] diagnostics.severity gives not-installed the "
        'level "of"; '
        "a level is error, warning, information, hint or off.\n"
    )


def test_it_is_told_where_nothing_is_checked_for_its_sake(
    entryway: Entryway, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.entryway]\nfiles.include = "\x1b[2J"\n')
    ran = entryway("check")
    assert ran.code == 1
    assert ran.err.startswith("warning: pyproject.toml: this is not valid TOML, so no ")
    (tmp_path / "pyproject.toml").write_text('[tool.entryway]\n"files.\\u001b[2J" = []\n')
    ran = entryway("check")
    assert ran.err.startswith(
        "warning: pyproject.toml: tool.entryway.files.\ufffd[2J is no setting;"
    )
