"""The objects that setup.cfg and pyproject.toml name besides entry points, held against tools."""

from __future__ import annotations

import configparser
import sys
from typing import Any

import pytest
from mypy.config_parser import ini_config_types, toml_config_types
from setuptools.config.setupcfg import ConfigHandler  # type: ignore[import-untyped]

from dialects.readings import Read, fixed, problem_in, read_text
from entryway.dialects.homes import COMMAND_CLASSES, COMMAND_HOOKS, MYPY_PLUGINS, SETUP_HOOKS
from entryway.dialects.pyproject import read_pyproject
from entryway.dialects.reading import Reading
from entryway.dialects.setup_cfg import read_setup_cfg
from entryway.model import Folders, ObjectReference
from entryway.problems import Code
from entryway.syntax.line_index import LineIndex

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OF_INI: dict[str, Any] = {**ini_config_types}
OF_TOML: dict[str, Any] = {**toml_config_types}


def named(reading: Reading, group: str) -> list[ObjectReference]:
    """Return the objects of a reading that an option names."""
    found = (*reading.references, *reading.unjudged)
    return [r for r in found if isinstance(r, ObjectReference) and r.group == group]


def written(reading: Reading, text: str, group: str) -> list[str]:
    index = LineIndex.of(text)
    return [index.slice(reference.range) for reference in named(reading, group)]


PLUGINS = [
    "a",
    "a.b, c:d,e/f.py , g.py:h",
    "a,\n  b.c,\n\n  d",
    "\n  a,\n  # b,\n  c",
    "a,",
    ",a",
    "",
]


@pytest.mark.parametrize("value", PLUGINS)
def test_plugins_are_split_as_mypy_splits_them(value: str) -> None:
    text = f"[mypy]\nplugins = {value}\n"
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    expected = [p for p in OF_INI["plugins"](parser["mypy"]["plugins"]) if p]
    reading = read_text(read_setup_cfg, text)
    assert written(reading, text, MYPY_PLUGINS) == expected
    assert reading.problems == ()


@pytest.mark.parametrize(
    "value", ['["a", " b.c:d", "e/f.py"]', '"a, b.c:d,e/f.py"', '"""\na.b,\n  c"""', "[]", '""']
)
def test_plugins_of_pyproject_are_split_as_mypy_splits_them(value: str) -> None:
    text = f"[tool.mypy]\nplugins = {value}\n"
    plugins = tomllib.loads(text)["tool"]["mypy"]["plugins"]
    expected = [p for p in OF_TOML["plugins"](plugins) if p]
    reading = read_text(read_pyproject, text, "/shop/pyproject.toml")
    assert written(reading, text, MYPY_PLUGINS) == expected
    assert reading.problems == ()


@pytest.mark.parametrize(
    "value", ["a = b.C", "a = b.C, d=e.F", "\n  a = b.C\n  d=e.F,\n", "\n  a = b.C, d = e.F"]
)
def test_command_classes_are_split_as_setuptools_splits_them(value: str) -> None:
    text = f"[options]\ncmdclass = {value}\n"
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    expected = ConfigHandler._parse_dict(parser["options"]["cmdclass"])
    reading = read_text(read_setup_cfg, text)
    found = {
        r.key.text: r.text.replace(":", ".")
        for r in named(reading, COMMAND_CLASSES)
        if r.key is not None
    }
    problems = [p.code for p in reading.problems]
    # What setuptools takes for a name with a comma in it is none.
    names = {key: value for key, value in expected.items() if "," not in value}
    assert found == names
    assert problems == [Code.INVALID_OBJECT_REFERENCE] * (len(expected) - len(names))


def test_hooks_stand_one_a_line_and_end_where_they_can() -> None:
    text = "[global]\nsetup-hooks =\n  a.b\n  # c.d\n  e.F.g\n"
    found = named(read_text(read_setup_cfg, text), SETUP_HOOKS)
    assert [reference.text for reference in found] == ["a:b", "e.F:g"]
    assert all(reference.is_dotted and reference.in_build for reference in found)


def test_hooks_of_commands_are_not_judged() -> None:
    reading = read_text(read_setup_cfg, "[build_py]\npre_hook.x = a.b\npost_hook.y = c.d\n")
    assert reading.references == ()
    assert [reference.text for reference in named(reading, COMMAND_HOOKS)] == ["a:b", "c:d"]


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        ("a", ("a",)),
        ("./a/b, c d", ("a/b", "c", "d")),
        ("\n  a\n  b", ("a", "b")),
        ("/etc, ../x, .", (".",)),
    ],
)
def test_local_plugins_of_flake8_have_folders(paths: str, folders: tuple[str, ...]) -> None:
    text = f"[flake8:local-plugins]\nextension = X = a:b\npaths = {paths}\n"
    (reference,) = named(read_text(read_setup_cfg, text), "flake8.extension")
    assert reference.folders == Folders(folders, last=True)


def test_a_file_outside_of_the_project_is_not_looked_into() -> None:
    reading = read_text(read_setup_cfg, "[mypy]\nplugins = ../a.py, /etc/b.py, a/../../c.py\n")
    assert (reading.references, reading.unjudged, reading.problems) == ((), (), ())


MISTAKES: list[tuple[Read, str, str]] = [
    (read_setup_cfg, "[metadata]\nversion = attr: «shop:VERSION»\n", "shop.VERSION"),
    (read_setup_cfg, "[options]\ncmdclass =\n  a = «shop.build:Docs»\n", "shop.build.Docs"),
    (read_setup_cfg, "[options]\ncmdclass =\n  «shop.build.Docs»\n", ""),
    (read_setup_cfg, "[global]\nsetup-hooks = «shop:hook»\n", "shop.hook"),
    (read_setup_cfg, "[flake8:local-plugins]\nextension = X1 = «shop-checks»:X\n", "shop_checks"),
    (read_setup_cfg, "[flake8:local-plugins]\nextension = «shop»\n", ""),
    (read_setup_cfg, "[mypy]\nplugins = «shop/plugin»\n", ""),
    (read_setup_cfg, "[mypy]\nplugins =\n  a.b, «c.d»\n  e.f\n", "c.d,"),
    (read_setup_cfg, "[mypy]\nplugins = «shop.py:»\n", ""),
    (read_setup_cfg, "[mypy]\nplugins = shop«:»\n", ""),
    (read_pyproject, '[tool.mypy]\nplugins = ["a", "«shop/plugin»"]\n', ""),
    (read_pyproject, '[tool.setuptools.cmdclass]\na = "«shop.build:Docs»"\n', "shop.build.Docs"),
]


@pytest.mark.parametrize(("read", "marked", "change"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_is_told_where_it_stands(read: Read, marked: str, change: str) -> None:
    problem = problem_in(read, marked)
    assert problem.code is Code.INVALID_OBJECT_REFERENCE
    if change:
        (fix,) = problem.fixes
        before, _, rest = marked.partition("«")
        assert fixed(marked, fix) == before + change + rest.partition("»")[2]


@pytest.mark.parametrize(
    "text",
    [
        "[metadata]\nversion = 1.0\n",
        "[metadata]\nversion = file: a.b\n",
        "[metadata]\nversion =\n  attr: a.b\n",
        "[metadata]\nversion = attr: VERSION\n",
        "[metadata]\nname = attr: a.b\n",
        "[options]\ncmdclass =\n",
        "[mypy-a.b]\nplugins = a.b\n",
        "[mypy]\nplugins = {{ plugins }}\n",
        "[global]\nhooks = a.b\n",
    ],
)
def test_nothing_is_named(text: str) -> None:
    reading = read_text(read_setup_cfg, text)
    assert (reading.references, reading.unjudged, reading.problems) == ((), (), ())
