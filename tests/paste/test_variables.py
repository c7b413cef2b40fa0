"""What `%(x)s` is replaced by, where each word of the result stands, and what can't be replaced."""

from __future__ import annotations

from configparser import (
    Error,
    InterpolationDepthError,
    InterpolationMissingOptionError,
    InterpolationSyntaxError,
)
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paste.deploy import loadwsgi

from entryway.paste.nodes import Stage
from entryway.paste.sections import PasteFile, Wanted
from entryway.paste.settings import load_file, section_settings
from entryway.paste.variables import InterpolationError, Scope, Value, expand
from entryway.syntax.line_index import LineIndex
from paste.both import graph_of
from paste.drawing import MAIN, paste_file
from paste.parts import importable
from syntax.marks import with_marks, without_marks


def value_of(file: PasteFile, key: str) -> Value:
    """Return an option of the first section, expanded."""
    settings = section_settings(file.sections[0], load_file(file).defaults)
    return settings.own[key].value


def words(text: str, key: str = "value") -> tuple[list[str], str]:
    """Return the words of an option, and the text with their places marked."""
    value = value_of(paste_file(text), key)
    found = list(value.words())
    places = [word.location for word in found]
    return [word.text for word in found], with_marks(text, {p.range for p in places if p})


def assert_words(marked: str, *expected: str) -> None:
    assert words(without_marks(marked)) == (list(expected), marked)


def test_words_have_their_places_across_continuation_lines() -> None:
    assert_words(
        "[app:a]\nvalue = «one» «two»\n\n  # a comment\n    «three»\n",
        "one",
        "two",
        "three",
    )


def test_what_was_replaced_has_the_place_of_the_reference() -> None:
    assert_words(
        "[DEFAULT]\nv = one two\n[app:a]\nvalue = «zero» «%(v)s» «three»\n",
        "zero",
        "one",
        "two",
        "three",
    )


def test_a_word_may_be_made_of_several_pieces() -> None:
    assert_words("[app:a]\nvalue = «x%(v)sy%%z» «é»\nv = 1\n", "x1y%z", "é")


def test_a_reference_to_nothing_takes_no_room() -> None:
    assert_words("[app:a]\nvalue = «a»%(v)s «b»\nv =\n", "a", "b")


def test_the_section_goes_before_the_defaults_and_case_counts() -> None:
    file = paste_file("[DEFAULT]\nv = 1\nV = 2\n[app:a]\nx = %(v)s %(V)s\nv = 3\n")
    assert value_of(file, "x").text == "3 2"


def test_here_and_the_files_own_path_are_built_in() -> None:
    file = paste_file("[app:a]\nx = %(here)s %(__file__)s\n")
    assert value_of(file, "x").text == f"/etc {MAIN}"


def test_a_default_that_comes_to_nothing_stands_as_it_is_written() -> None:
    file = paste_file("[DEFAULT]\nempty =\nv = %(empty)s\n[app:a]\nx = 1\n")
    assert load_file(file).defaults.settings["v"].text == "%(empty)s"


# --- Faults --------------------------------------------------------------------------------------


def assert_fault(marked: str, error: InterpolationError, name: str, key: str = "value") -> None:
    text = without_marks(marked)
    faults = value_of(paste_file(text), key).faults
    assert [(fault.error, fault.name) for fault in faults] == [(error, name)] * len(faults)
    assert with_marks(text, {f.location.range for f in faults if f.location}) == marked


def test_a_variable_that_is_not_there() -> None:
    marked = "[app:a]\nvalue = x «%(nope)s» y\n  «%(nope)s»\n"
    assert_fault(marked, InterpolationError.MISSING, "nope")


def test_a_variable_that_is_not_there_is_blamed_on_the_option_that_names_it() -> None:
    marked = "[app:a]\nvalue = %(other)s\nother = «%(nope)s»\n"
    text = without_marks(marked)
    assert_fault(marked, InterpolationError.MISSING, "nope")
    via = value_of(paste_file(text), "value").faults[0].via
    assert via is not None
    assert with_marks(text, [via.range]) == "[app:a]\nvalue = «%(other)s»\nother = %(nope)s\n"


@pytest.mark.parametrize(
    "value",
    ["100«%»", "«%(x»", "«%(x)d» y", "«%()s»", "«%d»(x)s", "a%%«%» b", "«%(x)»"],
)
def test_a_percent_sign_that_starts_no_reference(value: str) -> None:
    marked = f"[app:a]\nvalue = {value}\nx = 1\n".replace("«%d»", "«%»d")
    assert_fault(marked, InterpolationError.SYNTAX, "")


def test_a_value_that_refers_to_itself() -> None:
    marked = "[app:a]\nvalue = «%(w)s»\nw = %(value)s\n"
    assert_fault(marked, InterpolationError.DEPTH, "w")


def test_ten_levels_are_the_most() -> None:
    levels = "".join(f"v{n} = %(v{n - 1})s\n" for n in range(1, 12))
    file = paste_file(f"[app:a]\nv0 = end\n{levels}")
    assert value_of(file, "v10").text == "end"
    assert [fault.error for fault in value_of(file, "v11").faults] == [InterpolationError.DEPTH]


@pytest.mark.parametrize("bottom", ["ha", ""])
def test_a_value_that_would_fill_the_memory_is_given_up(bottom: str) -> None:
    levels = "".join(f"v{n} = {f'%(v{n - 1})s' * 10}\n" for n in range(1, 10))
    value = value_of(paste_file(f"[app:a]\nv0 = {bottom}\n{levels}"), "v9")
    assert value.faults[0].error is InterpolationError.LENGTH


def test_words_beside_a_fault_are_known() -> None:
    value = value_of(paste_file("[app:a]\nx = one %(nope)s-two three\n"), "x")
    assert [word.fault is None for word in value.words()] == [True, False, True]


# --- Against the library -------------------------------------------------------------------------

_ERRORS: dict[type[Exception], InterpolationError] = {
    InterpolationMissingOptionError: InterpolationError.MISSING,
    InterpolationSyntaxError: InterpolationError.SYNTAX,
    InterpolationDepthError: InterpolationError.DEPTH,
}
_PIECES = ("%(a)s", "%(b)s", "%(c)s", "%(d)s", "%(here)s", "%%", "x", " ", "", "\n  y", "1")
_ODD_PIECES = (*_PIECES, "%", "%(", ")s", "%(nope)s", "%(a)d", "%(A)s", "%()s", "%(a b)s")


def random_options(random: Random) -> str:
    pieces = random.choice((_PIECES, _ODD_PIECES))
    keys = random.sample("abcdef", random.randint(1, 6))
    lines = (f"{k} = {''.join(random.choices(pieces, k=random.randint(0, 4)))}" for k in keys)
    return "".join(f"{line}\n" for line in lines)


def assert_expanded_alike(random: Random) -> None:
    """Expand the options of a random file by the library as well."""
    text = f"[DEFAULT]\n{random_options(random)}[app:a]\n{random_options(random)}"
    parser = loadwsgi.NicerConfigParser(MAIN, defaults={"here": "/etc", "__file__": MAIN})
    parser.optionxform = str
    parser.read_string(text)
    file = paste_file(text)
    defaults = load_file(file).defaults
    scope = Scope(file.sections[0].options, defaults.options)
    for key, option in file.sections[0].options.items():
        assert_value(parser, "app:a", key, expand(option, scope), "")
    for key, setting in defaults.settings.items():
        assert_value(parser, "DEFAULT", key, setting.value, setting.option.text)


def assert_value(parser: Any, section: str, key: str, value: Value, if_empty: str) -> None:
    try:
        expected = parser.get(section, key)
    except Error as error:
        assert value.faults[0].error is _ERRORS[type(error)]
    else:
        assert not value.faults
        assert value.text == (expected or if_empty)


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_options_are_expanded_as_the_library_expands_them(random: Random) -> None:
    assert_expanded_alike(random)


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_what_stands_in_the_file_itself_is_at_its_place(random: Random) -> None:
    file = paste_file(text := f"[app:a]\n{random_options(random)}")
    index = LineIndex.of(text)
    scope = Scope(file.sections[0].options, {})
    for option in file.sections[0].options.values():
        for word in expand(option, scope).words():
            assert word.location is not None
            if word.is_verbatim:
                assert index.slice(word.location.range) == word.text
            else:
                assert "%" in index.slice(word.location.range)


SAMPLE = """
[DEFAULT]
def1 = a
def2 = b
basepath = %(here)s
def1again = %(def1)s

[app:main]
use = egg:Shop
setting = foo
def2 = skipped
apppath = %(basepath)s/app%%
multi = some
    lines
set def1 = changed
set other = %(setting)s
get copied = def1
get here_too = here

[app:user]
use = main
set def2 = by user
apppath = overridden
"""


@pytest.mark.parametrize("name", ["main", "user"])
@pytest.mark.parametrize("given", [None, {"def2": "given", "more": "100%%"}])
def test_a_section_has_the_settings_that_appconfig_tells(
    tmp_path: Path, name: str, given: dict[str, str] | None
) -> None:
    (tmp_path / "world").mkdir()
    path = tmp_path / "paste.ini"
    path.write_text(SAMPLE)
    with importable(tmp_path / "world"):
        expected = loadwsgi.appconfig(f"config:{path}", name=name, global_conf=given)
    node = graph_of(path, Wanted.APP, name, given)
    assert isinstance(node, Stage)
    local = {key: setting.text for key, setting in node.local.flat().items()}
    variables = {key: setting.text for key, setting in node.variables.flat().items()}
    assert local == expected.local_conf
    assert variables == expected.global_conf
    assert variables | local == dict(expected)
