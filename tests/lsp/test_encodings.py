"""How an editor's columns and code points translate, in each encoding of LSP 3.17."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol.types import PositionEncodingKind

from entryway.lsp.encodings import column, units

quickly = settings(max_examples=300, derandomize=True, deadline=None)

# What looks like line ends, and a character of each width in UTF-8.
lines = st.text(st.sampled_from("ab\x0c\x85\u2028\x00é€😀𝔘\ud83d\ude00\ufeff"), max_size=15)
encodings = st.sampled_from(PositionEncodingKind)


@given(lines)
@quickly
def test_units_are_counted_as_the_encoding_encodes(line: str) -> None:
    for place in range(len(line) + 1):
        before = line[:place]
        assert units(line, place, PositionEncodingKind.Utf8) == len(
            before.encode("utf-8", "surrogatepass")
        )
        assert units(line, place, PositionEncodingKind.Utf16) == (
            len(before.encode("utf-16-le", "surrogatepass")) // 2
        )
        assert units(line, place, PositionEncodingKind.Utf32) == place


@given(lines, encodings)
@quickly
def test_every_unit_leads_to_the_character_it_is_part_of(
    line: str, encoding: PositionEncodingKind
) -> None:
    for place in range(len(line)):
        first = units(line, place, encoding)
        behind = units(line, place + 1, encoding)
        assert {column(line, unit, encoding) for unit in range(first, behind)} == {place}
    assert column(line, units(line, len(line), encoding), encoding) == len(line)


@given(lines, encodings, st.integers(1, 50))
@quickly
def test_columns_and_units_outside_a_line_mean_its_nearer_end(
    line: str, encoding: PositionEncodingKind, far: int
) -> None:
    length = units(line, len(line), encoding)
    assert units(line, -far, encoding) == column(line, -far, encoding) == 0
    assert units(line, len(line) + far, encoding) == length
    assert column(line, length + far, encoding) == len(line)


def test_an_editor_that_counts_utf16_sees_two_units_in_a_smile() -> None:
    line = "😀 = x"
    assert units(line, line.index("="), PositionEncodingKind.Utf16) == len("xx =") - 1
    assert column(line, 1, PositionEncodingKind.Utf16) == 0


def test_half_a_surrogate_pair_counts_as_one_character() -> None:
    for half, encoding in product(["\ud83d", "\ude00"], PositionEncodingKind):
        line = f"é{half}x"
        place = line.index("x")
        assert column(line, units(line, place, encoding), encoding) == place
