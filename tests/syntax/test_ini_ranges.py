"""Every range of an INI tree is where its text is, for any text at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.model import Name, Range
from entryway.syntax.ini import IniSection, read_ini
from entryway.syntax.line_index import LineIndex
from syntax.ini_texts import ini_texts

any_text = ini_texts | st.text()
often = settings(max_examples=400, derandomize=True, deadline=None)


def names(section: IniSection) -> Iterator[Name]:
    yield section.name
    for option in section.options:
        yield option.key
        yield from option.value


def outermost(section: IniSection) -> Iterator[Range]:
    """Yield the ranges of a section that stand side by side, in file order."""
    yield section.header
    for option in section.options:
        yield option.key.range
        yield option.delimiter
        yield from (piece.range for piece in option.value)


@given(any_text)
@often
def test_every_name_is_the_text_at_its_range(text: str) -> None:
    tree, index = read_ini(text), LineIndex.of(text)
    for name in [*tree.comments, *(name for section in tree.sections for name in names(section))]:
        assert index.slice(name.range) == name.text
        assert name.range.start.line == name.range.end.line


@given(any_text)
@often
def test_headers_delimiters_and_ends_are_at_their_ranges(text: str) -> None:
    tree, index = read_ini(text), LineIndex.of(text)
    for section in tree.sections:
        assert index.slice(section.header) in {f"[{section.name.text}]", f"[{section.name.text}"}
        assert index.slice(section.header).startswith("[")
        for option in section.options:
            assert index.slice(option.delimiter) in {"=", ":"}
        last_line = index.line(section.end.line)
        assert last_line[: section.end.column] == last_line.rstrip() != ""


@given(any_text)
@often
def test_comments_are_the_lines_that_start_with_a_comment_sign(text: str) -> None:
    tree, index = read_ini(text), LineIndex.of(text.removeprefix("\ufeff"))
    lines = [index.line(number).strip() for number in range(index.line_count)]
    assert [comment.text for comment in tree.comments] == [
        line for line in lines if line.startswith(("#", ";"))
    ]


@given(any_text)
@often
def test_ranges_follow_one_another_without_overlap(text: str) -> None:
    tree = read_ini(text)
    parts = [range_ for section in tree.sections for range_ in outermost(section)]
    assert parts == sorted(parts)
    comments = [comment.range for comment in tree.comments]
    assert comments == sorted(comments)
    for earlier, later in pairwise(sorted(parts + comments)):
        assert earlier.end <= later.start


@given(any_text)
@often
def test_a_section_ends_behind_its_parts_and_before_the_next(text: str) -> None:
    tree = read_ini(text)
    for section in tree.sections:
        assert all(range_.end <= section.end for range_ in filled(section))
    for section, following in pairwise(tree.sections):
        assert section.end < following.header.start


def filled(section: IniSection) -> Iterator[Range]:
    """Yield a section's ranges, save those of the empty first lines of values."""
    return (range_ for range_ in outermost(section) if range_.start != range_.end)


@given(any_text)
@often
def test_problems_follow_one_another_in_the_file(text: str) -> None:
    places = [problem.range for problem in read_ini(text).problems]
    assert places == sorted(set(places))


@given(any_text)
@often
def test_a_problem_covers_a_whole_line_or_what_is_repeated(text: str) -> None:
    index = LineIndex.of(text)
    for problem in read_ini(text).problems:
        covered = index.slice(problem.range)
        number = problem.range.start.line
        if problem.first is None:
            line = index.line(number) if number else index.line(0).removeprefix("\ufeff")
            assert covered == line.strip()
        else:
            assert covered == index.slice(problem.first)
            assert problem.first.end <= problem.range.start
            assert f"line {problem.first.start.line + 1};" in problem.message
