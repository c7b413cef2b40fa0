"""Which section a name means: as Paste Deploy finds it, with what is near where it finds none."""

from __future__ import annotations

import re
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paste.deploy import loadwsgi

from entryway.paste.sections import (
    PREFIXES,
    PROTOCOLS,
    Ambiguous,
    NotFound,
    PasteFile,
    PasteSection,
    Wanted,
    find_section,
)
from paste.both import OBJECT_TYPES
from paste.drawing import paste_file
from syntax.marks import with_marks, without_marks


def headers(*texts: str) -> PasteFile:
    return paste_file("".join(f"[{text}]\n" for text in texts))


def names(sections: tuple[PasteSection, ...]) -> list[str]:
    return [section.text for section in sections]


@pytest.mark.parametrize("wanted", Wanted)
def test_the_tables_are_the_librarys(wanted: Wanted) -> None:
    object_type = OBJECT_TYPES[wanted]
    assert [list(group) for group in PREFIXES[wanted]] == object_type.config_prefixes
    assert [list(group) for group in PROTOCOLS[wanted]] == object_type.egg_protocols


def test_what_a_name_means_depends_on_what_is_wanted() -> None:
    file = headers("filter:auth", "pipeline:auth")
    found = [find_section(file, wanted, "auth") for wanted in (Wanted.APP, Wanted.FILTER)]
    assert found == [file.sections[1], file.sections[0]]


def test_blanks_around_a_name_do_not_count_and_blanks_before_the_colon_do() -> None:
    file = headers("app:  main ", "app :main")
    assert find_section(file, Wanted.APP, "main") is file.sections[0]


def test_of_two_spellings_of_a_kind_the_first_hides_the_other() -> None:
    file = headers("application:main", "app:main")
    assert find_section(file, Wanted.APP, "main") is file.sections[1]


def test_different_kinds_of_apps_are_ambiguous() -> None:
    file = headers("pipeline:main", "composit:main", "app:main")
    found = find_section(file, Wanted.APP, "main")
    assert isinstance(found, Ambiguous)
    assert names(found.candidates) == ["app:main", "composit:main", "pipeline:main"]


def test_headers_that_differ_in_blanks_are_ambiguous() -> None:
    found = find_section(headers("filter:a", "filter: a"), Wanted.FILTER, "a")
    assert isinstance(found, Ambiguous)


def test_a_bare_section_is_found_without_a_name_only() -> None:
    file = headers("app")
    assert find_section(file, Wanted.APP, None) is file.sections[0]
    found = find_section(file, Wanted.APP, "main")
    assert isinstance(found, NotFound)
    assert names(found.bare) == ["app"]


def test_a_near_miss_in_case_or_in_kind_is_told() -> None:
    file = headers("filter:Auth", "app:auth", "filter:auth token", "server:auth")
    found = find_section(file, Wanted.FILTER, "auth")
    assert isinstance(found, NotFound)
    assert names(found.other_case) == ["filter:Auth"]
    assert names(found.other_kind) == ["app:auth", "server:auth"]


def test_a_repeated_section_is_one_section() -> None:
    file = paste_file("[app:a]\nx = 1\n[app:b]\n[app:a]\nx = 2\ny = 3\n")
    section = find_section(file, Wanted.APP, "a")
    assert isinstance(section, PasteSection)
    assert {key: option.text for key, option in section.options.items()} == {"x": "1", "y": "3"}


def test_the_places_of_headers() -> None:
    marked = "«[app:main]»\n «[filter: a ]»\n«[server]»\n[loggers]\n"
    text = without_marks(marked)
    assert with_marks(text, [each.header for each in paste_file(text).sections]) == marked


def test_the_places_of_names() -> None:
    marked = "[app:«main»]\n [filter: «a b» ]\n[«server»]\n[app:«»]\n[app:  «»]\n"
    text = without_marks(marked)
    assert with_marks(text, [each.name_range for each in paste_file(text).sections]) == marked


_KINDS = ("app", "application", "composite", "composit", "pipeline", "filter-app", "filter")
_HEADERS = st.builds(
    "{}{}{}".format,
    st.sampled_from((*_KINDS, "server", "App", "exe", " app")),
    st.sampled_from(("", ":", ":", ":", ": ", " :")),
    st.sampled_from(("", "main", "main", "a", "A", "a ", "a:b", "\u00a0a")),
)


@given(st.lists(_HEADERS, max_size=8, unique=True))
@example(["app", "app:main"])
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_headers_give_what_the_library_finds(texts: list[str]) -> None:
    file = headers(*texts)
    parser = loadwsgi.NicerConfigParser("paste.ini")
    parser.optionxform = str
    parser.read_string("".join(f"[{text}]\n" for text in texts))
    loader = SimpleNamespace(parser=parser, filename="paste.ini")
    loader._find_sections = lambda *args: loadwsgi.ConfigLoader._find_sections(loader, *args)
    for wanted in Wanted:
        for name in (None, "main", "a", "A", "", "a:b"):
            assert ours(file, wanted, name) == theirs(loader, wanted, name)


def ours(file: PasteFile, wanted: Wanted, name: str | None) -> str | list[str]:
    match find_section(file, wanted, name):
        case PasteSection(text=text):
            return text
        case Ambiguous(candidates=candidates):
            return names(candidates)
        case NotFound():
            return []


def theirs(loader: SimpleNamespace, wanted: Wanted, name: str | None) -> str | list[str]:
    try:
        found = loadwsgi.ConfigLoader.find_config_section(loader, OBJECT_TYPES[wanted], name)
        assert isinstance(found, str)
        return found
    except LookupError as error:
        ambiguous = re.match(r"Ambiguous section names \[(.*)\] for section", str(error))
        return re.findall(r"'(.*?)'", ambiguous[1].replace("\\xa0", "\u00a0")) if ambiguous else []


def test_a_name_is_found_as_quickly_in_a_large_file() -> None:
    random = Random(0)
    file = headers(*(f"app:{random.random()}" for _ in range(20_000)), "app:a")
    for _ in range(20_000):
        assert find_section(file, Wanted.APP, "a") is file.sections[-1]
