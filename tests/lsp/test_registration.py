"""The lists of what the server handles and watches are complete."""

from __future__ import annotations

import pkgutil
import re

import pytest

from entryway.dialects.table import may_be_document
from entryway.lsp.server import REQUESTS
from entryway.lsp.watching import PATTERNS


@pytest.mark.parametrize("reference", [request.answer for request in REQUESTS])
def test_each_request_names_a_function_that_answers_it(reference: str) -> None:
    assert callable(pkgutil.resolve_name(reference))


@pytest.mark.parametrize(
    "name",
    [
        "setup.cfg",
        "api-paste.ini",
        "paste.conf",
        "proxy-server.conf-sample",
        "a.ini.sample",
        "development.ini",
        "a.test",
        "a.paste",
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
        "/p/shop.egg-info/PKG-INFO",
    ],
)
def test_what_an_answer_may_depend_on_is_watched(path: str) -> None:
    assert is_watched(path)


def test_other_files_are_not_watched() -> None:
    assert not is_watched("/p/shop/__pycache__/cmd.cpython-311.pyc")
    assert not is_watched("/p/README.md")


def is_watched(path: str) -> bool:
    return any(re.fullmatch(_as_expression(pattern), path) for pattern in PATTERNS)


def _as_expression(glob: str) -> str:
    """Translate the few signs of LSP's glob patterns that are used."""
    signs = {"**/": ".*/", "*": "[^/]*", "{": "(", "}": ")", ",": "|"}
    return re.sub(r"\*\*/|.", lambda m: signs.get(m[0], re.escape(m[0])), glob)
