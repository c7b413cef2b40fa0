"""Where lines end, and how offsets and positions translate."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.model import Position, Range
from entryway.syntax.line_index import LineIndex
from entryway.syntax.text import has_word, split_lines
from syntax.marks import with_marks, without_marks

quickly = settings(max_examples=300, derandomize=True, deadline=None)

# Line ends, what looks like line ends, and a character of each width in UTF-8.
texts = st.text(
    st.sampled_from("ab\n\r\r\n\x0b\x0c\x1c\x85\u2028\x00é€😀\ud83d\ude00\ufeff"), max_size=30
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_of_the_three_line_ends_starts_a_line(end: str) -> None:
    index = LineIndex.of(f"one{end}two{end}")
    assert [index.line(number) for number in range(index.line_count)] == ["one", "two", ""]


@pytest.mark.parametrize(
    "other", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\x00"]
)
def test_nothing_else_ends_a_line_though_splitlines_thinks_so(other: str) -> None:
    index = LineIndex.of(f"one{other}two\nthree")
    assert [index.line(number) for number in range(index.line_count)] == [f"one{other}two", "three"]


def test_the_empty_text_has_one_empty_line() -> None:
    index = LineIndex.of("")
    assert (index.line_count, index.line(0)) == (1, "")
    assert index.offset(index.position(0)) == 0


def test_line_ends_of_all_kinds_may_stand_side_by_side() -> None:
    assert split_lines("a\r\n\r\rb\n\rc\n\n") == ["a", "", "", "b", "", "c", "", ""]


def test_a_line_the_text_lacks_is_empty() -> None:
    index = LineIndex.of("one\ntwo")
    assert index.line(-1) == index.line(2) == ""


@given(texts)
@quickly
def test_lines_are_those_of_a_file_opened_by_python(text: str) -> None:
    index = LineIndex.of(text)
    ours = [index.line(number) for number in range(index.line_count)]
    assert ours == split_lines(text)
    assert "\n".join(ours) == io.StringIO(text, newline=None).read()


@given(texts)
@quickly
def test_every_offset_survives_the_way_to_its_position_and_back(text: str) -> None:
    index = LineIndex.of(text)
    for offset in range(len(text) + 1):
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n" if offset else False
        expected = offset - 1 if inside_line_end else offset
        position = index.position(offset)
        assert index.offset(position) == expected
        assert position.column <= len(index.line(position.line))


@given(texts)
@quickly
def test_every_position_survives_the_way_to_its_offset_and_back(text: str) -> None:
    index = LineIndex.of(text)
    for number in range(index.line_count):
        for place in range(len(index.line(number)) + 1):
            position = Position(number, place)
            assert index.position(index.offset(position)) == position


@given(texts, st.integers(-3, 40))
@quickly
def test_an_offset_outside_the_text_means_its_nearer_end(text: str, offset: int) -> None:
    index = LineIndex.of(text)
    nearest = min(max(offset, 0), len(text))
    assert index.position(offset) == index.position(nearest)


@given(texts, st.integers(-2, 5), st.integers(-3, 10))
@quickly
def test_a_position_outside_the_text_means_the_nearest_place(
    text: str, number: int, place: int
) -> None:
    index = LineIndex.of(text)
    offset = index.offset(Position(number, place))
    if number < 0:
        assert offset == 0
    elif number >= index.line_count:
        assert offset == len(text)
    else:
        nearest = min(max(place, 0), len(index.line(number)))
        assert index.position(offset) == Position(number, nearest)


@pytest.mark.parametrize(
    "marked",
    [
        "one «two» three",
        "«one\ntwo»\n",
        "one«\r\n»two",
        "a\r«b\r\nc\x0cd»\r",
        "«»",
        "smile «😀é» again",
    ],
)
def test_a_slice_is_the_marked_text(marked: str) -> None:
    before, inside, after = marked.replace("»", "«").split("«")
    index = LineIndex.of(without_marks(marked))
    span = Range(index.position(len(before)), index.position(len(before + inside)))
    assert index.slice(span) == inside
    assert with_marks(before + inside + after, [span]) == marked


@given(st.text("ab_é1 .(", max_size=12))
@quickly
def test_a_word_is_found_where_a_regular_expression_finds_it(text: str) -> None:
    assert has_word(text, "a") == (re.search(r"\ba\b", text) is not None)
    assert has_word(text, "ab") == (re.search(r"\bab\b", text) is not None)
