"""The text that people read: the line, and carets under exactly the offending characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.command import places
from cli.conftest import Entryway
from entryway.features.columns import columns, keep_end, keep_start
from entryway.syntax.text import split_lines
from syntax.marks import without_marks
from workspace.trees import write_tree

SHOP = "-- shop/__init__.py --\n-- setup.py --\n"


def underlined(said: str) -> str:
    """Return the characters that stand above the carets of the only excerpt."""
    (line, carets), *more = re.findall(r"^\d+ \| (.*)\n +\| ( *\^+)$", said, re.MULTILINE)
    assert not more
    first, last = carets.index("^"), len(carets)
    found, column = "", 0
    for char in line:
        width = columns(char)
        if first <= column < last or (width == 0 and first < column <= last):
            found += char
        column += width
    return found


def check(entryway: Entryway, root: Path, marked: str, end: str = "\n") -> str:
    """Return what is said of a file, whose place has to be that of the marks."""
    write_tree(root, SHOP)
    (root / "shop.ini").write_text(without_marks(marked), "utf-8", newline=end)
    ran = entryway("check")
    assert ran.code == 1
    line, column, _ = places(marked)[0]
    assert f"--> shop.ini:{line}:{column}\n" in ran.out
    return ran.out


LINES = {
    "plain": ("paste.app_factory = shop.«gone»:x", "gone"),
    "tabs": ("paste.app_factory\t=\tshop.«gone»:x\t", "gone"),
    "wide characters": ("全角.app_factory = shop.«没有»:x", "没有"),
    "combining characters": ("e\u0301e\u0301.app_factory = shop.«gone»:x", "gone"),
    "a combining character within": ("paste.app_factory = shop.«gone\u0301»:x", "gone\u0301"),
    "beyond the first plane": ("😀😀.app_factory = shop.«gone»:x", "gone"),
    "a form feed": ("\x0cpaste.app_factory = shop.«gone»:x", "gone"),
    "a separator": ("a\u2028b_factory = shop.«gone»:x", "gone"),
    "an escape sequence": ("\x1b[31m_factory = shop.«gone»:x", "gone"),
    "a byte order mark within": ("a\ufeffb_factory = shop.«gone»:x", "gone"),
    "a right-to-left override": ("\u202e_factory = shop.«gone»:x", "gone"),
}


@pytest.mark.parametrize(("line", "words"), LINES.values(), ids=LINES)
def test_carets_stand_under_the_offending_characters(
    entryway: Entryway, tmp_path: Path, line: str, words: str
) -> None:
    said = check(entryway, tmp_path, f"# entryway: ignore[no-loader]\n[app:x]\n{line}\n")
    assert underlined(said) == words
    assert all(char.isprintable() or char == "\n" for char in said)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "lone CR"])
def test_line_ends_are_no_part_of_the_line(entryway: Entryway, tmp_path: Path, end: str) -> None:
    said = check(entryway, tmp_path, "[app:x]\npaste.app_factory = shop.«gone»:x\n", end)
    assert underlined(said) == "gone"
    assert "\r" not in said


LONG = {
    "before": ("{long}_factory = shop.«gone»:x", "gone"),
    "behind": ("paste.app_factory = shop.«gone»:{long}", "gone"),
    "both": ("{long}_factory = shop.«gone»:{long}", "gone"),
    "wide": ("全{wide}_factory = shop.«gone»:{wide}", "gone"),
    "combining": ("{marks}_factory = shop.«gone»:x", "gone"),
}


@pytest.mark.parametrize(("line", "words"), LONG.values(), ids=LONG)
def test_a_long_line_is_cut_around_the_offending_characters(
    entryway: Entryway, tmp_path: Path, line: str, words: str
) -> None:
    filled = line.format(long="x" * 3000, wide="全" * 3000, marks="e\u0301" * 3000)
    said = check(entryway, tmp_path, f"# entryway: ignore[no-loader]\n[app:x]\n{filled}\n")
    assert underlined(said) == words
    assert "…" in said
    assert max(columns(row) for row in split_lines(said) if " | " in row) <= 120


def test_offending_characters_that_are_long_are_cut_too(entryway: Entryway, tmp_path: Path) -> None:
    gone = "gone" * 1000
    said = check(entryway, tmp_path, f"[app:x]\npaste.app_factory = shop.«{gone}»:x\n")
    assert underlined(said).startswith("gonegone")
    assert underlined(said).endswith("…")
    assert max(columns(row) for row in split_lines(said) if " | " in row) <= 120


def test_related_places_and_fixes_are_told_below(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n[entry_points]\nx =\n    a = b:c\n    a = d-e:f\n")
    said = entryway("check").out
    assert "  = the first one is here: setup.cfg:" in said
    assert '  = help: Change to "d_e"' in said


def test_the_summary_counts(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    (tmp_path / "one.ini").write_text("[app:x]\nuse = call:shop:x\nuse = egg:y\n")
    (tmp_path / "two.ini").write_text("[app:x]\nuse = call:shop.a:x\n")
    said = entryway("check").out
    assert "\nChecked 3 references in 2 files: 3 errors.\n" in said


# --- Room -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("全角", 4),
        ("e\u0301", 1),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("ｱ", 1),
        ("", 0),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


_texts = st.text(st.sampled_from("ab全\u0301😀…"), max_size=20)


@settings(deadline=None)
@given(_texts, st.integers(1, 12))
def test_what_is_cut_fits(text: str, room: int) -> None:
    start, end = keep_start(text, room), keep_end(text, room)
    assert columns(start) <= room
    assert columns(end) <= room
    assert text.startswith(start.removesuffix("…"))
    assert text.endswith(end.removeprefix("…"))
    if columns(text) <= room:
        assert start == end == text


# --- What is not shown ----------------------------------------------------------------------------

SECRET = "hunter2-s3cr3t"

KEPT = {
    "a duplicate option": f"[app:x]\nuse = egg:y\npassword = a\npassword = {SECRET}\n",
    "a line that continues nothing": f"[app:x]\nuse = egg:y\n{SECRET}\n",
    "a line without a key": f"[app:x]\nuse = egg:y\n= {SECRET}\n",
    "a line above the first header": f"password = {SECRET}\n[app:x]\nuse = egg:y\n",
    "an option that is indented": (
        f"[app:x]\npaste.app_factory = shop:app\n    password = {SECRET}\n"
    ),
    "an option below an empty one": f"[app:x]\npaste.app_factory =\n    password = {SECRET}\n",
    "a byte that is no UTF-8": f"[app:x]\nuse = egg:y\npassword = \udcff{SECRET}\n",
    "text behind a header": f"[app:x]\nuse = egg:y\n[app:x] {SECRET}\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_values_of_options_are_shown_nowhere(entryway: Entryway, tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, SHOP)
    (tmp_path / "shop.ini").write_bytes(text.encode("utf-8", "surrogateescape"))
    for output in ("text", "json", "github", "sarif"):
        ran = entryway("check", "--format", output)
        assert ran.code == 1
        assert SECRET not in ran.said


def test_a_header_that_is_not_closed_is_shown(entryway: Entryway, tmp_path: Path) -> None:
    said = check(entryway, tmp_path, "[app:x]\nuse = call:os:x\n«[filter»\n")
    assert underlined(said) == "[filter"


def test_a_key_that_is_set_twice_is_shown(entryway: Entryway, tmp_path: Path) -> None:
    said = check(entryway, tmp_path, "[app:x]\nuse = call:os:x\n«use» = call:os:y\n")
    assert underlined(said) == "use"
