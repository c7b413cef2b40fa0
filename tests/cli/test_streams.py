"""Terminals, pipes and files in any state: no traceback, and an exit code that says what was."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import command, run, run_in_shell, run_on_terminal, variables
from entryway.cli.main import main
from entryway.syntax.text import split_lines
from workspace.trees import write_tree

WRONG = """
-- setup.cfg --
[entry_points]
console_scripts =
    café = shop.《gone》:main
    other = shop.gone:main
-- shop/__init__.py --
"""
CLEAN = "-- setup.cfg --\n[metadata]\nname = shop\n"


def test_both_ways_to_start_are_one(tmp_path: Path) -> None:
    write_tree(tmp_path, WRONG)
    assert run("check", cwd=tmp_path).code == 1
    assert run("check", cwd=tmp_path).err == ""
    assert run(cwd=tmp_path).code == 2


def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    many = "".join(f"    s{number} = shop.gone:main\n" for number in range(5_000))
    write_tree(tmp_path, f"{WRONG}-- more/setup.cfg --\n[entry_points]\nconsole_scripts =\n{many}")
    for words, reader in (
        ("check", "head -n 1"),
        ("check --format json", "head -c 1"),
        ("check more", "true"),
        ("--help", "true"),
        ("resolve shop", "true"),
    ):
        script = f"{{ entryway {words}; echo $? > code; }} | {reader}"
        ran = run_in_shell(script, cwd=tmp_path)
        assert (ran.code, ran.err) == (0, ""), script
        # What is short may have been written before the reader left.
        codes = ("141", "0") if words in ("--help", "resolve shop") else ("141",)
        assert (tmp_path / "code").read_text().strip() in codes, script


def test_a_reader_of_errors_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    script = "{ entryway check nowhere 2>&1 >&3; echo $? >&4; } 3>/dev/null | true"
    ran = run_in_shell(f"exec 4>code\n{script}", cwd=tmp_path)
    assert ran.said == ""
    assert (tmp_path / "code").read_text().strip() in ("2", "141")


@pytest.mark.parametrize("words", ["check", "check --format json", "resolve shop", "--help"])
def test_a_disk_that_is_full_is_said(tmp_path: Path, words: str) -> None:
    write_tree(tmp_path, WRONG)
    assert Path("/dev/full").exists(), "there is no /dev/full here; run this test on Linux"
    ran = run_in_shell(f"entryway {words} > /dev/full", cwd=tmp_path)
    assert ran.code == 2
    said, end = split_lines(ran.err)[-2:]
    assert end == ""
    assert re.fullmatch(r"entryway.*: the output can't be written: no space left .*\.", said)
    assert "Traceback" not in ran.err


def test_what_went_wrong_is_told_by_the_code_where_it_can_not_be_written(tmp_path: Path) -> None:
    assert run_in_shell("entryway check nowhere 2> /dev/full", cwd=tmp_path).code == 2


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(tmp_path: Path, closed: str) -> None:
    write_tree(tmp_path, WRONG)
    for words in ("check", "check --format github", "check --format sarif"):
        ran = run_in_shell(f"entryway {words} {closed}", cwd=tmp_path)
        assert ran.code == 1
        assert "Traceback" not in ran.said
    assert run_in_shell(f"entryway check nowhere {closed}", cwd=tmp_path).code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "cp437", "utf-16"])
def test_any_encoding_can_carry_it(tmp_path: Path, encoding: str) -> None:
    write_tree(tmp_path, WRONG.replace("other", "x" * 300))
    (tmp_path / "é\udcff全.ini").write_text("[app:é]\nuse = call:é-全:x\n[app:é]\n", "utf-8")
    for output in ("text", "json", "github", "sarif"):
        done = subprocess.run(
            command("check", "--format", output),
            cwd=tmp_path,
            env=variables({"PYTHONIOENCODING": encoding}),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        done.stdout.decode(encoding)


def test_carets_stand_right_in_any_encoding(tmp_path: Path) -> None:
    write_tree(tmp_path, WRONG)
    said = run("check", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"}).out
    line, carets = re.findall(r"^\d+ \| (.*)\n +\| (.*)$", said, re.MULTILINE)[0]
    assert line[carets.index("^") : len(carets)] == r"\u300agone\u300b"


def test_a_folder_that_was_deleted_is_said(tmp_path: Path) -> None:
    write_tree(tmp_path, WRONG)
    gone = "mkdir gone; cd gone; rmdir ../gone"
    for words in ("check", "check setup.cfg", "resolve shop", "resolve --at setup.cfg:1:1"):
        ran = run_in_shell(f"{gone}; entryway {words}", cwd=tmp_path)
        assert ran.code == 2
        assert "the current folder no longer exists; change to one that does." in ran.err
        assert "Traceback" not in ran.err
    # What is named in full needs no current folder.
    assert run_in_shell(f"{gone}; entryway check {tmp_path}", cwd=tmp_path).code == 1


def test_words_are_explained(tmp_path: Path) -> None:
    for words in ((), ("chekc",), ("check", "--fromat", "json"), ("check", "--format", "xml")):
        ran = run(*words, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("usage: entryway")
    assert run("check", "--form", "json", cwd=tmp_path).code == 2
    ran = run("--help", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert all(word in ran.out for word in ("serve", "check", "resolve", "exit codes"))
    assert run("--version", cwd=tmp_path).out.startswith("entryway ")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "\x1b[31mgone"),
        ("check", "--\x1b[31m"),
        ("check", "--format", "\x1b[31m"),
        ("check", "--python", "\x1b[31m"),
        ("resolve", "a\x1b[31mb"),
        ("resolve", "\x1b]0;title\x07:main"),
        ("resolve", "egg:\x1b[31m"),
        ("resolve", "--at", "\x1b[31m:1:1"),
        ("\x9b31m",),
    ],
)
def test_words_are_never_obeyed_by_the_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, cwd=tmp_path)
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.said
    assert all(char.isprintable() or char == "\n" for char in ran.said)


@pytest.mark.parametrize("words", [["serve"], ["serve", "--stdio"]])
def test_serve_starts_the_server(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setattr("entryway.cli.serve.serve", lambda: 7)
    assert main(words) == 7


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_serve_needs_both_streams(tmp_path: Path, closed: str) -> None:
    ran = run_in_shell(f"entryway serve </dev/null {closed}", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err == (
        "entryway serve: standard input or output is closed, through which an editor and the "
        "server speak; leave both open.\n"
    )


def test_a_fault_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("\x1bfault")

    monkeypatch.setattr("entryway.cli.check.open_snapshot", fails)
    monkeypatch.delenv("ENTRYWAY_RAISE", raising=False)
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("entryway check: a fault in Entryway itself (RuntimeError: ")
    assert said.endswith("please report it.\n")
    assert "\x1b" not in said
    monkeypatch.setenv("ENTRYWAY_RAISE", "1")
    with pytest.raises(RuntimeError):
        main(["check", str(tmp_path)])


# --- Terminals ------------------------------------------------------------------------------------

ESCAPE = "\x1b["


def test_colours_only_on_a_terminal(tmp_path: Path) -> None:
    write_tree(tmp_path, WRONG)
    assert f"{ESCAPE}1;31merror" in run_on_terminal("check", cwd=tmp_path).out
    assert ESCAPE not in run("check", cwd=tmp_path).said
    for never in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert ESCAPE not in run_on_terminal("check", cwd=tmp_path, env=never).said
    assert ESCAPE not in run_on_terminal("check", "--format", "json", cwd=tmp_path).said


def test_lines_fit_the_terminal(tmp_path: Path) -> None:
    write_tree(tmp_path, WRONG.replace("other", "x" * 300))
    said = run_on_terminal("check", cwd=tmp_path, width=50, env={"NO_COLOR": "1"}).out
    excerpts = [line for line in split_lines(said) if " | " in line]
    assert excerpts
    assert max(map(len, excerpts)) <= 50


def long_work(root: Path) -> None:
    """Write what takes a second or more to check."""
    options = "".join(f"key{number} = value\n" for number in range(60_000))
    for number in range(6):
        name = f"a-folder-with-a-long-name/{'x' * 80}-{number}.ini"
        write_tree(root, f"-- {name} --\n[app:x]\nuse = call:os:x\n{options}")


def test_progress_is_shown_for_long_work_and_taken_away(tmp_path: Path) -> None:
    long_work(tmp_path)
    ran = run_on_terminal("check", cwd=tmp_path, width=60)
    assert ran.code == 0
    shown = re.findall(r"\r\x1b\[2K(checked [^\r\x1b]*)", ran.out)
    assert shown
    assert all(len(line) < 60 for line in shown), "a line that wraps can't be taken away"
    assert shown[-1].startswith("checked ")
    end = ran.out.rindex(shown[-1]) + len(shown[-1])
    assert ran.out[end:].startswith("\r\x1b[2K")
    assert "\x1b" not in ran.out[end + len("\r\x1b[2K") :]


def test_progress_is_not_shown_in_pipes_nor_on_dumb_terminals(tmp_path: Path) -> None:
    long_work(tmp_path)
    piped = run("check", cwd=tmp_path)
    dumb = run_on_terminal("check", cwd=tmp_path, env={"TERM": "dumb"})
    for ran in (piped, dumb):
        assert ran.code == 0
        assert re.search(r"^checked|\x1b", ran.said, re.MULTILINE) is None


def test_ctrl_c_ends_it_at_once_and_quietly(tmp_path: Path) -> None:
    long_work(tmp_path)
    ran = run_on_terminal("check", cwd=tmp_path, interrupt_at="checked")
    assert ran.code == 130
    assert "Traceback" not in ran.out
    assert ran.out.endswith("\r\x1b[2K")


# --- What is not loaded ---------------------------------------------------------------------------

_HEAVY = {
    *("pygls", "lsprotocol", "jedi", "parso", "asyncio", "attrs", "cattrs"),
    *("importlib.metadata", "difflib", "json", "urllib", "email", "shutil", "subprocess"),
    *("tomllib", "tomli", "paste", "http", "socket", "tempfile", "xml"),
}


@pytest.mark.parametrize("words", [["check"], ["check", "setup.cfg"], ["resolve", "shop:main"]])
def test_a_command_loads_only_what_it_needs(tmp_path: Path, words: list[str]) -> None:
    tree = """
    -- setup.cfg --
    [entry_points]
    console_scripts =
        shop = shop:main
    -- shop.py --
    def main(): ...
    def app(global_conf): ...
    -- etc/shop.ini --
    [app:x]
    use = call:shop:app
    """
    write_tree(tmp_path, tree)
    script = (
        "import sys; from entryway.cli.main import main; "
        f"code = main({words!r}); print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        # Nothing that site-packages load at the start may count.
        [sys.executable, "-S", "-c", script],
        cwd=tmp_path,
        env=variables(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.split())
    assert "entryway.workspace.snapshot" in loaded
    assert {name for name in loaded if name in _HEAVY or name.partition(".")[0] in _HEAVY} == set()
