"""What is listed of a module is what Python itself finds in it once it is imported."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import DefinitionKind, Missing
from entryway.resolve.listing import ListedName, Lister
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.searchpath import SearchPath

ROOTS = tuple(path for path in sys.path if os.path.isdir(path))


@pytest.fixture(scope="module")
def resolver() -> ObjectResolver:
    path = SearchPath(ROOTS, standard_library=True, environment="this one")
    return ObjectResolver(View(Store()), path)


@pytest.mark.parametrize(
    "module",
    [
        "argparse",
        "dataclasses",
        "email.message",
        "json",
        "logging",
        "paste.deploy.loadwsgi",
        "pytest",
        "unittest.mock",
        "xml.etree.ElementTree",
    ],
)
def test_the_names_of_a_module_are_those_it_has(resolver: ObjectResolver, module: str) -> None:
    """Submodules that something has imported by now are left out, as are special names."""
    parts = tuple(module.split("."))
    lister = Lister(resolver.view, resolver.finder)
    submodules = {each.name for each in lister.modules(parts)}
    real = {name for name in vars(importlib.import_module(module)) if not _is_special(name)}
    listed = {each.name for each in lister.names(parts, ()) if not _is_special(each.name)}
    assert listed - submodules == real - submodules


@pytest.mark.parametrize("module", ["asyncio", "http.server", "subprocess", "concurrent.futures"])
def test_names_of_every_branch_are_listed_and_found(resolver: ObjectResolver, module: str) -> None:
    """Some are bound on other systems, or under conditions; a reference to each leads somewhere."""
    parts = tuple(module.split("."))
    lister = Lister(resolver.view, resolver.finder)
    submodules = {each.name for each in lister.modules(parts)}
    real = {name for name in vars(importlib.import_module(module)) if not _is_special(name)}
    listed = {each.name for each in lister.names(parts, ())}
    assert real - submodules <= listed
    for name in listed:
        assert not isinstance(resolver.resolve(parts, (name,)), Missing), name


@pytest.mark.parametrize(
    ("module", "name"),
    [("argparse", "ArgumentParser"), ("unittest", "TestCase"), ("logging", "FileHandler")],
)
def test_the_names_of_a_class_are_its_own_and_those_it_inherits(
    resolver: ObjectResolver, module: str, name: str
) -> None:
    class_ = getattr(importlib.import_module(module), name)
    own = {each for base in class_.__mro__ if base is not object for each in vars(base)}
    real = {each for each in own if not _is_special(each)}
    names = Lister(resolver.view, resolver.finder).names((module,), (name,))
    assert {each.name for each in names if not _is_special(each.name)} == real


def names(folder: Path, module: str, *attributes: str, **sources: str) -> dict[str, ListedName]:
    """Return what is listed in modules that are written to a folder, `__` standing for a slash."""
    for path, source in sources.items():
        file = folder / f"{path.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    view = View(Store())
    finder = ObjectResolver(view, SearchPath((str(folder),))).finder
    listed = Lister(view, finder).names(tuple(module.split(".")), attributes)
    return {each.name: each for each in listed}


def test_star_imports_in_a_circle_end(tmp_path: Path) -> None:
    found = names(
        tmp_path,
        "one",
        one="from two import *\nfrom three import *\ndef a(): ...\n",
        two="from one import *\ndef b(): ...\n_hidden = 1\n",
        three="__all__ = ['_c']\n_c = d = 1\n",
    )
    assert {name: each.is_own for name, each in found.items()} == {
        "a": True,
        "b": False,
        "_c": False,
    }


def test_an_import_is_followed_within_its_package_only(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("from .web import app, lost\nfrom lib import x")
    (tmp_path / "shop" / "web.py").write_text("def app(): ...\n")
    found = names(tmp_path, "shop", lib="def x(): ...\n")
    assert {name: each.kind for name, each in found.items()} == {
        "app": DefinitionKind.FUNCTION,
        "lost": None,
        "web": DefinitionKind.MODULE,
        "x": None,
    }


def test_a_name_bound_before_a_star_import_keeps_its_kind(tmp_path: Path) -> None:
    found = names(tmp_path, "one", one="def a(): ...\nfrom two import *\n", two="b = 1\n")
    assert found["a"] == ListedName("a", DefinitionKind.FUNCTION, True)


@pytest.mark.parametrize(
    "source",
    ["def f(:", "class A(A): ...\n", "class A(B): ...\nclass B(A): ...\n", "\0", "x = " * 999],
)
def test_odd_sources_have_some_list(tmp_path: Path, source: str) -> None:
    names(tmp_path, "one", one=source)
    names(tmp_path, "one", "A", one=source)


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
