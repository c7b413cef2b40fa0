"""Paste Deploy files given as texts in a test, and what is said of them."""

from __future__ import annotations

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.problems import Code, Fix, Problem
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

ROOT = "/shop"
PATH = f"{ROOT}/etc/shop.ini"
SOURCE = """\
def app(global_conf, **local_conf): ...
def filter(global_conf, **local_conf): ...
def composite(loader, global_conf, **local_conf): ...
"""


def open_document(text: str, **others: str) -> tuple[Snapshot, Document]:
    """Return an open file of a workspace that is nowhere on disk; `others` lie beside it."""
    overlays = {f"{ROOT}/etc/{name}.ini": other for name, other in others.items()}
    overlays |= {f"{ROOT}/setup.cfg": "", f"{ROOT}/shop.py": SOURCE, PATH: text}
    snapshot = take_snapshot(Store(), overlays=overlays, folders=(ROOT,))
    document = snapshot.document(PATH)
    assert isinstance(document, Document)
    return snapshot, document


def problems(text: str, **others: str) -> tuple[Problem, ...]:
    return diagnostics(*open_document(text, **others))


def codes(text: str, **others: str) -> list[str]:
    return [problem.code.value for problem in problems(text, **others)]


def mended(text: str, code: Code, title: str) -> str:
    """Return a text after the only correction of this title, for the only problem of this code."""
    _, document = open_document(text)
    (fix,) = (
        fix
        for problem in problems(text)
        if problem.code is code
        for fix in problem.fixes
        if fix.title == title
    )
    return applied(document, fix)


def applied(document: Document, fix: Fix) -> str:
    start, end = (document.index.offset(place) for place in fix.range)
    text = document.text.text
    return text[:start] + fix.text + text[end:]
