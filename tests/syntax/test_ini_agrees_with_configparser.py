"""What configparser accepts we read alike; what it rejects we report, on the lines it names."""

from __future__ import annotations

import io
from collections.abc import Callable
from configparser import (
    DuplicateOptionError,
    DuplicateSectionError,
    Error,
    MissingSectionHeaderError,
    ParsingError,
    RawConfigParser,
)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paste.deploy.loadwsgi import NicerConfigParser

from entryway.syntax.ini import IniProblemKind, IniSection, IniTree, read_ini
from entryway.syntax.line_index import LineIndex
from syntax.ini_texts import ini_texts, tidy

Reading = dict[str, dict[str, str]]


def setuptools_parser() -> RawConfigParser:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    return parser


def paste_parser() -> RawConfigParser:
    parser: RawConfigParser = NicerConfigParser("etc/api-paste.ini")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    return parser


parsers = pytest.mark.parametrize("make", [setuptools_parser, paste_parser])


def read_by(parser: RawConfigParser, text: str) -> Reading:
    """Return what a parser reads from a file holding `text`, or raise its error."""
    parser.read_file(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    names = ["DEFAULT", *parser.sections()]
    return {name: dict(parser.items(name, raw=True)) for name in names}


def as_configparser_shows_it(tree: IniTree) -> Reading:
    def own(section: IniSection) -> dict[str, str]:
        return {option.key.text: option.value_text for option in section.options}

    defaults: dict[str, str] = {}
    for section in tree.sections:
        if section.is_default:
            defaults |= own(section)
    others = {s.name.text: defaults | own(s) for s in tree.sections if not s.is_default}
    return {"DEFAULT": defaults} | others


def assert_agreement(make: Callable[[], RawConfigParser], text: str) -> None:
    tree = read_ini(text)
    try:
        reading = read_by(make(), text)
    except Error as error:
        assert_reported(error, text, tree)
    else:
        ours = as_configparser_shows_it(tree)
        assert ours == reading
        assert list(ours) == list(reading)
        assert [list(options) for options in ours.values()] == [
            list(options) for options in reading.values()
        ]
        assert not tree.problems


def assert_reported(error: Error, text: str, tree: IniTree) -> None:
    """Assert that the tree has a problem of this error's kind on each line the error names."""
    unparsable = lines_of(tree, IniProblemKind.UNPARSABLE_LINE)
    # configparser adds what is below a header that is not closed to the section above. We do not,
    # so the two may differ on what repeats from there on.
    open_headers = {line for line in unparsable if text_of(text, line).startswith("[")}
    first_open = min(open_headers, default=len(text) + 1)
    if isinstance(error, MissingSectionHeaderError):
        assert lines_of(tree, IniProblemKind.MISSING_SECTION_HEADER) == {error.lineno}
    elif isinstance(error, ParsingError):
        named = {line for line, _ in error.errors}
        assert named <= unparsable
        ours = {problem.range.start.line + 1 for problem in tree.problems}
        assert named == ours or first_open < max(ours)
    elif isinstance(error, DuplicateSectionError):
        assert error.lineno in lines_of(tree, IniProblemKind.DUPLICATE_SECTION)
    else:
        assert isinstance(error, DuplicateOptionError)
        repeated = lines_of(tree, IniProblemKind.DUPLICATE_OPTION)
        # Two lines without a key are two options named "" to configparser; to us, two lines
        # without a key.
        kept = repeated if error.option else unparsable
        assert error.lineno in kept or first_open < (error.lineno or 0)


def lines_of(tree: IniTree, kind: IniProblemKind) -> set[int]:
    """Return the 1-based lines of the problems of one kind."""
    return {problem.range.start.line + 1 for problem in tree.problems if problem.kind is kind}


def text_of(text: str, line: int) -> str:
    return LineIndex.of(text.removeprefix("\ufeff")).line(line - 1).strip()


@parsers
@given(text=ini_texts)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_any_text_reads_alike_or_is_reported(
    make: Callable[[], RawConfigParser], text: str
) -> None:
    assert_agreement(make, text)


@given(text=tidy, mark=st.sampled_from(["", "\ufeff"]))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_a_byte_order_mark_changes_nothing(text: str, mark: str) -> None:
    assert_agreement(setuptools_parser, mark + text)


@pytest.mark.parametrize(
    "text",
    [
        "[a]\nx = 1\n\n\n  2\n\n",
        "[a]\nx = 1\n  # no\n  2\n# no\n  3\n",
        "[a]\nx = 1\n\n[b]\n  y = 2\n   z\n  [c]\n",
        "[a]\n    x = 1\n  y = 2\n    z = 3\n",
        "[a] b]c\nx : = y\n",
        "[a]\n[b:c\nd\n",
        "[a\nx = 1\n[a]\nx = 1\n",
        "[a]\nx = 1\n[b\nx = 1\n",
        "[DEFAULT]\nx = 1\n[a]\nx = 2\n[DEFAULT]\nx = 3\n",
        "[DEFAULT]\nx = 1\n[a]\n[DEFAULT]\ny = 3\n",
        "[a]\n= 1\n= 2\n",
        "[a]\n= 1\n  x = 2\n   y\n",
        "[a]\nx = 1\njunk\n  y\n  z = 1\n",
        "[a]\njunk\n  x = 1\n",
        "x = 1\n[a]\n",
        "\ufeff[a]\nx = 1\n",
    ],
)
@parsers
def test_texts_that_are_easy_to_read_otherwise(
    make: Callable[[], RawConfigParser], text: str
) -> None:
    assert_agreement(make, text)
