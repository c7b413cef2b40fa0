"""File patterns mean what they mean in .gitignore."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from entryway.workspace.patterns import FileRules, read_pattern

FILES = (
    "x.ini",
    "paste",
    "etc/x.ini",
    "etc/deep/x.ini",
    "etc/deep/er/y.conf",
    "tests/x.ini",
    "lib/tests/data/x.ini",
    "lib/tests/y.conf",
    "lib/mytests/y.conf",
    "a b/é.ini",
)

NAMED = {
    "x.ini": ["x.ini", "etc/x.ini", "etc/deep/x.ini", "tests/x.ini", "lib/tests/data/x.ini"],
    "/x.ini": ["x.ini"],
    "*.conf": ["etc/deep/er/y.conf", "lib/tests/y.conf", "lib/mytests/y.conf"],
    "paste": ["paste"],
    "paste/": [],
    "tests": ["tests/x.ini", "lib/tests/data/x.ini", "lib/tests/y.conf"],
    "tests/": ["tests/x.ini", "lib/tests/data/x.ini", "lib/tests/y.conf"],
    "/tests": ["tests/x.ini"],
    "*tests": ["tests/x.ini", "lib/tests/data/x.ini", "lib/tests/y.conf", "lib/mytests/y.conf"],
    "lib/tests": ["lib/tests/data/x.ini", "lib/tests/y.conf"],
    "lib/*": ["lib/tests/data/x.ini", "lib/tests/y.conf", "lib/mytests/y.conf"],
    "*/x.ini": ["etc/x.ini", "tests/x.ini"],
    "etc/*.ini": ["etc/x.ini"],
    "etc/**": ["etc/x.ini", "etc/deep/x.ini", "etc/deep/er/y.conf"],
    "x.ini/**": [],
    "etc/**/x.ini": ["etc/x.ini", "etc/deep/x.ini"],
    "etc/**/*.conf": ["etc/deep/er/y.conf"],
    "**/deep": ["etc/deep/x.ini", "etc/deep/er/y.conf"],
    "**/tests/**/x.ini": ["tests/x.ini", "lib/tests/data/x.ini"],
    "**/**/er": ["etc/deep/er/y.conf"],
    "**": list(FILES),
    "e?c/x.ini": ["etc/x.ini"],
    "etc?x.ini": [],
    "[a-e]tc/x.ini": ["etc/x.ini"],
    "[!e]*/x.ini": ["tests/x.ini"],
    "a b/*.ini": ["a b/é.ini"],
    "X.ini": [],
    "deep/x.ini": [],
    ".ini": [],
}


def named(pattern: str, files: tuple[str, ...] = FILES) -> list[str]:
    read = read_pattern(pattern)
    assert read is not None
    rules = FileRules("/base", (), (read,))
    return [file for file in files if rules.excludes_way_to(f"/base/{file}")]


@pytest.mark.parametrize(("pattern", "files"), NAMED.items(), ids=NAMED)
def test_a_pattern_names(pattern: str, files: list[str]) -> None:
    assert sorted(named(pattern)) == sorted(files)


@pytest.mark.parametrize("pattern", NAMED)
def test_git_takes_it_so_too(tmp_path: Path, pattern: str) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / ".git/info/exclude").write_text(pattern + "\n")
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    answer = subprocess.run(
        ["git", "-c", "core.ignorecase=false", "check-ignore", "-z", "--no-index", "--stdin"],
        input="\0".join(FILES),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert sorted(answer.stdout.split("\0")[:-1]) == sorted(named(pattern))


def test_a_dot_and_doubled_slashes_say_nothing() -> None:
    assert named("./etc//x.ini") == ["etc/x.ini"]


@pytest.mark.parametrize("pattern", ["", "/", ".", "..", "../x.ini", "etc/../x.ini", "!x.ini"])
def test_what_names_nothing_below_the_folder_is_no_pattern(pattern: str) -> None:
    assert read_pattern(pattern) is None


def test_a_range_that_runs_backwards_is_no_error() -> None:
    assert named("[z-a].ini") == []


def test_what_lies_elsewhere_is_not_named() -> None:
    read = read_pattern("*")
    assert read is not None
    rules = FileRules("/base", (read,), (read,))
    assert not rules.excludes_way_to("/base2/x.ini")
    assert not rules.includes("/other/x.ini")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 30 + "b", "a" * 250),
        ("**/a/" * 30 + "b", "a/" * 250 + "c"),
        ("a*/" * 100 + "b", "aa/" * 250 + "c"),
    ],
)
@pytest.mark.timeout(10)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    begin = time.process_time()
    assert named(pattern, (path,)) == []
    assert time.process_time() - begin < 1
