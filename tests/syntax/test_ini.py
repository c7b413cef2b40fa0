"""The rules of INI files, one text each. Marks show the ranges that a test is about."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import pytest

from entryway.model import Range
from entryway.syntax.ini import IniOption, IniProblemKind, IniTree, read_ini
from syntax.marks import with_marks, without_marks

Pick = Callable[[IniTree], Iterable[Range]]


def assert_marked(marked: str, pick: Pick) -> IniTree:
    """Assert that what `pick` takes from the tree of a marked text is what is marked in it."""
    text = without_marks(marked)
    tree = read_ini(text)
    assert with_marks(text, pick(tree)) == marked
    return tree


def assert_reports(marked: str, kind: IniProblemKind, message: str) -> IniTree:
    """Assert that a text has one problem, at the marked place."""
    tree = assert_marked(marked, lambda tree: [problem.range for problem in tree.problems])
    assert [(problem.kind, problem.message) for problem in tree.problems] == [(kind, message)]
    return tree


def options_of(tree: IniTree) -> list[IniOption]:
    return [option for section in tree.sections for option in section.options]


def headers(tree: IniTree) -> list[Range]:
    return [section.header for section in tree.sections]


def section_names(tree: IniTree) -> list[Range]:
    return [section.name.range for section in tree.sections]


def keys(tree: IniTree) -> list[Range]:
    return [option.key.range for option in options_of(tree)]


def delimiters(tree: IniTree) -> list[Range]:
    return [option.delimiter for option in options_of(tree)]


def values(tree: IniTree) -> list[Range]:
    return [piece.range for option in options_of(tree) for piece in option.value]


def comments(tree: IniTree) -> list[Range]:
    return [comment.range for comment in tree.comments]


def ends(tree: IniTree) -> list[Range]:
    return [Range(section.end, section.end) for section in tree.sections]


def outline(text: str) -> dict[str, dict[str, str]]:
    """Return the options of a text whose section names don't repeat."""
    return {
        section.name.text: {option.key.text: option.value_text for option in section.options}
        for section in read_ini(text).sections
    }


# Headers


def test_a_header_is_a_name_in_brackets() -> None:
    assert_marked("«[app:main]»\nuse = egg:x\n\n«[server:main]»\n", headers)
    assert_marked("[«app:main»]\nuse = egg:x\n\n[«server:main»]\n", section_names)


def test_blanks_inside_the_brackets_belong_to_the_name() -> None:
    assert_marked("[« app:x »]\n", section_names)


def test_a_name_reaches_to_the_last_bracket_of_the_line() -> None:
    assert_marked("[«a]b»]\n[«]»]\n[«c] ; see [d»]\n", section_names)


def test_text_behind_the_last_bracket_is_ignored() -> None:
    tree = assert_marked("«[a]» = 1\n«[b]» # note\n", headers)
    assert not options_of(tree) and not tree.problems


def test_a_header_may_be_indented_when_no_value_is_open() -> None:
    assert_marked("  «[a]»\n    «[b]»\nx = 1\n«[c]»\n", headers)


def test_a_header_indented_below_an_option_continues_its_value() -> None:
    tree = assert_marked("[a]\nx = «1»\n  «[b]»\n", values)
    assert [section.name.text for section in tree.sections] == ["a"]


def test_default_is_a_section_that_may_repeat() -> None:
    tree = read_ini("[DEFAULT]\nx = 1\n[a]\n[DEFAULT]\ny = 2\n[default]\n")
    assert [section.is_default for section in tree.sections] == [True, False, True, False]
    assert not tree.problems


def test_a_section_is_found_by_its_exact_name_and_the_first_one_wins() -> None:
    tree = read_ini("[a]\nx = 1\n[ a]\n[a]\nx = 2\n")
    assert tree.section("a") is tree.sections[0]
    assert tree.section(" a") is tree.sections[1]
    assert tree.section("A") is None


def test_a_section_ends_behind_its_last_line_of_content() -> None:
    assert_marked("[a]\nx = 1\n  2«»  \n\n# about b\n[b]«»\n\n[c]\njunk«»\n", ends)


# Options


def test_an_option_is_a_key_a_delimiter_and_a_value() -> None:
    text = "[a]\nuse = egg:Paste#urlmap\n/ : home\n"
    assert_marked("[a]\n«use» = egg:Paste#urlmap\n«/» : home\n", keys)
    assert_marked("[a]\n  use «=» egg:Paste#urlmap\n/ «:» home\n", delimiters)
    assert_marked("[a]\nuse = «egg:Paste#urlmap»\n/ : «home»\n", values)
    assert outline(text) == {"a": {"use": "egg:Paste#urlmap", "/": "home"}}


def test_the_first_delimiter_of_either_kind_ends_the_key() -> None:
    assert_marked("[a]\n«x»:y=z\n«x y»=y:z\n«x[0]»  == z\n", keys)


def test_keys_keep_their_case() -> None:
    assert outline("[a]\nUse = 1\nuse = 2\n") == {"a": {"Use": "1", "use": "2"}}


def test_a_hash_or_semicolon_behind_a_value_belongs_to_it() -> None:
    assert_marked("[a]\nx = «1 # one»\ny = «2 ; two»\n", values)


def test_an_empty_value_stands_where_it_would_be_typed() -> None:
    assert_marked("[a]\nx =«»\ny = «»\nz:  \t«»", values)


def test_percent_signs_are_left_to_whoever_interpolates() -> None:
    assert outline("[a]\nx = %(here)s/100%%\n") == {"a": {"x": "%(here)s/100%%"}}


def test_an_option_may_begin_with_a_bracket() -> None:
    tree = assert_marked("[a]\n«[app»:main\n«[x»=1\n«[]»=2\n", keys)
    assert not tree.problems


# Values of several lines


def test_deeper_lines_continue_a_value() -> None:
    marked = "[a]\npipeline = «cors»\n  «auth app»  \n\t«more»\nx = «1»\n"
    tree = assert_marked(marked, values)
    assert options_of(tree)[0].value_text == "cors\nauth app\nmore"


def test_depth_is_measured_from_the_option() -> None:
    text = "[a]\n    x = 1\n     2\n    y = 3\n  z = 4\n   5\n"
    assert outline(text) == {"a": {"x": "1\n2", "y": "3", "z": "4\n5"}}


def test_a_value_may_start_on_the_next_line() -> None:
    tree = assert_marked("[a]\nx =«»\n  «one»\n", values)
    assert options_of(tree)[0].value_text == "\none"


def test_deeper_lines_with_a_delimiter_are_still_values() -> None:
    tree = assert_marked("[a]\nconsole_scripts =«»\n    «run = shop.cli:main»\n", values)
    assert [option.key.text for option in options_of(tree)] == ["console_scripts"]


def test_blank_lines_inside_a_value_are_kept() -> None:
    tree = assert_marked("[a]\nx = «1»\n«»\n  «»\n  «2»\n", values)
    assert options_of(tree)[0].value_text == "1\n\n\n2"


def test_blank_lines_behind_a_value_are_dropped() -> None:
    assert_marked("[a]\nx = «1»\n\n  \n\ny =«»\n  «2»\n\n[b]\n", values)


def test_comments_inside_a_value_are_dropped_and_do_not_end_it() -> None:
    marked = "[a]\nx = «1»\n  # no\n; no\n«»\n  #no\n  «2 # yes»\n"
    tree = assert_marked(marked, values)
    assert options_of(tree)[0].value_text == "1\n\n2 # yes"


def test_a_section_cannot_start_with_a_continuation() -> None:
    text = "[a]\nx = 1\n[b]\n    y = 2\n  z = 3\n"
    assert outline(text) == {"a": {"x": "1"}, "b": {"y": "2", "z": "3"}}


# Comments


def test_a_comment_is_a_line_that_begins_with_a_hash_or_semicolon() -> None:
    tree = assert_marked(
        "«# one»\n[a]\n  «; two  # three»  \nx = 1 # no\n    «#»\n    2\n«;4 = 5»", comments
    )
    assert [comment.text for comment in tree.comments] == ["# one", "; two  # three", "#", ";4 = 5"]


def test_a_text_of_comments_and_blank_lines_has_no_problems() -> None:
    assert not read_ini("").problems
    assert not read_ini("\n# a\n\n  ; b\n").problems


# Unusual characters


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_three_line_ends_are_alike(end: str) -> None:
    marked = f"[a]{end}x = «1»{end}«»{end}  «2»{end}y =«»{end}[b]"
    tree = assert_marked(marked, values)
    assert options_of(tree)[0].value_text == "1\n\n2"


@pytest.mark.parametrize("blank", ["\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u2028", "\u3000"])
def test_every_blank_of_unicode_is_a_blank_and_none_of_them_ends_a_line(blank: str) -> None:
    marked = f"[a]{blank}\nx{blank}={blank}«1{blank}2»{blank}\n{blank}«3»\n{blank}{blank}\ny =«»"
    tree = assert_marked(marked, values)
    assert [option.key.text for option in options_of(tree)] == ["x", "y"]
    assert not tree.problems


def test_a_nul_is_a_character_like_any_other() -> None:
    assert_marked("[a\x00]\n«\x00» = \x00\n«b» = c\n", keys)


def test_columns_count_characters_beyond_the_basic_plane_once() -> None:
    assert_marked("[😀]\n«😀é» = 😀 : 😀\n", keys)
    assert_marked("[😀]\n😀é = «😀 : 😀»\n  «😀😀»\n", values)


def test_a_byte_order_mark_does_not_hide_the_first_header() -> None:
    tree = assert_marked("\ufeff«[a]»\nx = 1\n", headers)
    assert not tree.problems
    assert not read_ini("\ufeff# note\n[a]\n").problems
    assert not read_ini("\ufeff").problems


def test_a_byte_order_mark_elsewhere_is_text() -> None:
    assert_marked("[a]\n«\ufeffx» = 1\n", keys)


# What configparser rejects


def test_a_line_above_all_headers_is_reported_once_and_the_rest_is_read() -> None:
    tree = assert_reports(
        "# note\n\n  «x = 1»  \n   2\ny = 3\n[a]\nz = 4\n",
        IniProblemKind.MISSING_SECTION_HEADER,
        'no section header stands above this line; write one, such as "[main]"',
    )
    assert [option.key.text for option in options_of(tree)] == ["z"]


def test_a_header_that_is_being_typed_keeps_the_options_below_it_apart() -> None:
    text = "[metadata]\nname = shop\n«[options»\nname = 1\n[b]\nname = 2\n"
    tree = assert_reports(
        text, IniProblemKind.UNPARSABLE_LINE, 'header "[options" is not closed; add a "]"'
    )
    assert outline(without_marks(text)) == {
        "metadata": {"name": "shop"},
        "options": {"name": "1"},
        "b": {"name": "2"},
    }
    assert tree.sections[1].header == tree.problems[0].range


def test_a_header_that_is_being_typed_may_have_the_name_of_another_section() -> None:
    assert_reports(
        "[a]\nx = 1\n«[a»\nx = 2\n",
        IniProblemKind.UNPARSABLE_LINE,
        'header "[a" is not closed; add a "]"',
    )


def test_an_open_header_at_the_top_is_a_header_even_with_a_colon() -> None:
    tree = assert_reports(
        "«[app:main»\nuse = egg:x\n",
        IniProblemKind.MISSING_SECTION_HEADER,
        'header "[app:main" is not closed; add a "]"',
    )
    assert_marked("[«app:main»\nuse = egg:x\n", section_names)
    assert [option.key.text for option in options_of(tree)] == ["use"]


def test_an_open_header_with_a_colon_further_down_is_an_option_as_configparser_has_it() -> None:
    text = "[app:a]\nx = 1\n[app:b\ny = 2\n"
    assert outline(text) == {"app:a": {"x": "1", "[app": "b", "y": "2"}}
    assert not read_ini(text).problems


def test_an_open_header_below_other_lines_without_a_header_has_its_own_problem() -> None:
    tree = assert_marked("«x = 1»\n«[a:b»\n", lambda tree: [p.range for p in tree.problems])
    assert [problem.kind for problem in tree.problems] == [
        IniProblemKind.MISSING_SECTION_HEADER,
        IniProblemKind.UNPARSABLE_LINE,
    ]


def test_a_header_without_a_name_opens_a_section_without_a_name() -> None:
    marked = "[a]\n«[]»\nx = 1\n"
    message = "this header has no name; write one between the brackets"
    tree = assert_reports(marked, IniProblemKind.UNPARSABLE_LINE, message)
    assert_marked("«[a]»\n«[]»\nx = 1\n", headers)
    assert [section.name.text for section in tree.sections] == ["a", ""]


def test_a_line_without_a_delimiter_is_reported_without_the_blanks_around_it() -> None:
    tree = assert_reports(
        "[a]\n  x = 1\n  «paste.app fac»\t\r\n  y = 2\n",
        IniProblemKind.UNPARSABLE_LINE,
        'this line has neither "=" nor ":"; add one, or indent it below an option',
    )
    assert [option.value_text for option in options_of(tree)] == ["1", "2"]


def test_what_continues_a_broken_line_does_not_go_to_the_option_above() -> None:
    assert outline("[a]\nx = 1\nfac\n  more\n  y = 2\nz = 3\n") == {"a": {"x": "1", "z": "3"}}


def test_an_option_is_not_lost_below_a_broken_line_that_follows_a_header() -> None:
    assert outline("[a]\nfac\n  y = 2\n") == {"a": {"y": "2"}}


@pytest.mark.parametrize("delimiter", ["=", ":"])
def test_a_line_without_a_key_is_reported(delimiter: str) -> None:
    tree = assert_reports(
        f"[a]\ny = 1\n«{delimiter} 1»\n  x = 2\n",
        IniProblemKind.UNPARSABLE_LINE,
        f'no key stands before this "{delimiter}"; write one',
    )
    assert [option.key.text for option in options_of(tree)] == ["y", "x"]


def test_the_later_of_two_sections_of_one_name_is_reported_and_kept() -> None:
    tree = assert_reports(
        "[a]\nx = 1\n«[a]» # again\nx = 2\n",
        IniProblemKind.DUPLICATE_SECTION,
        'section "a" already begins on line 1; merge the two',
    )
    assert tree.problems[0].first == tree.sections[0].header
    assert [option.value_text for option in options_of(tree)] == ["1", "2"]


def test_the_later_of_two_options_of_one_key_is_reported_and_kept() -> None:
    tree = assert_reports(
        "[a]\nuse = 1\n\n«use»: 2\n[b]\nuse = 3\n",
        IniProblemKind.DUPLICATE_OPTION,
        'option "use" is already set on line 2; remove one of them',
    )
    assert tree.problems[0].first == options_of(tree)[0].key.range
    assert [option.value_text for option in options_of(tree)] == ["1", "2", "3"]


def test_defaults_must_not_repeat_over_several_default_sections() -> None:
    assert_reports(
        "[DEFAULT]\nx = 1\n[a]\nx = 2\n[DEFAULT]\n«x» = 3\n",
        IniProblemKind.DUPLICATE_OPTION,
        'option "x" is already set on line 2; remove one of them',
    )


def test_messages_repeat_no_values() -> None:
    text = "password = hunter2\n[a]\nb = hunter2\nb = hunter2\n= hunter2\nhunter2\n"
    problems = read_ini(text).problems
    assert len(problems) == 4
    assert not any("hunter2" in problem.message for problem in problems)


def test_messages_stay_short() -> None:
    long = "x" * 10_000
    problems = read_ini(f"[{long}]\n{long} = 1\n{long} = 1\n[{long}]\n[{long}").problems
    assert len(problems) == 3
    assert all(len(problem.message) < 200 for problem in problems)


# Time


@pytest.mark.parametrize(
    "text",
    [
        "[a]\n" + "".join(f"key{number} = value\n" for number in range(50_000)),
        "[a]\nx =\n" + "  entry = shop.cli:main\n" * 50_000,
        "[a]\nx = 1" + "\n" * 500_000 + "  2\n",
        "[a]\n" + "junk\n  more\n" * 25_000,
        "[a]\nx" + " " * 1_000_000 + "y",
        "[a]\nx" + " " * 1_000_000 + "= y",
        "[a]\n" + "[" * 1_000_000,
        "[a]\n[" + "]" * 1_000_000,
        "[a]\n" + "=" * 1_000_000,
        "\r" * 500_000,
    ],
    ids=lambda text: f"{text[:12]!r}...",
)
def test_time_is_proportional_to_the_text(text: str) -> None:
    # Anything quadratic takes minutes here; what is linear takes a tenth of the limit or less.
    start = time.process_time()
    read_ini(text)
    assert time.process_time() - start < 3
