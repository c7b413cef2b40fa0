"""The standard library, as it is on disk and as our own Python has imported it.

Nothing else has so many shapes of modules at hand. Of what an import makes, nothing may be called
missing, and each function is where its code says.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import sysconfig
from collections.abc import Iterator
from types import CodeType, FunctionType, MethodType, ModuleType

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import Definition, Found, Missing
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.searchpath import SearchPath

MODULES = (
    "argparse",
    "ast",
    "asyncio.base_events",
    "bdb",
    "calendar",
    "code",
    "collections",
    "concurrent.futures",
    "configparser",
    "contextlib",
    "csv",
    "dataclasses",
    "email.message",
    "ftplib",
    "gettext",
    "gzip",
    "html.parser",
    "http.client",
    "http.server",
    "importlib.metadata",
    "ipaddress",
    "json",
    "logging.handlers",
    "mailbox",
    "optparse",
    "pdb",
    "pickle",
    "queue",
    "random",
    "shelve",
    "shutil",
    "socketserver",
    "statistics",
    "subprocess",
    "tarfile",
    "tempfile",
    "textwrap",
    "threading",
    "tokenize",
    "traceback",
    "types",
    "unittest.mock",
    "urllib.request",
    "uuid",
    "weakref",
    "wsgiref.handlers",
    "xml.dom.minidom",
    "xml.etree.ElementTree",
    "xmlrpc.client",
    "zipfile",
)


@pytest.fixture(scope="module")
def resolver() -> ObjectResolver:
    paths = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    roots = (*dict.fromkeys(paths), os.path.join(paths[1], "lib-dynload"))
    path = SearchPath(roots, standard_library=True, environment=sys.base_prefix)
    return ObjectResolver(View(Store()), path)


@pytest.mark.parametrize("name", MODULES)
def test_nothing_that_is_there_is_missing(resolver: ObjectResolver, name: str) -> None:
    module = importlib.import_module(name)
    called_missing = [
        attributes
        for attributes, _ in attributes_of(module)
        if isinstance(resolver.resolve(tuple(name.split(".")), attributes), Missing)
    ]
    assert called_missing == []


@pytest.mark.parametrize("name", MODULES)
def test_functions_are_where_their_code_says(resolver: ObjectResolver, name: str) -> None:
    module = importlib.import_module(name)
    elsewhere: list[tuple[str, ...]] = []
    for attributes, value in attributes_of(module):
        code = code_of(value)
        if code is None or not is_own(code, attributes[-1]):
            continue
        found = resolver.resolve(tuple(name.split(".")), attributes)
        if isinstance(found, Found) and not any(is_of(code, target) for target in found.targets):
            elsewhere.append(attributes)
    assert elsewhere == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_that_is_not_there_is_found(resolver: ObjectResolver, name: str) -> None:
    module = importlib.import_module(name)
    for attributes, _ in attributes_of(module):
        absent = (*attributes[:-1], f"{attributes[-1]}_of_nobody")
        assert not isinstance(resolver.resolve(tuple(name.split(".")), absent), Found), absent


def attributes_of(module: ModuleType) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield the names of a module, and those of its own classes, with what they stand for."""
    for name, value in vars(module).items():
        if not name.isidentifier():
            continue
        yield (name,), value
        if isinstance(value, type) and value.__module__ == module.__name__:
            for attribute in dir(value):
                if not attribute.startswith("__"):
                    yield (name, attribute), inspect.getattr_static(value, attribute, None)


def code_of(value: object) -> CodeType | None:
    """Return the code of a function, in whatever way a class holds it."""
    if isinstance(value, (staticmethod, classmethod, MethodType)):
        value = value.__func__
    return inspect.unwrap(value).__code__ if isinstance(value, FunctionType) else None


def is_own(code: CodeType, name: str) -> bool:
    """Whether a function is the one that its source defines under a name.

    That of a decorator has another name. Frozen modules don't know their files, and testing tools
    replace some functions by their own.
    """
    return code.co_name == name and code.co_filename.startswith(sysconfig.get_path("stdlib"))


def is_of(code: CodeType, target: object) -> bool:
    """Whether a target is where a function's code begins: at its name, or its first decorator."""
    return (
        isinstance(target, Definition)
        and os.path.realpath(target.path) == os.path.realpath(code.co_filename)
        and code.co_firstlineno - 1 in (target.full.start.line, target.selection.start.line)
    )
