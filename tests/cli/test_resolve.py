"""`entryway resolve`: the target, the way to it, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command import places
from cli.conftest import Entryway
from entryway.syntax.text import split_lines
from syntax.marks import without_marks
from workspace.trees import marked_file, write_tree

TREE = """
-- setup.cfg --
[metadata]
name = shop
[entry_points]
console_scripts =
    «shop» = «shop».«cli» : «main»
paste.app_factory =
    main = shop:App.factory
-- etc/shop.ini --
[app:main]
«use» = «egg:shop»
-- shop/__init__.py --
from shop.base import App
-- shop/base.py --
class App:
    def factory(cls): ...
-- shop/cli.py --
def main(): ...
-- src/space/inner/__init__.py --
"""


def at(tree: str, path: str, words: str, *, end: bool = False) -> str:
    """Return the place of marked words as `FILE:LINE:COLUMN`, of their start or behind them."""
    marked = marked_file(tree, path)
    for line, first, last in places(marked):
        text = without_marks(marked).split("\n")[line - 1]
        if text[first - 1 : last - 1] == words:
            return f"{path}:{line}:{last if end else first}"
    raise AssertionError(words)


def test_a_reference_leads_to_its_definition(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("resolve", "shop.cli:main")
    assert (ran.code, ran.err) == (0, "")
    first, second, end = split_lines(ran.out)
    assert end == ""
    assert first == "shop.cli:main"
    line = marked_file(TREE, "shop/cli.py").split("\n").index("def main(): ...") + 1
    column = len("def ") + 1
    assert second == f"  shop/cli.py:{line}:{column}  function shop.cli:main"


@pytest.mark.parametrize(
    "reference",
    ["shop:App.factory", "egg:shop", "egg:shop#main", "EGG:shop", "call:shop:App.factory"],
)
def test_the_hops_are_told(entryway: Entryway, tmp_path: Path, reference: str) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("resolve", reference)
    assert ran.code == 0
    assert "shop/base.py:" in ran.out
    assert "    imported from shop.base" in ran.out
    assert ("    entry point main = shop:App.factory (setup.cfg:" in ran.out) == (
        reference.lower().startswith("egg:")
    )


@pytest.mark.parametrize("words", ["shop", "cli", "main"])
def test_a_place_is_counted_from_1(entryway: Entryway, tmp_path: Path, words: str) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("resolve", "--at", at(TREE, "setup.cfg", words))
    assert ran.code == 0
    assert entryway("resolve", "--at", at(TREE, "setup.cfg", words, end=True)) == ran
    assert {"shop": "shop.cli:main", "cli": "module shop.cli", "main": "function shop.cli:main"}[
        words
    ] in ran.out


@pytest.mark.parametrize("words", ["use", "egg:shop"])
def test_a_place_in_a_paste_deploy_file(entryway: Entryway, tmp_path: Path, words: str) -> None:
    write_tree(tmp_path, TREE)
    for place in (at(TREE, "etc/shop.ini", words), f"./{at(TREE, 'etc/shop.ini', words)}"):
        assert "shop.base:App.factory" in entryway("resolve", "--at", place).out
    absolute = f"{tmp_path}/{at(TREE, 'etc/shop.ini', words)}"
    assert entryway("resolve", "--at", absolute).code == 0


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("shop.cli:mian", 'shop.cli has no "mian"; did you mean "main"?'),
        ("shop.clii:main", 'the package shop has no module "clii"; did you mean "cli"?'),
        ("absent:main", "no Python environment is known"),
        ("egg:shop#mian", 'has no entry point "mian"'),
        ("egg:absent", "no Python environment is known"),
    ],
)
def test_the_reason_is_told_where_it_leads_nowhere(
    entryway: Entryway, tmp_path: Path, reference: str, reason: str
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("resolve", reference)
    assert (ran.code, ran.err) == (1, "")
    assert reason in ran.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("lgo", 1, 'this file has no filter "lgo"; did you mean "log"?'),
        ("%(host)s", 1, 'no option "host" is in this section or [DEFAULT]; define it there, '),
        ("%(here)s", 0, "Paste Deploy sets this to the file that it loads, or its folder."),
    ],
)
def test_a_name_in_a_paste_deploy_file_that_leads_nowhere_is_no_mistake_of_the_asker(
    entryway: Entryway, tmp_path: Path, words: str, code: int, told: str
) -> None:
    tree = """
-- shop.ini --
[pipeline:main]
pipeline = «lgo» app
[filter:log]
use = egg:shop
[app:app]
use = egg:shop
data = «%(here)s»/«%(host)s»
"""
    write_tree(tmp_path, tree)
    ran = entryway("resolve", "--at", at(tree, "shop.ini", words))
    assert (ran.code, ran.err) == (code, "")
    first, second, _ = split_lines(ran.out)
    assert first == words
    assert second.startswith(f"  {told}")


def test_a_folder_is_a_namespace_package(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    assert entryway("resolve", "space").code == 0


USAGE = {
    "nothing": ((), "name either a REFERENCE or a place"),
    "both": (("a:b", "--at", "setup.cfg:1:1"), "name either a REFERENCE or a place"),
    "no reference": (("a-b:c",), "has a dash"),
    "an empty reference": (("",), "an object reference is missing"),
    "an egg of nothing": (("egg:",), "names no distribution"),
    "a place without a column": (("--at", "setup.cfg:1"), "write FILE:LINE:COLUMN"),
    "a place without a file": (("--at", "1:1"), "write FILE:LINE:COLUMN"),
    "a place of words": (("--at", "setup.cfg:a:b"), "write FILE:LINE:COLUMN"),
    "a place counted from 0": (("--at", "setup.cfg:1:0"), "counted from 1"),
    "a place beyond all files": (("--at", f"setup.cfg:{'9' * 5000}:1"), "counted from 1"),
    "a place with nothing there": (("--at", "setup.cfg:1:1"), "no reference stands at"),
    "a line that is not there": (("--at", "setup.cfg:999:1"), "no reference stands at"),
    "a file that is not there": (("--at", "gone.ini:1:1"), '"gone.ini" can\'t be read'),
    "a file of another kind": (("--at", "shop/cli.py:1:1"), "is no file that is read"),
    "a folder": (("--at", "shop:1:1"), '"shop" can\'t be read'),
}


@pytest.mark.parametrize(("words", "reason"), USAGE.values(), ids=USAGE)
def test_what_can_not_be_asked_is_2_and_one_sentence(
    entryway: Entryway, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("resolve", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("entryway resolve: ")
    assert reason in ran.err
    assert ran.err.endswith(".\n")
    assert ran.err.count("\n") == 1


def test_somebody_who_miscounted_is_told_where_the_reference_begins(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, TREE)
    line = places(marked_file(TREE, "setup.cfg"))[0][0]
    column = places(marked_file(TREE, "setup.cfg"))[1][1]
    ran = entryway("resolve", "--at", f"setup.cfg:{line}:1")
    assert ran.code == 2
    assert f"one begins at column {column}" in ran.err
