"""A snapshot: one state of files, editors and settings, and the same answer every time."""

from __future__ import annotations

import gc
import os
import pkgutil
import weakref
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.files.view import Unreadable
from entryway.problems import Code, Problem
from entryway.syntax.line_index import LineIndex
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot
from syntax.marks import with_marks, without_marks
from workspace.trees import Workspace, marked_file, write_tree

SHOP = """
-- setup.cfg --
[metadata]
name = shop
[options]
entry_points = file: more.txt
-- more.txt --
[console_scripts]
shop = shop.«clii»:main
-- etc/shop.ini --
[app:main]
paste.app_factory = shop.cli:main
-- shop/__init__.py --
-- shop/cli.py --
def main(): ...
"""


def problems(snapshot: Snapshot, path: str) -> tuple[Problem, ...]:
    document = snapshot.document(path)
    assert isinstance(document, Document)
    return diagnostics(snapshot, document)


def test_an_entry_points_file_is_known_by_the_setup_cfg_that_names_it(tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    marked = marked_file(SHOP, "more.txt")
    (problem,) = problems(Workspace(tmp_path).snapshot(), f"{tmp_path}/more.txt")
    assert with_marks(without_marks(marked), [problem.range]) == marked
    (tmp_path / "setup.cfg").write_text("[metadata]\nname = shop\n")
    assert Workspace(tmp_path).snapshot().document(f"{tmp_path}/more.txt") is None


def test_what_is_open_in_an_editor_counts_and_not_what_is_on_disk(tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    unsaved = {"etc/shop.ini": "[app:main]\nuse = egg:shop#x\n", "new.ini": "[app:x]\nuse = y\n"}
    workspace = Workspace(tmp_path, overlays=unsaved)
    assert workspace.document("etc/shop.ini").text.overlay
    assert workspace.document("new.ini").dialect.name == "paste"
    assert (
        Workspace(tmp_path, overlays={"etc/shop.ini": "x = 1\n"})
        .snapshot()
        .document(f"{tmp_path}/etc/shop.ini")
        is None
    )


def test_setup_py_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- shop.py --\nGRÖSSE = 1\n")
    text = "# coding: latin-1\nsetup(entry_points={'größe': ['a = shop:«GROSSE»']})\n"
    (tmp_path / "setup.py").write_bytes(without_marks(text).encode("latin-1"))
    (problem,) = problems(Workspace(tmp_path).snapshot(), f"{tmp_path}/setup.py")
    assert with_marks(without_marks(text), [problem.range]) == text
    assert problem.code is Code.ATTRIBUTE_NOT_FOUND
    (tmp_path / "setup.py").write_bytes(b"entry_points = '\xff'")
    assert isinstance(Workspace(tmp_path).snapshot().document(f"{tmp_path}/setup.py"), Unreadable)


@pytest.mark.parametrize("store", ["its own", "shared"])
def test_a_snapshot_does_not_see_what_changes_behind_its_back(tmp_path: Path, store: str) -> None:
    write_tree(tmp_path, SHOP)
    shared = Store()
    before = take_snapshot(shared, folders=(str(tmp_path),))
    path = f"{tmp_path}/etc/shop.ini"
    first = before.document(path)
    Path(path).write_text("[app:other]\nuse = egg:absent\n")
    os.utime(path, ns=(1, 1))
    after = take_snapshot(shared if store == "shared" else Store(), folders=(str(tmp_path),))
    assert after.document(path) != first
    assert before.document(path) == first


def test_asking_twice_gives_the_same_answer(tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP)
    snapshot = Workspace(tmp_path).snapshot()
    for name in ("setup.cfg", "more.txt", "etc/shop.ini"):
        assert problems(snapshot, f"{tmp_path}/{name}") == problems(snapshot, f"{tmp_path}/{name}")


def test_a_byte_that_is_no_utf_8_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    text = b"[app:x]\nname = caf\xe9\npaste.app_factory = a-b:c\n"
    (tmp_path / "shop.ini").write_bytes(text)
    document = Workspace(tmp_path).document("shop.ini")
    assert document.text.damaged
    codes = [problem.code for problem in document.reading.problems]
    assert codes == [Code.SYNTAX_ERROR, Code.INVALID_OBJECT_REFERENCE]
    damage = document.reading.problems[0]
    assert document.index.slice(damage.range) == "\N{REPLACEMENT CHARACTER}"
    assert damage.message.endswith("save the file as UTF-8.")


def test_a_byte_order_mark_is_a_problem_and_no_text(tmp_path: Path) -> None:
    marked = "«[»app:x]\npaste.app_factory = «a-b»:c\n"
    (tmp_path / "shop.ini").write_bytes(b"\xef\xbb\xbf" + without_marks(marked).encode())
    document = Workspace(tmp_path).document("shop.ini")
    ranges = [problem.range for problem in document.reading.problems]
    assert with_marks(document.text.text, ranges) == marked


@pytest.mark.parametrize("name", ["gone.ini", "folder", "pipe.ini", "loop.ini", "a\0b.ini"])
def test_what_can_not_be_read_says_why(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.ini")
    (tmp_path / "loop.ini").symlink_to("loop.ini")
    answer = Workspace(tmp_path).snapshot().document(f"{tmp_path}/{name}")
    assert isinstance(answer, Unreadable)
    assert answer.reason


def test_paths_are_shown_from_the_nearest_folder_that_is_open(tmp_path: Path) -> None:
    snapshot = take_snapshot(Store(), folders=("/a", "/a/b"))
    assert snapshot.shown("/a/b/c.ini") == "c.ini"
    assert snapshot.shown("/a/c.ini") == "c.ini"
    assert snapshot.shown("/ab/c.ini") == "/ab/c.ini"


_LINES = [
    f"{line}\n"
    for line in [
        "[app:x]",
        "[entry_points]",
        "[options]",
        "[DEFAULT]",
        "[open",
        "console_script =",
        "console_scripts =",
        "    a = shop.cli:main",
        "    a = a-b",
        "    a",
        "use = egg:x#y",
        "use = call:a:b.c",
        "use = egg:",
        "use = egg:x#",
        "paste.app_factory = a b:c",
        "paste.app_factory =",
        "entry_points = file: more.txt",
        "entry_points =",
        "    [x]",
        "= x",
        "word",
        "a = b",
    ]
]
_pieces = st.sampled_from([*_LINES, "    \n", "\r", "\x0c", "\u2028", "😀", "\x00"])
_texts = st.lists(_pieces, max_size=14).map("".join)


@example(text="use = egg:\n password = secret\n", name="x.ini")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(_pieces, max_size=14).map("".join), name=st.sampled_from(["setup.cfg", "x.ini"])
)
def test_every_problem_stands_in_its_text_and_is_a_sentence(
    tmp_path: Path, text: str, name: str
) -> None:
    if name == "x.ini":
        text = "[app:it]\npaste.app_factory = shop:it\n" + text
    workspace = Workspace(tmp_path, Settings(), overlays={name: text})
    snapshot = workspace.snapshot()
    index = LineIndex.of(text)
    for problem in problems(snapshot, f"{tmp_path}/{name}"):
        start, end = problem.range
        assert start < end, problem
        assert index.position(index.offset(start)) == start
        assert index.position(index.offset(end)) == end
        assert start.line == end.line
        assert problem.message[-1] in ".?"
        assert "\n" not in problem.message
        for related in problem.related:
            assert related.location.path
        for fix in problem.fixes:
            assert fix.range.start < fix.range.end
            assert problem.range.start <= fix.range.start <= fix.range.end <= problem.range.end


def test_a_snapshot_goes_when_nobody_holds_it(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
        -- setup.cfg --
        [metadata]
        name = shop
        -- shop/__init__.py --
        -- shop/web.py --
        from shop.base import Base
        class App(Base): ...
        -- shop/base.py --
        class Base:
            def factory(global_conf, **local_conf): ...
        -- shop.ini --
        [composite:main]
        use = egg:Paste#urlmap
        / = way
        [pipeline:way]
        pipeline = guard app
        [filter:guard]
        paste.filter_factory = shop.web:gone
        [app:app]
        paste.app_factory = shop.web:App.factory
        set x = 1
        """,
    )
    path = str(tmp_path / "shop.ini")
    snapshot = take_snapshot(Store(), folders=(str(tmp_path),))
    document = snapshot.document(path)
    assert isinstance(document, Document)
    assert diagnostics(snapshot, document)
    view = weakref.ref(snapshot.view)
    gc.disable()
    try:
        del snapshot, document
        assert view() is None, "a circle keeps all that was worked out until garbage is collected"
    finally:
        gc.enable()


PARSERS = (
    "entryway.dialects.pyproject.read_toml",
    "entryway.dialects.setup_py.read_setup_calls",
    "entryway.dialects.setup_cfg.read_ini",
)


def test_each_file_is_parsed_once_whatever_is_asked_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(
        tmp_path,
        """
        -- pyproject.toml --
        [build-system]
        requires = ["setuptools"]
        build-backend = "setuptools.build_meta"
        [project]
        dynamic = ["name", "entry-points", "scripts"]
        [tool.flit.scripts]
        shop = "shop:main"
        -- setup.cfg --
        [options.entry_points]
        console_scripts =
            shop = shop:main [extra]
        -- setup.py --
        from setuptools import setup
        setup(name="shop", extras_require={}, entry_points={"shop.x": ["shop = shop:main"]})
        -- shop.py --
        def main(): ...
        """,
    )
    parsed: list[str] = []
    for parser in PARSERS:
        original = pkgutil.resolve_name(parser)

        def counted(text: str, parser: str = parser, original: Any = original) -> Any:
            parsed.append(parser)
            return original(text)

        monkeypatch.setattr(parser, counted)
    snapshot = take_snapshot(Store(), folders=(str(tmp_path),))
    for name in ("setup.cfg", "setup.py", "pyproject.toml"):
        document = snapshot.document(str(tmp_path / name))
        assert isinstance(document, Document)
        diagnostics(snapshot, document)
    assert sorted(parsed) == sorted(PARSERS)


def test_the_root_of_the_disk_is_a_folder_like_others() -> None:
    snapshot = take_snapshot(Store(), folders=("/", "/etc"))
    assert snapshot.shown("/srv/shop.ini") == "srv/shop.ini"
    assert snapshot.shown("/etc/shop.ini") == "shop.ini"
    assert snapshot.shown("/etc") == "/etc"
