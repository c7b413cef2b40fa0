"""Which Paste Deploy files include a file."""

from __future__ import annotations

from pathlib import Path

from workspace.trees import Workspace, write_tree

APP = "[app:main]\npaste.app_factory = shop:app\n"


def includers(root: Path, tree: str, path: str = "etc/base.ini") -> list[str]:
    write_tree(root, tree)
    found = Workspace(root).snapshot().includers(str(root / path))
    return [each.removeprefix(f"{root}/") for each in found]


def test_the_outermost_files_are_those_that_nothing_includes(tmp_path: Path) -> None:
    tree = f"""
-- etc/base.ini --
{APP}
-- etc/middle.ini --
[app:main]
use = config:base.ini
-- etc/one.ini --
[pipeline:main]
pipeline = egg:x config:%(here)s/middle.ini
-- two.ini --
[app:main]
use = config:etc/base.ini#main
-- other.ini --
[app:main]
use = config:absent.ini
"""
    assert includers(tmp_path, tree) == ["etc/one.ini", "two.ini"]
    assert includers(tmp_path, tree, "etc/middle.ini") == ["etc/one.ini"]
    assert includers(tmp_path, tree, "two.ini") == []


def test_of_files_that_include_each_other_each_may_be_the_outermost(tmp_path: Path) -> None:
    tree = """
-- etc/base.ini --
[app:main]
use = config:other.ini
-- etc/other.ini --
[app:main]
use = config:third.ini
-- etc/third.ini --
[app:main]
use = config:base.ini
"""
    assert includers(tmp_path, tree) == ["etc/other.ini", "etc/third.ini"]


def test_a_file_outside_of_the_workspace_may_be_included_by_its_neighbours(tmp_path: Path) -> None:
    tree = f"""
-- shop/setup.cfg --
-- etc/base.ini --
{APP}
-- etc/one.ini --
[app:main]
use = config:base.ini
"""
    write_tree(tmp_path, tree)
    snapshot = Workspace(tmp_path / "shop").snapshot()
    assert snapshot.includers(str(tmp_path / "etc/base.ini")) == (str(tmp_path / "etc/one.ini"),)


def test_files_that_the_project_chooses_include_others_too(tmp_path: Path) -> None:
    tree = f"""
-- pyproject.toml --
[tool.entryway.files]
include = ["etc/*.live.txt"]
exclude = ["old"]
-- etc/base.ini --
{APP}
-- etc/site.live.txt --
[app:main]
use = config:base.ini
-- old/site.ini --
[app:main]
use = config:../etc/base.ini
"""
    assert includers(tmp_path, tree) == ["etc/site.live.txt", "old/site.ini"]
