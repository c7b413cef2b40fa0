"""Editable installs: the finder files that setuptools writes, compared with really importing.

The files are made by setuptools' own template, so that a change of it shows here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from setuptools.command import editable_wheel  # type: ignore[import-untyped]

from entryway.files.store import Store
from entryway.files.view import Text, View
from entryway.model import Definition, Found
from entryway.resolve.editable import EditableFinder, read_finder
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.pathfiles import read_path_files
from entryway.resolve.searchpath import SearchPath

NAME = "__editable___shop_1_0_finder"


def finder_source(mapping: dict[str, str], namespaces: dict[str, list[str]]) -> str:
    """Return a finder file as `pip install -e` would write it."""
    source: str = editable_wheel._finder_template("shop", mapping, namespaces)
    return source


def install(site: Path, mapping: dict[str, str], namespaces: dict[str, list[str]]) -> None:
    site.mkdir(parents=True, exist_ok=True)
    (site / f"{NAME}.py").write_text(finder_source(mapping, namespaces), encoding="utf-8")
    (site / "__editable__.shop-1.0.pth").write_text(f"import {NAME}; {NAME}.install()")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


def really(site: Path, names: list[str]) -> list[str | None]:
    """Import the names with the finder at work; return the file or folder of each, or None."""
    code = (
        "import sys, site, json, importlib\n"
        "site.addsitedir(sys.argv[1])\n"
        "found = []\n"
        "for name in sys.argv[2:]:\n"
        "    try:\n"
        "        module = importlib.import_module(name)\n"
        "        found.append(module.__file__ or list(module.__path__)[0])\n"
        "    except ImportError:\n"
        "        found.append(None)\n"
        "print(json.dumps(found))\n"
    )
    command = [sys.executable, "-I", "-S", "-B", "-c", code, str(site), *names]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows: list[str | None] = json.loads(output)
    return rows


def ours(site: Path, names: list[str]) -> list[str | None]:
    view = View(Store())
    additions = read_path_files(view, [str(site)])
    path = SearchPath(
        additions.search,
        additions.mapped,
        {name: tuple(folders) for name, folders in additions.namespaces.items()},
    )
    resolver = ObjectResolver(view, path)
    found: list[str | None] = []
    for name in names:
        answer = resolver.resolve(tuple(name.split(".")), ())
        target = answer.targets[0] if isinstance(answer, Found) else None
        found.append(target.path if isinstance(target, Definition) else None)
    return found


LAYOUTS: dict[str, tuple[list[str], dict[str, str], dict[str, list[str]]]] = {
    "a package in src": (
        ["src/shop/__init__.py", "src/shop/app.py", "src/shop/data/x.py"],
        {"shop": "src/shop"},
        {},
    ),
    "a module": (["src/shop.py"], {"shop": "src/shop"}, {}),
    "a package of another name": (
        ["code/__init__.py", "code/app.py"],
        {"shop": "code"},
        {},
    ),
    "a subpackage elsewhere": (
        ["src/shop/__init__.py", "other/app/__init__.py", "other/app/x.py"],
        {"shop": "src/shop", "shop.app": "other/app"},
        {},
    ),
    "a namespace": (
        ["src/shop/app/__init__.py", "src/shop/app/x.py"],
        {"shop.app": "src/shop/app"},
        {"shop": ["src/shop"]},
    ),
    "a nested namespace": (
        ["src/x/__init__.py", "src/shop/data/y.py"],
        {"shop.data.x": "src/x"},
        {"shop": ["src/shop"], "shop.data": ["src/shop/data"]},
    ),
    "a folder that is gone": ([], {"shop": "src/shop"}, {"shop.data": ["gone"]}),
    "a mapping to a folder without init": (["src/shop/app.py"], {"shop": "src/shop"}, {}),
    "shadowed by site-packages": (
        ["src/shop/__init__.py", "src/shop/app.py", "site/shop.py"],
        {"shop": "src/shop"},
        {},
    ),
    "a namespace with a portion in site-packages": (
        ["src/shop/app/__init__.py", "site/shop/data/__init__.py"],
        {"shop.app": "src/shop/app"},
        {"shop": ["src/shop"]},
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_modules_are_found_where_python_finds_them(tmp_path: Path, layout: str) -> None:
    files, mapping, namespaces = LAYOUTS[layout]
    root = tmp_path.resolve()
    site = root / "site"
    write(root, *files)
    install(
        site,
        {name: str(root / path) for name, path in mapping.items()},
        {name: [str(root / path) for path in paths] for name, paths in namespaces.items()},
    )
    names = ["shop", "shop.app", "shop.app.x", "shop.data", "shop.data.x", "shop.gone"]
    assert ours(site, names) == really(site, names)


paths = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
module_names = st.from_regex(r"[a-z]{1,5}(\.[a-z]{1,5}){0,2}", fullmatch=True)


@given(
    st.dictionaries(module_names, paths, max_size=4),
    st.dictionaries(module_names, st.lists(paths, max_size=3), max_size=4),
)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_whatever_the_template_is_given_is_read(
    mapping: dict[str, str], namespaces: dict[str, list[str]]
) -> None:
    finder = read_finder(Text("finder.py", finder_source(mapping, namespaces)))
    assert dict(finder.mapping) == mapping
    assert {name: list(folders) for name, folders in finder.namespaces} == namespaces


@pytest.mark.parametrize(
    "source",
    [
        "",
        "MAPPING = {",
        "MAPPING = make()",
        "MAPPING = [1]",
        "MAPPING = {1: 2, 'a': 3}",
        "NAMESPACES = {'a': 1}",
        "MAPPING = " + "(" * 500 + ")" * 500,
        "MAPPING = " + "-" * 5000 + "1",
    ],
)
def test_a_file_that_is_no_finder_maps_nothing(source: str) -> None:
    assert read_finder(Text("finder.py", source)) == EditableFinder((), ())


def test_a_finder_of_several_projects(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    write(root, "one/__init__.py", "two/__init__.py")
    site = root / "site"
    site.mkdir()
    for name in ("one", "two"):
        finder = f"__editable___{name}_1_0_finder"
        (site / f"{finder}.py").write_text(finder_source({name: str(root / name)}, {}))
        (site / f"__editable__.{name}.pth").write_text(f"import {finder}; {finder}.install()\n")
    assert ours(site, ["one", "two"]) == really(site, ["one", "two"])


def test_an_import_line_of_something_else_adds_nothing(tmp_path: Path) -> None:
    write(tmp_path, "evil.py")
    (tmp_path / "evil.pth").write_text("import evil; evil.install()\nimport\tother\n")
    assert read_path_files(View(Store()), [str(tmp_path)]).mapped == {}
