"""`entryway check`: what is checked, what is found, and the exit code."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from cli.command import places, sole
from cli.conftest import Entryway
from entryway.dialects.table import kinds
from entryway.syntax.text import split_lines
from workspace.trees import marked_file, write_tree

SHOP = """
-- setup.cfg --
[metadata]
name = shop
[entry_points]
console_scripts =
    shop = shop.cli:main
-- shop/__init__.py --
-- shop/cli.py --
def main(): ...
def app(global_conf, **local_conf): ...
"""

ENVIRONMENT = """
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/README --
"""


def rows(said: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(said)
    return found


def test_a_clean_project_is_0(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP + ENVIRONMENT)
    ran = entryway("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Checked 1 reference in 1 file: all clear.\n"


def test_what_was_installed_before_it_was_edited_is_a_remark(
    entryway: Entryway, tmp_path: Path
) -> None:
    info = "named/lib/python3.11/site-packages/shop-1.0.dist-info"
    write_tree(
        tmp_path, SHOP + f"-- {info}/entry_points.txt --\n[console_scripts]\nshop = old:main\n"
    )
    ran = entryway("check", "--python", "named")
    assert ran.code == 0
    assert '"shop" is recorded as old:main in shop 1.0, which is installed in named' in ran.out


@pytest.mark.parametrize("named", [(), ("setup.py",)], ids=["the folder", "the file"])
def test_setup_py_is_checked_and_not_run(
    entryway: Entryway, tmp_path: Path, named: tuple[str, ...]
) -> None:
    setup_py = """
    -- setup.py --
    from setuptools import setup
    open("was-run", "w").close()
    setup(entry_points={"console_scripts": ["shop = shop.«clii»:main"]})
    -- shop/__init__.py --
    """
    write_tree(tmp_path, setup_py)
    ran = entryway("check", "--format", "json", *named)
    assert ran.code == 1
    row = sole(rows(ran.out))
    where = (row["line"], row["column"], row["end_column"])
    assert (row["file"], [where]) == ("setup.py", places(marked_file(setup_py, "setup.py")))
    assert not (tmp_path / "was-run").exists()


WRONG = {
    "an error": ("console_scripts =\n    shop = shop.«clii»:main", "error", 1),
    "a warning": ("«console_script» =\n    shop = shop.cli:main", "warning", 1),
    "a remark": ("x =\n    shop = «absent».cli:main", "information", 0),
}


@pytest.mark.parametrize(("section", "severity", "code"), WRONG.values(), ids=WRONG)
def test_errors_and_warnings_are_1_and_remarks_are_not(
    entryway: Entryway, tmp_path: Path, section: str, severity: str, code: int
) -> None:
    marked = f"[entry_points]\n{section}\n"
    write_tree(tmp_path, SHOP + ENVIRONMENT)
    write_tree(tmp_path, f"-- setup.cfg --\n{marked}")
    ran = entryway("check", "--format", "json")
    row = sole(rows(ran.out))
    assert ran.code == code
    assert row["severity"] == severity
    assert (row["line"], row["column"], row["end_column"]) == places(marked)[0]
    assert row["end_line"] == row["line"]
    assert row["file"] == "setup.cfg"
    assert set(row) == {
        *("file", "line", "column", "end_line", "end_column", "severity", "code", "message")
    }


def test_columns_count_characters(entryway: Entryway, tmp_path: Path) -> None:
    marked = "[entry_points]\nx =\n    😀e\u0301全 = shop.«clii»:main\n"
    write_tree(tmp_path, SHOP)
    write_tree(tmp_path, f"-- setup.cfg --\n{marked}")
    row = sole(rows(entryway("check", "--format", "json").out))
    assert (row["line"], row["column"], row["end_column"]) == places(marked)[0]


@pytest.mark.parametrize("words", [(), (".",), ("empty", "other")])
def test_nothing_to_check_is_2_and_says_what_to_name(
    entryway: Entryway, tmp_path: Path, words: tuple[str, ...]
) -> None:
    write_tree(tmp_path, "-- empty/main.py --\n-- other/logging.ini --\n[loggers]\nkeys = root\n")
    ran = entryway("check", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("entryway check: no configuration files under ")
    assert all(f'"{word}"' in ran.err for word in words)
    assert ran.err.count("\n") == 1


def test_a_path_that_is_not_there_is_2(entryway: Entryway) -> None:
    ran = entryway("check", "gone")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ('entryway check: "gone" does not exist; name a file or a project folder.\n')


def test_an_empty_path_is_2(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n[entry_points]\n")
    ran = entryway("check", "")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'entryway check: "" does not exist; name a file or a project folder.\n'


def test_folders_and_files_may_be_named_and_are_checked_once(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, SHOP + "-- etc/shop.ini --\n[app:x]\nuse = egg:shop#«gone»\n")
    ran = entryway("check", ".", "etc", "etc/shop.ini", str(tmp_path), "--format", "json")
    assert sole(rows(ran.out))["file"] == "etc/shop.ini"


def test_findings_come_in_the_order_of_files_and_places(entryway: Entryway, tmp_path: Path) -> None:
    text = "[app:b]\npaste.app_factory = shop.c:x\n[app:a]\npaste.app_factory = shop.b:x\n"
    write_tree(tmp_path, f"{SHOP}-- b.ini --\n{text}-- a/z.ini --\n{text}-- a.ini --\n{text}")
    found = [(row["file"], row["line"]) for row in rows(entryway("check", "--format=json").out)]
    files = [file for file, _ in found]
    assert list(dict.fromkeys(files)) == ["a.ini", "b.ini", "a/z.ini"]
    assert found == sorted(found, key=lambda place: (files.index(place[0]), place[1]))


NAMING = {
    "setup.cfg": """
    -- setup.cfg --
    [options]
    entry_points = file: entries/all.txt, gone.txt
    """,
    "pyproject.toml": """
    -- pyproject.toml --
    [project]
    dynamic = ["scripts"]
    [tool.setuptools.dynamic]
    entry-points = {file = ["entries/all.txt", "gone.txt"]}
    """,
}


@pytest.mark.parametrize("name", NAMING)
def test_the_files_that_a_project_names_are_checked_too(
    entryway: Entryway, tmp_path: Path, name: str
) -> None:
    tree = """
    -- entries/all.txt --
    [console_scripts]
    shop = «shop»
    -- shop.py --
    """
    write_tree(tmp_path, NAMING[name] + tree)
    for words in ((), (name,), ("entries/all.txt",)):
        row = sole(rows(entryway("check", *words, "--format", "json").out))
        assert (row["file"], row["code"]) == ("entries/all.txt", "script-needs-attribute")
        place = (row["line"], row["column"], row["end_column"])
        assert place == places(marked_file(tree, "entries/all.txt"))[0]


@pytest.mark.parametrize("environment", ["", ENVIRONMENT], ids=["none", "one"])
def test_an_egg_is_an_error_only_where_an_environment_was_searched(
    entryway: Entryway, tmp_path: Path, environment: str
) -> None:
    uses = "[app:x]\nuse = egg:absent#x\n[app:y]\nuse = egg:shop#absent\n"
    write_tree(tmp_path, f"{SHOP}{environment.lstrip()}-- etc/shop.ini --\n{uses}")
    ran = entryway("check", "--format", "json")
    assert [row["code"] for row in rows(ran.out)] == [
        *("distribution-not-found", "entry-point-not-found")
    ]
    severity = "error" if environment else "information"
    assert {row["severity"] for row in rows(ran.out)} == {severity}
    assert ran.code == (1 if environment else 0)
    assert ("no Python environment" in ran.err) == (not environment)


def test_that_no_environment_is_known_is_said_in_one_line(
    entryway: Entryway, tmp_path: Path
) -> None:
    write_tree(tmp_path, SHOP + "-- a/setup.cfg --\n-- b/setup.cfg --\n")
    ran = entryway("check")
    assert ran.out.count("no Python environment was found") == 1
    assert "--python" in ran.out


@pytest.mark.parametrize("python", ["nowhere", "empty", "setup.cfg", ""])
def test_a_python_that_is_no_environment_is_2_and_one_sentence(
    entryway: Entryway, tmp_path: Path, python: str
) -> None:
    write_tree(tmp_path, SHOP + "-- empty/README --\n")
    for words in (("check",), ("resolve", "shop.cli:main")):
        ran = entryway(*words, "--python", python)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"entryway {words[0]}: --python names ")
        assert ran.err.endswith(".\n")
        assert ran.err.count("\n") == 1


def test_the_environment_may_be_named(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, (SHOP + ENVIRONMENT).replace(".venv", "py"))
    for python in ("py", "py/", "./py/bin/python", f"{tmp_path}/py"):
        assert entryway("check", "--python", python).out.endswith("all clear.\n")


# --- What can't be read ---------------------------------------------------------------------------

WRONG_INI = "[app:x]\npaste.app_factory = shop.gone:x\n"


def test_the_environment_of_a_hook_is_not_the_project_s(
    entryway: Entryway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pre-commit calls the environment in which it runs a hook the active one."""
    write_tree(tmp_path, ENVIRONMENT)
    (tmp_path / "x.ini").write_text("[app:x]\nuse = egg:absent\n")
    prefix = tmp_path / "hook"
    write_tree(tmp_path, "-- hook/pyvenv.cfg --\n-- hook/lib/python3.11/site-packages/x.py --\n")
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setenv("VIRTUAL_ENV", str(prefix))
    assert "installed in .venv." not in entryway("check").out
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert "installed in .venv." in entryway("check").out


def test_what_can_not_be_read_loses_no_finding_elsewhere(
    entryway: Entryway, tmp_path: Path
) -> None:
    links = "-- gone.ini -> nowhere --\n-- loop.ini -> loop.ini --\n-- up -> . --\n-- a/b -> b --\n"
    write_tree(tmp_path, f"{links}{SHOP.lstrip()}-- z.ini --\n{WRONG_INI}")
    os.mkfifo(tmp_path / "pipe.ini")
    (tmp_path / "huge.ini").touch()
    os.truncate(tmp_path / "huge.ini", 64 * 1024 * 1024)
    (tmp_path / "folder.ini").mkdir()
    ran = entryway("check", "--format", "json")
    assert [row["file"] for row in rows(ran.out)] == ["z.ini"]
    assert ran.code == 1
    remarks = split_lines(ran.err)
    assert "gone.ini was not checked: it does not exist." in remarks
    assert "huge.ini was not checked: it is larger than 32 MB." in remarks
    assert not any("pipe" in remark or "folder" in remark for remark in remarks)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pipe.ini", "it is not a regular file"),
        ("gone.ini", "it does not exist"),
        ("/dev/zero", "it is not a regular file"),
        ("logging.ini", f"it is no {kinds()}"),
    ],
)
def test_a_file_that_is_named_and_not_read_is_2(
    entryway: Entryway, tmp_path: Path, name: str, reason: str
) -> None:
    write_tree(tmp_path, SHOP + "-- gone.ini -> nowhere --\n-- logging.ini --\n[loggers]\n")
    os.mkfifo(tmp_path / "pipe.ini")
    alone = entryway("check", name)
    assert (alone.code, alone.out) == (2, "")
    assert alone.err.startswith(f"entryway check: {name} was not checked: {reason}; ")
    assert alone.err.endswith("name a project folder, or another file.\n")
    beside = entryway("check", name, "setup.cfg")
    assert f"{name} was not checked: {reason}.\n" in beside.err
    # A file of another kind is nobody's fault: pre-commit hands over all that changed.
    assert beside.code == (0 if kinds() in reason else 2)
    assert "Checked 1 reference" in beside.out


def test_findings_count_more_than_what_was_not_read(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, f"-- gone.ini -> nowhere --\n{SHOP.lstrip()}-- z.ini --\n{WRONG_INI}")
    assert entryway("check", "gone.ini", "z.ini").code == 1


def test_a_fault_of_ours_loses_no_finding_elsewhere(
    entryway: Entryway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entryway.cli import check
    from entryway.features.diagnostics import diagnostics

    def fails(snapshot: object, document: object) -> object:
        if "a.ini" in str(document):
            raise RecursionError("a \x1b[31mfault")
        return diagnostics(snapshot, document)  # type: ignore[arg-type]

    write_tree(tmp_path, f"{SHOP}-- a.ini --\n{WRONG_INI}-- b.ini --\n{WRONG_INI}")
    monkeypatch.setattr(check, "diagnostics", fails)
    monkeypatch.delenv("ENTRYWAY_RAISE")
    ran = entryway("check", "--format", "json")
    assert sole(rows(ran.out))["file"] == "b.ini"
    assert ran.err.count("a fault in Entryway itself (RecursionError") == 1
    assert "\x1b" not in ran.err
    assert entryway("check", "a.ini", "setup.cfg").code == 2


BROKEN = {
    "NUL bytes": b"[app:x]\npaste.app_factory = shop.gone:x\n\0\0 = \0\n",
    "broken UTF-8": b"[app:x]\npaste.app_factory = shop.gone:x\nname = \xff\xfe\n",
    "a byte order mark": b"\xef\xbb\xbf[app:x]\npaste.app_factory = shop.gone:x\n",
    "CRLF": b"[app:x]\r\npaste.app_factory = shop.gone:x\r\n",
    "lone CR": b"[app:x]\rpaste.app_factory = shop.gone:x\r",
    "form feeds": b"\x0c[app:x]\n\x0c\npaste.app_factory = shop.gone:x\n",
    "U+2028": "[app:x]\npaste.app_factory = shop.gone:x\n# \u2028 y\n".encode(),
    "half a header": b"[app:x]\npaste.app_factory = shop.gone:x\n[app",
    "text before it": b"lost\n[app:x]\npaste.app_factory = shop.gone:x\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_no_damage_hides_a_finding(entryway: Entryway, tmp_path: Path, text: bytes) -> None:
    write_tree(tmp_path, SHOP)
    (tmp_path / "broken.ini").write_bytes(text)
    for output in ("json", "text", "github", "sarif"):
        ran = entryway("check", "--format", output)
        assert ran.code == 1
        assert "module-not-found" in ran.out


_SMALL = "[app:x]\npaste.app_factory = shop.cli:app\n"

LARGE = {
    "100,000 options": _SMALL + "".join(f"key{n} = value {n}\n" for n in range(100_000)),
    "100,000 lines of a value": f"{_SMALL}x =\n" + "    y\n" * 100_000,
    "10,000 dots": f"{_SMALL}[app:.x]\nuse = {'.' * 10_000}\n[app:{'.' * 10_000}]\n"
    f"paste.app_factory = {'a.' * 10_000}a:b\n",
    "a line of 5 MB": f"{_SMALL}x = " + "y" * 5_000_000,
    "5 MB of blanks": _SMALL + " " * 5_000_000,
    "5 MB that look like a template": f"{_SMALL}[[{'|' * 2_500_000}]\nx = @{'y' * 2_500_000}\n",
    "5 MB that look like a factory": f"{_SMALL}paste.{'_' * 5_000_000} = x\n",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_size_is_no_hindrance(entryway: Entryway, tmp_path: Path, text: str) -> None:
    """A second on a machine with nothing else to do; several on one that is busy."""
    write_tree(tmp_path, SHOP)
    (tmp_path / "large.ini").write_text(text)
    start = time.process_time()
    assert entryway("check", "large.ini").code == 0
    assert time.process_time() - start < 5


def test_names_of_files_need_not_be_text(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    name = os.fsdecode(b"caf\xe9\n\x1b[31m.ini")
    (tmp_path / name).write_text(WRONG_INI)
    for output in ("text", "json", "github", "sarif"):
        ran = entryway("check", "--format", output)
        assert ran.code == 1
        assert "\x1b" not in ran.said
    assert sole(rows(entryway("check", "--format", "json").out))["file"] == name
    assert entryway("check", name).code == 1
