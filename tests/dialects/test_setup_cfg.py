"""setup.cfg: which entry points it declares, and what is said of it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from dialects.readings import declared, fixed, problem_in, read_text
from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.setup_cfg import entry_points_files, read_setup_cfg
from entryway.problems import Code, Severity
from entryway.syntax.ini import read_ini
from syntax.marks import with_marks, without_marks


def setup_cfg(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_pbr_declares_one_entry_point_a_line() -> None:
    reading = read_text(
        read_setup_cfg,
        setup_cfg("""
            [entry_points]
            shop.drivers =
                # the fast one
                v1.0/file+zip = shop.drivers:File [zip]

                memory = shop.drivers:Memory
            console_scripts = shop = shop.cli:main
        """),
    )
    assert reading.problems == ()
    assert declared(reading) == [
        ("shop.drivers", "v1.0/file+zip", "shop.drivers:File [zip]"),
        ("shop.drivers", "memory", "shop.drivers:Memory"),
        ("console_scripts", "shop", "shop.cli:main"),
    ]


def test_pbr_writes_groups_in_lower_case_with_underscores() -> None:
    text = "[entry_points]\nConsole-Scripts =\n    shop = shop.cli:main\n"
    reading = read_text(read_setup_cfg, text)
    assert declared(reading) == [("console_scripts", "shop", "shop.cli:main")]
    assert reading.problems == ()


def test_setuptools_takes_groups_as_they_are_written() -> None:
    text = "[options.entry_points]\n«console-scripts» =\n    shop = shop.cli:main\n"
    assert problem_in(read_setup_cfg, text).code is Code.SUSPICIOUS_GROUP


def test_setuptools_splits_a_value_of_one_line_at_commas() -> None:
    marked = "[options.entry_points]\ngui_scripts = a = shop:«a», b = shop:«b»,, c=shop:«c»\n"
    reading = read_text(read_setup_cfg, marked)
    assert [name for _, name, _ in declared(reading)] == ["a", "b", "c"]
    entries = [e.reference for e in reading.entry_points if e.reference is not None]
    functions = [reference.attributes[0].range for reference in entries]
    assert with_marks(without_marks(marked), functions) == marked


def test_the_inline_form_is_the_text_of_an_entry_points_file() -> None:
    reading = read_text(
        read_setup_cfg,
        setup_cfg("""
            [options]
            entry_points =
                [console_scripts]
                shop = shop.cli:main
                # not this one
                [shop.plugins]
                a:b = shop.plugins:a
        """),
    )
    assert declared(reading) == [
        ("console_scripts", "shop", "shop.cli:main"),
        ("shop.plugins", "a:b", "shop.plugins:a"),
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("file: entry_points.txt", ("entry_points.txt",)),
        ("file:a.txt, b.txt ,", ("a.txt", "b.txt")),
        # setuptools looks at the value's first characters, and a line end is one.
        ("\n    file: a.txt", ()),
        ("", ()),
    ],
)
def test_setup_cfg_may_name_files(value: str, files: tuple[str, ...]) -> None:
    text = f"[options]\nentry_points = {value}\n"
    assert entry_points_files(read_ini(text)) == files


def test_the_same_group_in_two_homes_is_no_duplicate() -> None:
    """One is read by pbr, the other by setuptools; no reader sees both."""
    reading = read_text(
        read_setup_cfg,
        setup_cfg("""
            [entry_points]
            console_scripts =
                shop = shop.cli:main
            [options.entry_points]
            console_scripts =
                shop = shop.cli:main
        """),
    )
    assert reading.problems == ()


def test_a_name_declared_twice_says_where_the_first_one_is() -> None:
    marked = setup_cfg("""
        [entry_points]
        console_scripts =
            shop = shop.cli:main
            other = shop.cli:main
            «shop» = shop.web:main
    """)
    problem = problem_in(read_setup_cfg, marked)
    assert problem.code is Code.DUPLICATE_ENTRY_POINT
    assert "console_scripts" in problem.message
    assert "line 3" in problem.message
    text = without_marks(marked)
    first = with_marks(text, [related.location.range for related in problem.related])
    assert first.replace("«shop» = shop.cli", "") != first


def test_a_script_without_a_function_is_an_error_and_a_plugin_is_not() -> None:
    marked = setup_cfg("""
        [entry_points]
        gui_scripts =
            shop = «shop.cli» [x]
        shop.plugins =
            shop = shop.cli [x]
    """)
    problem = problem_in(read_setup_cfg, marked)
    assert problem.code is Code.SCRIPT_NEEDS_ATTRIBUTE
    assert problem.severity is Severity.ERROR
    assert '"shop.cli:function"' in problem.message


@pytest.mark.parametrize(
    "line",
    ["«shop»", "= «shop.cli:main»", "«shop» =", "«[shop]»", "«[shop = shop.cli:main [x]»"],
    ids=["no value", "no name", "nothing behind the sign", "a header", "in brackets"],
)
def test_a_line_that_is_no_entry_point(line: str) -> None:
    marked = f"[options.entry_points]\nshop.plugins =\n    {line}\n    fine = shop:main\n"
    problem = problem_in(read_setup_cfg, marked)
    assert problem.code is Code.INVALID_OBJECT_REFERENCE
    assert "shop:main" in [r.text for r in read_text(read_setup_cfg, marked).references]


def test_one_broken_line_loses_no_other() -> None:
    marked = setup_cfg("""
        [entry_points]
        console_scripts =
            a = shop:a
        «half a line»
        more =
            b = shop:b
        «[unclosed»
        gui_scripts =
            c = shop:c
    """)
    reading = read_text(read_setup_cfg, marked)
    assert [problem.code for problem in reading.problems] == [Code.SYNTAX_ERROR] * 2
    assert with_marks(without_marks(marked), [p.range for p in reading.problems]) == marked
    assert [name for _, name, _ in declared(reading)] == ["a", "b"]


@pytest.mark.parametrize(
    "template",
    [
        "{% if x %}\n[entry_points]\nx =\n  a = a-b:c\n{% else %}\n[entry_points]\n{% endif %}\n",
        "<%inherit file='base'/>\n[entry_points]\nx =\n    a\n",
        "% if scripts:\n[entry_points]\nx =\n  a = a-b\n% endif\n",
        "[[post-config|setup.cfg]]\n[a]\nx = 1\n[a]\n[[local|localrc]]\nenable_plugin shop\n",
    ],
    ids=["jinja", "mako", "mako lines", "devstack"],
)
def test_nothing_is_said_of_a_file_that_is_a_template(template: str) -> None:
    assert read_text(read_setup_cfg, template).problems == ()


def test_an_entry_points_file_has_groups_and_nothing_else() -> None:
    marked = setup_cfg("""
        «lost = shop:main»
        [console_scripts]
        shop = shop.cli:main
        ; a comment
          # another

        [ shop.plugins ]
        a:b = shop.plugins:ab
    """)
    problem = problem_in(read_entry_points_txt, marked)
    assert problem.code is Code.SYNTAX_ERROR
    assert declared(read_text(read_entry_points_txt, marked)) == [
        ("console_scripts", "shop", "shop.cli:main"),
        (" shop.plugins ", "a:b", "shop.plugins:ab"),
    ]


def test_a_near_miss_of_a_group_is_corrected_by_its_fix() -> None:
    marked = "[entry_points]\n«console_script» =\n    shop = shop.cli:main\n"
    problem = problem_in(read_setup_cfg, marked)
    assert problem.code is Code.SUSPICIOUS_GROUP
    assert problem.severity is Severity.WARNING
    assert fixed(marked, problem.fixes[0]) == without_marks(marked).replace("script", "scripts", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_ranges_do_not_depend_on_the_line_ends(end: str) -> None:
    marked = "[entry_points]\nconsole_scripts =\n    a = shop.«a-b»:c\n".replace("\n", end)
    assert problem_in(read_setup_cfg, marked).code is Code.INVALID_OBJECT_REFERENCE


def test_odd_characters_are_characters_of_a_line() -> None:
    marked = "[entry_points]\nx =\n    \x0c\u2028 a = shop.«a\x0b\x00b»:c 😀\n".replace(" 😀", "")
    problem = read_text(read_setup_cfg, marked).problems
    assert [p.code for p in problem] == [Code.INVALID_OBJECT_REFERENCE]
