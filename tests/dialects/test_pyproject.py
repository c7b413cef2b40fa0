"""pyproject.toml: what every backend's tables declare, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialects.readings import declared, fixed, leading_parts, problem_in, read_text
from entryway.dialects.pyproject import read_pyproject
from entryway.dialects.pyproject_files import dynamic_entry_points_files
from entryway.dialects.toml_folds import toml_folds
from entryway.files.view import Text
from entryway.model import ObjectReference
from entryway.problems import Code
from entryway.syntax.line_index import LineIndex
from syntax.marks import with_marks, without_marks
from syntax.toml_texts import toml_texts

SCRIPT = ("console_scripts", "shop", "shop.cli:main")
PLUGIN = ("paste.app_factory", "main", "shop:app")


def values_of(text: str) -> Mapping[str, object]:
    """Return what a valid pyproject.toml says."""
    toml = read_pyproject(Text("/shop/pyproject.toml", text)).toml
    assert toml is not None
    assert toml.is_valid
    return toml.values


DECLARED = {
    "scripts of the project": ('[project.scripts]\nshop = "shop.cli:main"\n', SCRIPT),
    "scripts without a console": (
        "[project.gui-scripts]\nshop = 'shop.cli:main'\n",
        ("gui_scripts", *SCRIPT[1:]),
    ),
    "a group": ('[project.entry-points."paste.app_factory"]\nmain = "shop:app"\n', PLUGIN),
    "braces": ('[project]\nscripts = {shop = "shop.cli:main"}\n', SCRIPT),
    "braces in braces": (
        '[project]\nentry-points = {"paste.app_factory" = {main = "shop:app"}}\n',
        PLUGIN,
    ),
    "dotted keys": ('[project]\nscripts.shop = "shop.cli:main"\n', SCRIPT),
    "dotted groups": (
        '[project.entry-points]\n\'paste.app_factory\'."main" = "shop:app"\n',
        PLUGIN,
    ),
    "Poetry's scripts": ('[tool.poetry.scripts]\nshop = "shop.cli:main"\n', SCRIPT),
    "Poetry's scripts in braces": (
        '[tool.poetry.scripts]\nshop = {reference = "shop.cli:main", type = "console"}\n',
        SCRIPT,
    ),
    "Poetry's scripts with extras": (
        '[tool.poetry.scripts]\nshop = {callable = "shop.cli:main", extras = ["web"]}\n',
        SCRIPT,
    ),
    "Poetry's plugins": (
        '[tool.poetry.plugins."paste.app_factory"]\nmain = "shop:app"\n',
        PLUGIN,
    ),
    "Flit's scripts": ('[tool.flit.scripts]\nshop = "shop.cli:main"\n', SCRIPT),
    "Flit's groups": ('[tool.flit.entrypoints."paste.app_factory"]\nmain = "shop:app"\n', PLUGIN),
    "Flit's groups in steps": (
        '[tool.flit.entrypoints.paste.app_factory]\nmain = "shop:app"\n',
        PLUGIN,
    ),
    "PDM's scripts of old": ('[tool.pdm]\ncli = {shop = "shop.cli:main"}\n', SCRIPT),
    "PDM's groups of old": (
        '[tool.pdm.entry_points."paste.app_factory"]\nmain = "shop:app"\n',
        PLUGIN,
    ),
    "PDM's groups with a dash": (
        '[tool.pdm.entry-points."paste.app_factory"]\nmain = "shop:app"\n',
        PLUGIN,
    ),
}


@pytest.mark.parametrize(("text", "entry"), DECLARED.values(), ids=DECLARED)
def test_each_home_declares(text: str, entry: tuple[str, str, str]) -> None:
    reading = read_text(read_pyproject, text)
    assert declared(reading) == [entry]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        '[tool.poetry.scripts]\nshop = {reference = "bin/shop.sh", type = "file"}\n',
        '[tool.poetry.scripts]\nshop = {reference = "shop.cli:main"}\n',
        '[tool.pdm.scripts]\nlint = "ruff check"\n',
        '[tool.poe.tasks]\nlint = "ruff check"\n',
        '[project.scripts]\n"{{ name }}" = "{{ name }}.cli:main"\n',
        "",
    ],
)
def test_nothing_is_declared(text: str) -> None:
    reading = read_text(read_pyproject, text)
    assert declared(reading) == []
    assert reading.references == ()
    assert reading.problems == ()


@pytest.mark.parametrize(
    "marked",
    [
        '[project.scripts]\n«shop» = "«shop».«cli»:«main»" # no.such:thing\n',
        "[project.scripts]\n'«my shop»' = '«shop».«cli»:«main» [web]'\n",
        '[project.scripts]\n"«sh\\u006fp»" = "«s\\U00000068op».«c\\u006Ci»\\u003A«main»"\n',
        '[project.scripts]\n«shop» = """\n«shop».«cli»:\\\n    «ma\\\n\n  in»"""\n',
        "[project.scripts]\n«shop» = '''\r\n«shop».«cli»:«main»'''\r\n",
        '[project.scripts]\n"«é😀»"= "«é».«cli»:«main»"\n',
        '[project]\nscripts = {«a» = "«a»", «b»="«b»:«b»"}\n',
        '[project]\nscripts.«a» = "«shop».«cli»:«main»"\n',
        '[tool.poetry.scripts]\n«a» = {type = "console", reference = "«shop»:«main»"}\n',
        '[build-system]\n«build-backend» = "«hatchling».«build»"\n',
        '[build-system]\n«build-backend» = "«backend»:«Make».«hooks»"\nbackend-path = ["."]\n',
        '[project]\ndynamic = ["version"]\n'
        '[tool.setuptools.dynamic]\nversion = {«attr» = "«shop».«about».«__version__»"}\n',
        '[tool.setuptools.dynamic]\nversion.«attr» = " «shop».«__version__»"\n',
    ],
)
def test_every_part_leads_from_its_exact_place(marked: str) -> None:
    assert leading_parts(read_pyproject, marked) == marked


def test_what_is_looked_up_elsewhere_or_half_typed_is_not_judged() -> None:
    text = """
        [build-system]
        build-backend = "absent"
        [tool.setuptools.dynamic]
        version.attr = "shop.absent"
        [project.scripts]
        shop = "shop.cli:ma
    """
    reading = read_text(read_pyproject, dedent(text))
    assert reading.references == ()
    named = [r.text for r in reading.unjudged if isinstance(r, ObjectReference)]
    assert named == ["shop.cli:ma", "absent", "shop:absent"]
    assert [problem.code for problem in reading.problems] == [Code.SYNTAX_ERROR]


WRONG = {
    "no function": (
        '[project.scripts]\nshop = "«shop.cli»"\n',
        Code.SCRIPT_NEEDS_ATTRIBUTE,
    ),
    "a dash": ('[project.scripts]\nshop = "«my-shop»:main"\n', Code.INVALID_OBJECT_REFERENCE),
    "a dash behind an escape": (
        '[project.scripts]\nshop = "\\u006dain.«my-\\u0073hop»:main"\n',
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "nothing": ('[project.scripts]\n«shop» = ""\n', Code.INVALID_OBJECT_REFERENCE),
    "a number": ("[project.scripts]\nshop = «1»\n", Code.INVALID_OBJECT_REFERENCE),
    "an array": (
        '[project.scripts]\nshop = «[»\n"shop.cli:main"]\n',
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "a table": ("[project.scripts.«shop»]\n", Code.INVALID_OBJECT_REFERENCE),
    "no name": ('[project.scripts]\n"" = "«shop:main»"\n', Code.INVALID_OBJECT_REFERENCE),
    "a near group": (
        "[project.entry-points.'«paste.filter_factroy»']\nx = 'shop:x'\n",
        Code.SUSPICIOUS_GROUP,
    ),
    "a group without quotes": (
        '[project.entry-points.paste.«app_factory»]\nx = "shop:x"\n',
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "twice in two tables": (
        '[project]\nscripts.shop = "shop:x"\n'
        '[project.entry-points.console_scripts]\n«shop» = "shop:x"\n',
        Code.DUPLICATE_ENTRY_POINT,
    ),
    "twice in one": (
        '[project.scripts]\nshop = "shop:x"\n«shop» = "shop:y"\n',
        Code.SYNTAX_ERROR,
    ),
    "a backend with a dash": (
        '[build-system]\nbuild-backend = "«my-backend»"\n',
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "a version with a colon": (
        '[project]\ndynamic = ["version"]\n'
        '[tool.setuptools.dynamic]\nversion = {attr = "«shop:__version__»"}\n',
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "no quotes": ("[project.scripts]\nshop = «shop.cli:main» # why\n", Code.SYNTAX_ERROR),
}


@pytest.mark.parametrize(("marked", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_of_the_exact_characters(marked: str, code: Code) -> None:
    assert problem_in(read_pyproject, marked).code is code


FIXED = {
    "a bare key that needs quotes then": (
        "[project.entry-points.«paste_app_factory»]\nx = 'shop:x'\n",
        "[project.entry-points.\"paste.app_factory\"]\nx = 'shop:x'\n",
    ),
    "a bare key that needs none": (
        "[project.entry-points]\n«pytest12».x = 'shop:x'\n",
        "[project.entry-points]\npytest11.x = 'shop:x'\n",
    ),
    "a group without quotes": (
        '[project.entry-points.paste.«app_factory»]\nx = "shop:x"\n',
        '[project.entry-points."paste.app_factory"]\nx = "shop:x"\n',
    ),
    "quotes in quotes": (
        "[project.scripts]\nshop = \"«'sh\\\\op'»\"\n",
        '[project.scripts]\nshop = "sh\\\\op"\n',
    ),
    "over a line end": (
        '[project.scripts]\nshop = """shop.«my-\\\n  cli»:main"""\n',
        '[project.scripts]\nshop = """shop.my_cli:main"""\n',
    ),
    "no quotes": ("[project.scripts]\nx = «shop:x»\n", '[project.scripts]\nx = "shop:x"\n'),
    "a colon": (
        '[project]\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion.attr = "«a:b»"\n',
        '[project]\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion.attr = "a.b"\n',
    ),
}


@pytest.mark.parametrize(("marked", "expected"), FIXED.values(), ids=FIXED)
def test_a_correction_leaves_valid_toml(marked: str, expected: str) -> None:
    (fix,) = problem_in(read_pyproject, marked).fixes
    text = fixed(marked, fix)
    assert text == expected
    assert values_of(text)


def test_a_group_written_twice_is_corrected_in_both_places() -> None:
    marked = '[project.entry-points]\n«pytest12».a = "shop:a"\n«pytest12».b = "shop:b"\n'
    problems = read_text(read_pyproject, marked).problems
    assert with_marks(without_marks(marked), [p.range for p in problems]) == marked


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ('dynamic = ["entry-points"]\n{}.file = "a.txt"', ("a.txt",)),
        ('dynamic = ["scripts"]\n{} = {{file = ["a.txt", "b.txt"]}}', ("a.txt", "b.txt")),
        ('dynamic = ["version"]\n{}.file = "a.txt"', ()),
        ('{}.file = "a.txt"', ()),
        ('dynamic = ["entry-points"]\n{}.attr = "a"', ()),
        ('dynamic = ["entry-points"]\n{}.file = ["", 1]', ()),
        ('dynamic = "entry-points"\n{} = 1', ()),
    ],
)
def test_pyproject_may_name_files(text: str, files: tuple[str, ...]) -> None:
    dynamic, _, rest = text.rpartition("\n")
    whole = f"[project]\n{dynamic}\n[tool.setuptools.dynamic]\n{rest.format('entry-points')}\n"
    assert dynamic_entry_points_files(values_of(whole)) == files


@pytest.mark.parametrize(
    "text",
    [
        "{% if x %}\n[project.scripts]\nshop = shop\n{% endif %}\n",
        '[project.scripts]\n{{ name }} = "{{ name }}:main"\n',
        "[project]\nname = ${name}\n",
    ],
)
def test_nothing_is_said_of_a_template(text: str) -> None:
    assert read_text(read_pyproject, text).problems == ()


_HOMES = st.sampled_from(
    [
        "[project.scripts]\n",
        "[project.entry-points]\n",
        "[project]\nscripts = ",
        "[project]\nentry-points.",
        "[tool.poetry.scripts]\na = {type = 'console', reference = ",
        "[tool.flit.entrypoints.",
        "[build-system]\nbackend-path = ['.']\nbuild-backend = ",
        "[project]\ndynamic = ['version']\n[tool.setuptools.dynamic.version]\nattr = ",
    ]
)


@given(text=st.builds("{}{}".format, _HOMES, toml_texts))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    whole = Text("/shop/pyproject.toml", text)
    reading = read_pyproject(whole)
    index = LineIndex.of(text)
    for problem in reading.problems:
        assert index.slice(problem.range), problem
    last = index.line_count
    assert all(0 <= fold.first <= fold.last < last for fold in toml_folds(whole, reading))


def test_a_template_in_a_string_makes_no_template_of_the_file() -> None:
    text = "[tool.cliff]\nbody = '''\n{% if x %}\n'''\n[project.scripts]\nshop = \"«shop»\"\n"
    assert problem_in(read_pyproject, text).code is Code.SCRIPT_NEEDS_ATTRIBUTE


def test_groups_of_any_depth_are_read_in_time() -> None:
    text = f'[project.entry-points.{".".join("a" * 20_000)}]\nx = "y:z"\n'
    assert read_text(read_pyproject, text).entry_points == ()
