"""Python's string literals: what they stand for, held against Python, and where it stands."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.syntax.line_index import LineIndex
from entryway.syntax.python_strings import PythonString, read_python_string, rewritten
from syntax.marks import with_marks, without_marks

_SIGNS = [*"abxuUN01789{}'\"\\\\\\ \t\n\r#é😀[]=:."]
_ESCAPES = ["\r\n", "\\N{DIGIT ONE}", "\\u0041", "\\x62", "\\uD800", "\\U00110000"]
_CONTENT = st.lists(st.sampled_from([*_SIGNS, *_ESCAPES]), max_size=12).map("".join)
_QUOTES = st.sampled_from(['"', "'", '"""', "'''"])
_PREFIXES = st.sampled_from(["", "", "", "r", "R", "u", "U"])
_PIECES = st.builds(lambda p, q, c: f"{p}{q}{c}{q}", _PREFIXES, _QUOTES, _CONTENT)
_BETWEEN = st.sampled_from(["", " ", "\n", " # why\n", "\\\n", "\t\\\r\n", "\r"])


@given(parts=st.lists(st.tuples(_PIECES, _BETWEEN), min_size=1, max_size=4))
@settings(max_examples=1000, derandomize=True, deadline=None)
def test_a_literal_says_what_python_says(parts: list[tuple[str, str]]) -> None:
    literal = "".join(piece + between for piece, between in parts)
    source = f"(\n{literal}\n)"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source, mode="eval")
        except (SyntaxError, ValueError):
            return
    node = tree.body
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    index = LineIndex.of(source)
    found = read_python_string(index, _offset(index, node), _offset(index, node, end=True))
    if any("\ud800" <= char <= "\udfff" for char in node.value):
        assert found is None
        return
    assert found is not None
    assert found.text == node.value
    assert found.closed
    places = [found.cut(at, at + 1).range for at in range(len(found.text))]
    assert found.name.places in (None, tuple(places))
    assert len(places) == len(found.text)
    for char, place in zip(found.text, places, strict=True):
        written = index.slice(place)
        # Each place stands for its character: by itself, as a line end, or as an escape.
        assert written == char or (char == "\n" and written in ("\r", "\r\n")) or "\\" in written
    assert sorted(places) == list(places)


def _offset(index: LineIndex, node: ast.expr, *, end: bool = False) -> int:
    line = node.end_lineno if end else node.lineno
    column = node.end_col_offset if end else node.col_offset
    assert line is not None
    assert column is not None
    before = index.line(line - 1).encode()[:column].decode()
    return index.starts[line - 1] + len(before)


def string(marked: str) -> PythonString:
    """Return the literal that a text is, its marks left off."""
    text = without_marks(marked)
    found = read_python_string(LineIndex.of(text), 0, len(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "marked",
    [
        '"«a»«b»"',
        "r'«\\»«x»'",
        '"«a»«\\x62»«\\n»«\\101»«\\N{DIGIT ONE}»«\\u00e9»«\\U0001F600»"',
        '"«a»\\\n  «b»"'.replace("  ", ""),
        '"«a»" # "no"\n  \'«b»\'',
        "'''«a»«\r\n»«b»'''",
        "'«\\»«d»'",
        '"«é»«😀»" "«x»"',
    ],
)
def test_every_character_has_its_place(marked: str) -> None:
    found = string(marked)
    places = [found.cut(at, at + 1).range for at in range(len(found.text))]
    assert with_marks(without_marks(marked), places) == marked


@pytest.mark.parametrize("text", ['b"a"', 'f"a"', '"a" b"b"', "1", "", "x", '"\\ud800"', '"a" x'])
def test_other_expressions_are_no_strings(text: str) -> None:
    assert read_python_string(LineIndex.of(text), 0, len(text)) is None


def test_a_string_that_is_not_closed_ends_where_it_was_said_to() -> None:
    found = string('"a = b')
    assert found.text == "a = b"
    assert not found.closed


@pytest.mark.parametrize(
    ("marked", "text", "fits"),
    [
        ('"a«b»c"', "xyz", True),
        ('"a«b»c"', "", True),
        ('"a«\\x62»c"', "b", True),
        ('"a«\\\n»c"', "b", True),
        ('"a«b»c"', '"', False),
        ("'a«b»c'", '"', True),
        ('"a«b»c"', "\\", False),
        ('r"a«b»c"', "\\", True),
        ('r"a«b»"', "\\", False),
        ('"a«b»c"', "\n", False),
        ('"""a«b»c"""', "\n", True),
        ('"""a«b»"""', '"', False),
        # What stands before would become another escape.
        ('"\\1«b»"', "2", False),
        ('"\\d\\«d»"', "n", False),
        ('"a«b" "c»d"', "x", False),
    ],
)
def test_a_correction_is_refused_that_says_something_else(
    marked: str, text: str, fits: bool
) -> None:
    source = without_marks(marked)
    start, end = marked.index("«"), marked.index("»") - 1
    piece = string(marked).pieces[0]
    assert rewritten(source, piece, start, end, text) is fits
