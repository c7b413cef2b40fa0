"""`entryway preview`: what the sections of a file build, drawn in four formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Entryway
from workspace.trees import write_tree

TREE = """
-- setup.cfg --
[metadata]
name = shop
-- shop.py --
def api(global_conf):
    \"\"\"Serve.\"\"\"
def auth(global_conf): ...
-- api.ini --
[pipeline:main]
pipeline = auth api
[pipeline:open]
pipeline = api
[filter:auth]
paste.filter_factory = shop:auth
[app:api]
paste.app_factory = shop:api
-- broken.ini --
[pipeline:main]
pipeline = auht api
[filter:auth]
paste.filter_factory = shop:auth
[app:api
paste.app_factory = shop:api
-- unknown.ini --
[app:api]
paste.app_factory = elsewhere:api
-- only.ini --
[loggers]
[exe:main]
paste.app_factory = shop:api
"""

MAIN = """\
pipeline main: 1 filter, then api; all resolve
1 ✓ auth  shop:auth
2 ✓ api   shop:api  Serve.
"""

OPEN = """\
pipeline open: resolves
1 ✓ api  shop:api  Serve.
"""


def test_without_a_section_all_that_no_other_leads_to_are_drawn(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "api.ini")
    assert (ran.code, ran.out, ran.err) == (0, f"{MAIN}\n{OPEN}", "")


@pytest.mark.parametrize("section", ["main", "pipeline:main"])
def test_a_section_is_named_with_or_without_its_kind(
    entryway: Entryway, tmp_path: Path, section: str
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "api.ini", section)
    assert (ran.code, ran.out) == (0, MAIN)


def test_a_broken_file_is_drawn_too_and_the_exit_code_is_1(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "broken.ini", "main")
    assert (ran.code, ran.err) == (1, "")
    assert 'no filter section "auht"; did you mean "auth"?' in ran.out


def test_what_is_not_known_is_no_failure(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "unknown.ini")
    assert ran.code == 0
    assert ran.out.startswith("app api: not known whether it resolves\n1 ? api  elsewhere:api\n")


def test_json_is_a_list_of_previews(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "api.ini", "--format", "json")
    shown = json.loads(ran.out)
    assert [each["title"] for each in shown] == ["pipeline main", "pipeline open"]
    assert [stage["name"] for stage in shown[0]["stages"]] == ["auth", "api"]
    assert shown[0]["stages"][0]["source"] == {"file": "shop.py", "line": 3}


@pytest.mark.parametrize(
    ("output", "begins", "holds"),
    [("mermaid", "flowchart LR\n", "p1s0 --> p1s1"), ("dot", "digraph ", "p1s0 -> p1s1;")],
)
def test_charts(entryway: Entryway, tmp_path: Path, output: str, begins: str, holds: str) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", "api.ini", "main", "--format", output)
    assert ran.code == 0
    assert ran.out.startswith(begins)
    assert holds in ran.out


USAGE = {
    "a near miss": (("api.ini", "mian"), 'has no section "mian"; did you mean "main"?'),
    "another case": (("api.ini", "Filter:auth"), 'did you mean "filter:auth"?'),
    "no such section": (("api.ini", "zzz"), "name no section to see those that no other leads to."),
    "no such file": (("gone.ini",), '"gone.ini" can\'t be read'),
    "a file of another kind": (("setup.cfg",), "is no Paste Deploy file"),
    "Python": (("shop.py",), "is no Paste Deploy file"),
    "nothing to load": (("only.ini",), "has no section that Paste Deploy loads"),
    "no environment": (("api.ini", "--python", "shop.py"), "shop.py"),
}


@pytest.mark.parametrize(("words", "reason"), USAGE.values(), ids=USAGE)
def test_what_can_not_be_drawn_is_2_and_one_sentence(
    entryway: Entryway, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("preview", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("entryway preview: ")
    assert reason in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.endswith((".\n", "?\n"))
