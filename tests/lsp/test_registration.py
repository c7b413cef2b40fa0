"""The lists of what the server handles and watches are complete."""

from __future__ import annotations

import pkgutil
import re

import pytest
from lsprotocol import types

from entryway.dialects.table import may_be_document
from entryway.lsp.server import REQUESTS
from entryway.lsp.uris import uri_of
from entryway.lsp.watching import PATTERNS, matters


@pytest.mark.parametrize("reference", [request.answer for request in REQUESTS])
def test_each_request_names_a_function_that_answers_it(reference: str) -> None:
    assert callable(pkgutil.resolve_name(reference))


@pytest.mark.parametrize(
    "name",
    [
        "setup.cfg",
        "setup.py",
        "api-paste.ini",
        "paste.conf",
        "proxy-server.conf-sample",
        "a.ini.sample",
        "development.ini",
        "a.test",
        "a.paste",
        "tox.ini",
        ".flake8",
    ],
)
def test_what_may_be_a_document_is_watched(name: str) -> None:
    assert may_be_document(name)
    assert is_watched(f"/project/etc/{name}")


@pytest.mark.parametrize(
    "path",
    [
        "/p/pyproject.toml",
        "/p/setup.py",
        "/p/shop/cmd.py",
        "/p/_speed.so",
        "/v/pyvenv.cfg",
        "/v/site-packages/__editable__.shop.pth",
        "/v/site-packages/shop.egg-link",
        "/v/site-packages/shop-1.dist-info/entry_points.txt",
        "/v/site-packages/shop-1.dist-info/METADATA",
        "/v/site-packages/shop-1.dist-info/RECORD",
        "/v/site-packages/shop-1.dist-info/direct_url.json",
        "/p/shop.egg-info/PKG-INFO",
    ],
)
def test_what_an_answer_may_depend_on_is_watched(path: str) -> None:
    assert is_watched(path)


@pytest.mark.parametrize(
    "path", ["/p/shop/__pycache__/cmd.cpython-311.pyc", "/p/README.md", "/p/.git/index.lock"]
)
def test_other_files_are_not_watched(path: str) -> None:
    assert not is_watched(path)
    for how in types.FileChangeType:
        assert not matters(types.FileEvent(uri_of(path), how))


@pytest.mark.parametrize("path", ["/p/shop", "/v/site-packages/shop-1.dist-info"])
def test_only_the_deletion_of_a_folder_matters(path: str) -> None:
    """What is made or changed in a folder is told file by file."""
    important = [how for how in types.FileChangeType if matters(types.FileEvent(uri_of(path), how))]
    assert important == [types.FileChangeType.Deleted]


def is_watched(path: str) -> bool:
    """Whether a path matches a pattern; if it does, its events must not be dropped."""
    watched = any(re.fullmatch(_as_expression(pattern), path) for pattern in PATTERNS)
    if watched:
        assert all(matters(types.FileEvent(uri_of(path), how)) for how in types.FileChangeType)
    return watched


def _as_expression(glob: str) -> str:
    """Translate the few signs of LSP's glob patterns that are used."""
    signs = {"**/": ".*/", "*": "[^/]*", "{": "(", "}": ")", ",": "|"}
    return re.sub(r"\*\*/|.", lambda m: signs.get(m[0], re.escape(m[0])), glob)
