"""What is being written at a cursor in pyproject.toml, for whole statements and half-typed ones.

The cursor is `|`; the string that is being written is drawn in «», as in test_gaps.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialects.test_gaps import gap, marked_line
from entryway.dialects.gaps import GroupGap, ObjectGap
from entryway.dialects.pyproject import read_pyproject
from entryway.dialects.pyproject_gaps import pyproject_gap
from entryway.dialects.table import PYPROJECT
from entryway.files.view import Text
from entryway.syntax.line_index import LineIndex
from syntax.toml_texts import toml_texts

OBJECTS = [
    ('[project.scripts]\nshop = "«shop.cl|i:main»"', "console_scripts", ""),
    ("[project.gui-scripts]\nshop = '«|»'", "gui_scripts", ""),
    ('[project]\nscripts.shop = "«shop|»"', "console_scripts", ""),
    ('[project]\nscripts = {shop = "«shop|»"}', "console_scripts", ""),
    ('[project]\nscripts = {a = "b:c", shop = "«shop|»"}', "console_scripts", ""),
    ('[project]\nscripts = {a = "b:c", shop = "«shop|»\n[tool.x]', "console_scripts", '"'),
    ('[project.scripts]\nshop = "«shop.cl|»', "console_scripts", '"'),
    ('[project.scripts]\nshop = "«shop.cl|» # why', "console_scripts", '"'),
    ("[project.scripts]\nshop = '«|»", "console_scripts", "'"),
    ('[project.scripts]\nshop = """«shop|»"""', "console_scripts", ""),
    ('[project.scripts]\nshop = """«shop|»\nx = 1', "console_scripts", '"""'),
    ('[project.scripts]\nbroken\nshop = "«shop|»"\n=', "console_scripts", ""),
    ('[project.scripts]\nx = [1,\nshop = "«shop|»"\n', "console_scripts", ""),
    ('[project.entry-points."a.b"]\nx = "«c|»"', "a.b", ""),
    ('[project.entry-points]\n"a.b" = {x = "«c|»"}', "a.b", ""),
    ('[project.entry-points]\n"a.b".x = "«c|»"', "a.b", ""),
    ('[project]\nentry-points = {"a.b" = {x = "«c|»"}}', "a.b", ""),
    ('[tool.poetry.scripts]\nshop = "«shop|»"', "console_scripts", ""),
    ('[tool.poetry.scripts]\nx = {type = "console", reference = "«shop|»"}', "console_scripts", ""),
    ('[tool.poetry.plugins."a.b"]\nx = "«c|»"', "a.b", ""),
    ('[tool.flit.scripts]\nx = "«c|»"', "console_scripts", ""),
    ('[tool.flit.entrypoints.a.b]\nx = "«c|»"', "a.b", ""),
    ('[tool.pdm.entry-points.a]\nx = "«c|»"', "a", ""),
    ('[tool.pdm]\ncli = {x = "«c|»"}', "console_scripts", ""),
    ('[tool.setuptools.dynamic]\nversion = {attr = "«shop.|»"}', "attr", ""),
    ('[tool.setuptools.cmdclass]\ndocs = "«shop.|»"', "cmdclass", ""),
    ('[build-system]\nbuild-backend = "«shop.|»"', "build-backend", ""),
    ('[tool.mypy]\nplugins = ["a", "«b.|»"]', "plugins", ""),
    ('[tool.mypy]\nplugins = [\n  "a",\n  "«b.|»\n]', "plugins", '"'),
    ('[tool.mypy]\nplugins = "a, «b.|c:d», e"', "plugins", ""),
]


@pytest.mark.parametrize(("marked", "group", "suffix"), OBJECTS, ids=[o[0] for o in OBJECTS])
def test_an_object_reference_is_being_written(marked: str, group: str, suffix: str) -> None:
    line, found = gap(PYPROJECT, marked)
    assert line == marked_line(marked)
    assert isinstance(found, ObjectGap)
    assert (found.group, found.suffix) == (group, suffix)


GROUPS = [
    ("[project.entry-points.«|»", "]", '"'),
    ("[project.entry-points.«pas|»]", "", '"'),
    ("[project.entry-points.«paste.fil|»", "]", '"'),
    ("[project.entry-points.«pas|te.fil»]", "", '"'),
    ('[project.entry-points."«paste.|»"]', "", ""),
    ('[project.entry-points."«paste.|»"', "]", ""),
    ('[project.entry-points."«paste.|»', '"]', ""),
    ('[project.entry-points."«paste.|»]', '"', ""),
    ("[ project . 'entry-points' . «pas|» ]", "", '"'),
    ("[project.entry-points]\n«pas|»", "", '"'),
    ("[project.entry-points]\n«pas|» = {}", "", '"'),
    ('[project.entry-points]\n"«pas|»', '"', ""),
    ('[project.entry-points]\n"a".b = "c:d"\n«|»', "", '"'),
    ('[project.entry-points]\n«pas|».x = "c:d"', "", '"'),
    ("[project]\nentry-points.«pas|»", "", '"'),
    ("[project]\nentry-points = {«pas|» = {}}", "", '"'),
    ("[project]\nentry-points = {«|»}", "", '"'),
    ("[project]\nentry-points = {a = {b = 'c:d'}, «|»}", "", '"'),
    ("[project]\nentry-points = {a = {b = 'c:d'}, «pas|»", "", '"'),
    ("[tool.poetry.plugins.«a|»", "]", '"'),
    ("[tool.flit.entrypoints.«a.b|»]", "", '"'),
    ("[tool.pdm.entry-points.«a|»]", "", '"'),
]


@pytest.mark.parametrize(("marked", "suffix", "quote"), GROUPS, ids=[g[0] for g in GROUPS])
def test_a_group_is_being_written(marked: str, suffix: str, quote: str) -> None:
    line, found = gap(PYPROJECT, marked)
    assert line == marked_line(marked)
    assert isinstance(found, GroupGap)
    assert (found.suffix, found.quote, found.has_scripts) == (suffix, quote, False)


@pytest.mark.parametrize(
    "marked",
    [
        "|",
        "|[project.entry-points.a]",
        "[project.entry-points.a]|",
        "[project.entry-points.a] # b|",
        "[project.entry-|points.a]",
        "[[project.entry-points.a|]]",
        "[[project.entry-points]]\na|",
        "[project]\nna|me = 'shop'",
        "[project]\nname = 'sh|op'",
        '[project.scripts]\nsh|op = "shop:main"',
        '[project.scripts]\nshop = |"shop:main"',
        '[project.scripts]\nshop = "shop:main"|',
        '[project.scripts]\nshop = "shop:main" |',
        '[project.scripts]\nshop = "shop:main" # "sh|op"',
        '[project.scripts]\nshop = ["sh|op"]',
        "[project.scripts]\nshop = sh|op",
        '# [project.scripts]\n# shop = "sh|op"',
        '[project.entry-points]\na.b| = "c:d"',
        "[project.entry-points.a]\nb|",
        "[project.entry-points.'a']\nb| = 'c:d'",
        '[tool.poetry.scripts]\nshop = {reference = "bin/sh|op", type = "file"}',
        '[tool.mypy]\nfiles = ["a|"]',
        "[tool.ruff]\n|",
        '[project.scripts]\nshop = "s\\u006|8op"',
        'x = """\n[project.entry-points.a|]\n"""',
        "[project.entry-points]\n|# why",
        '[project]\nentry-points = {a = {b = "c:d"}|}',
        '[project]\nentry-points = {a = {b = "c:d"} |',
    ],
)
def test_nothing_of_ours_is_being_written(marked: str) -> None:
    assert gap(PYPROJECT, marked)[1] is None


@pytest.mark.parametrize(
    ("marked", "before", "after"),
    [
        ('[project.scripts]\na = "«\\u0073hop.|cl\\u0069»"', "shop.", "cli"),
        ('[project.scripts]\na = """\n«shop.|cli»"""', "shop.", "cli"),
        ('[project.scripts]\na = """\\\n   «shop.|»"""', "shop.", ""),
    ],
)
def test_a_string_is_replaced_where_its_characters_stand(
    marked: str, before: str, after: str
) -> None:
    text = marked.replace("«", "").replace("»", "")
    offset, text = text.index("|"), text.replace("|", "")
    index = LineIndex.of(text)
    reading = read_pyproject(Text("/shop/pyproject.toml", text))
    found = pyproject_gap(reading, index, index.position(offset))
    assert isinstance(found, ObjectGap)
    assert (found.typed.before, found.typed.after) == (before, after)
    start, end = (index.offset(place) for place in found.typed.whole_range)
    drawn = f"{text[:start]}«{text[start:offset]}|{text[offset:end]}»{text[end:]}"
    assert drawn == marked


@given(toml_texts, st.data())
@settings(max_examples=200, deadline=None)
def test_any_place_of_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    index = LineIndex.of(text)
    position = index.position(data.draw(st.integers(0, len(text))))
    reading = read_pyproject(Text("/shop/pyproject.toml", text))
    found = pyproject_gap(reading, index, position)
    if found is not None:
        assert found.typed.insert_range.start <= position <= found.typed.whole_range.end
