"""Object references: what is one, what is not, and what is said of what is not."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialects.readings import fixed, problem_in, read_text
from entryway.dialects.setup_cfg import read_setup_cfg
from entryway.model import Name, ObjectReference, line_range
from entryway.problems import Code
from entryway.syntax.object_reference import (
    explain_invalid,
    parse_object_reference,
    split_extras,
)
from syntax.marks import with_marks, without_marks


def name(text: str) -> Name:
    return Name(text, line_range(0, 0, len(text)))


_words = st.sampled_from(["a", "b1", "_c", "é", "class", "py", "1a", "", "a-b", "²"])
_dotted = st.lists(_words, min_size=1, max_size=3).map(".".join)
_pads = st.sampled_from(["", "", "", " ", "\t", "\x0c", "\u2003", "  "])
_extras = st.sampled_from(["", "", "[x]", "[x, y]", "[]", "[x][y]", "[x", "x]", "[ x ]", "[[x]]"])
_well_formed = st.builds(
    "{}{}{}{}{}{}{}{}".format,
    _dotted,
    _pads,
    st.sampled_from([":", ":", "", "::"]),
    _pads,
    st.one_of(_dotted, st.just("")),
    _pads,
    _extras,
    st.sampled_from(["", "", " ", "#", " # c"]),
)
_noise = st.lists(st.sampled_from([*"ab.:[] \t-#/\"'", "py", "é", "\x0b"]), max_size=12).map(
    "".join
)


@settings(deadline=None)
@given(_well_formed | _noise)
def test_values_are_split_as_importlib_metadata_splits_them(text: str) -> None:
    """Of what that accepts, words that are no identifiers and files' names are refused."""
    value = text.strip()
    parsed = parse_object_reference(name(value))
    match = EntryPoint.pattern.match(value)
    if match is None or not _can_be_imported(match):
        assert parsed is None
        return
    assert parsed is not None
    module, attribute = match["module"], match["attr"]
    assert ".".join(part.text for part in parsed.module) == module
    assert ".".join(part.text for part in parsed.attributes) == (attribute or "")
    for part in (*parsed.module, *parsed.attributes):
        start, end = part.range
        assert value[start.column : end.column] == part.text
    extras = split_extras(name(value))[1]
    assert re.findall(r"\w+", extras.text if extras else "") == re.findall(
        r"\w+", match["extras"] or ""
    )


def _can_be_imported(match: re.Match[str]) -> bool:
    words = match["module"].split(".")
    named = all(word.isidentifier() for word in (*words, *(match["attr"] or "a").split(".")))
    return named and not (len(words) > 1 and words[-1] == "py")


@settings(deadline=None)
@given(_well_formed | _noise)
def test_what_is_no_reference_is_explained_at_characters_of_its_own(text: str) -> None:
    value = name(text)
    if parse_object_reference(value) is not None:
        return
    invalid = explain_invalid(value)
    start, end = invalid.place.range
    assert 0 <= start.column <= end.column <= len(text)
    assert text[start.column : end.column] == invalid.place.text
    assert re.fullmatch(r"[^\n]+[.?]", invalid.message)
    assert (start == end) == (text.strip() == ""), "there is something to underline"


def test_every_part_of_a_reference_has_its_place() -> None:
    marked = "«shop».«cmd» : «App».«main» [x, y]"
    reference = parse_object_reference(name(without_marks(marked)))
    assert isinstance(reference, ObjectReference)
    parts = (*reference.module, *reference.attributes)
    assert with_marks(without_marks(marked), [part.range for part in parts]) == marked
    assert reference.text == "shop.cmd:App.main"


MISTAKES = {
    "a dash": ("shop.cmd.«db-sync»:main", "has a dash", "shop.cmd.db_sync:main"),
    "a dash in the function": ("shop.cli:«run-it»", "has a dash", "shop.cli:run_it"),
    "a dash that no underscore mends": ("«1-a»:main", "has a dash", None),
    "a file": ("«main.py»", "is a file path", "main"),
    "a file with its function": ("«shop.cli.py»:main", "is a file path", "shop.cli:main"),
    "a path": ("«shop/cli.py»", "is a file path", "shop.cli"),
    "a path below src": ("«./src/shop/cli.py»:main", "is a file path", "shop.cli:main"),
    "a path without an ending": ("«shop/cli»:main", "is a file path", "shop.cli:main"),
    "a path of another system": (r"«shop\cli.py»", "is a file path", "shop.cli"),
    "a path no module can have": ("«shop-1/cli.py»:main", "is a file path", None),
    "a blank in a name": ("shop.my« »cli:main", "a blank stands in", None),
    "a blank beside a dot": ("shop.« »cli:main", "a blank stands in", "shop.cli:main"),
    "a blank before a dot": ("shop«  ».cli:main", "a blank stands in", "shop.cli:main"),
    "two colons": ("shop.cli:App«:»main", "has a second colon", None),
    "a doubled colon": ("shop.cli:«:»main", "has a second colon", "shop.cli:main"),
    "a comment": ("shop.cli:main«  # the shop»", "a comment can't follow", "shop.cli:main"),
    "a comment behind extras": ("shop.cli:main [x]« ; why»", "a comment", "shop.cli:main [x]"),
    "a comment with brackets": ("shop.cli:main« # see [1]»", "a comment", "shop.cli:main"),
    "no attribute": ("shop.cli«:»", "no attribute stands behind", "shop.cli"),
    "no module": ("«:»main", "no module stands before", None),
    "an empty word": ("shop.«.»cli:main", "a word on each side of a dot", "shop.cli:main"),
    "a dot at the start": ("«.»shop:main", "a word on each side of a dot", "shop:main"),
    "a dot at the end": ("shop:main«.»", "a word on each side of a dot", "shop:main"),
    "a dot at the module's end": ("shop«.»:main", "a word on each side of a dot", "shop:main"),
    "a call": ("shop.cli:main«()»", "is a call", "shop.cli:main"),
    "quotes": ('«"shop.cli:main"»', "quotes are no part", "shop.cli:main"),
    "a digit": ("shop.«2fa»:main", "is not a Python name", None),
    "a sign": ("shop.cli:«main!»", "is not a Python name", None),
    "an extra that is not closed": ("shop.cli:main «[x»", "extras begin with", None),
    "an extra in between": ("shop.cli«[x]:main»", "extras begin with", None),
}


@pytest.mark.parametrize(("value", "message", "mended"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_the_offending_characters(
    value: str, message: str, mended: str | None
) -> None:
    head = "[options.entry_points]\nshop.plugins =\n    it = "
    marked = head + value
    problem = problem_in(read_setup_cfg, marked)
    assert problem.code is Code.INVALID_OBJECT_REFERENCE
    assert message in problem.message
    assert [fixed(marked, fix) for fix in problem.fixes] == ([head + mended] if mended else [])


@pytest.mark.parametrize("value", [mended for _, _, mended in MISTAKES.values() if mended])
def test_what_a_fix_leaves_is_a_reference(value: str) -> None:
    assert parse_object_reference(name(value)) is not None


def test_a_message_does_not_repeat_a_value_of_any_length() -> None:
    for value in ("a-" * 50_000, "a b" * 50_000, "!" * 50_000, "x/" * 50_000, "a:b:" * 20_000):
        assert len(explain_invalid(name(value)).message) < 300


def test_ten_thousand_dots_are_one_mistake_or_none() -> None:
    dots = "." * 10_000
    assert parse_object_reference(name(f"{dots}:{dots}")) is None
    assert explain_invalid(name(f"{dots}:{dots}")).message
    deep = parse_object_reference(name(".".join(["a"] * 10_000)))
    assert deep is not None
    assert len(deep.module) == 10_000


@pytest.mark.timeout(10)
def test_long_runs_of_blanks_take_no_more_than_their_length() -> None:
    blanks = " " * 300_000
    for value in (f"a{blanks}b", f"a:b{blanks}]", f"a{blanks}[x", blanks, f"a{blanks}.b#"):
        assert parse_object_reference(name(value)) is None
        explain_invalid(name(value))


def test_a_line_that_is_templated_is_left_alone() -> None:
    text = "[entry_points]\nx =\n    it = {{ package }}.cli:main\n    {{ more }}\n{{ rest }}\n"
    reading = read_text(read_setup_cfg, text)
    assert reading.problems == ()
    assert reading.entry_points == ()
