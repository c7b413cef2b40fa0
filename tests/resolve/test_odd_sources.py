"""Sources no person would write, and some they do: an answer at once, and never an exception."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.files.view import Text
from entryway.model import Found, Missing, Reason, Resolution, Unknown
from entryway.resolve.bindings import read_module
from entryway.resolve.facts import Broken, ModuleFacts
from resolve.worlds import Maker, World

LINE_ENDS = ("\n", "\r\n", "\r")


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_counts_once(world: Maker, end: str) -> None:
    lines = ["# one", "x = '''", "'''", "def «main»(): ...", ""]
    world({"app.py": end.join(lines)}).leads("app:main")


def test_a_form_feed_is_no_line_end(world: Maker) -> None:
    world({"app.py": "x = 1\n\f\ndef «main»(): ...\n# \x0b \x1c \x85 \u2028\ny = 1\n"}).leads(
        "app:main"
    )
    world({"app.py": "x = '\x0b \x1c \x85 \u2028'\n\fclass «main»: ...\n"}).leads("app:main")


def test_columns_count_code_points(world: Maker) -> None:
    world({"app.py": "'é\U0001f600\u4e2d'; «main» = 1\n"}).leads("app:main")
    world({"app.py": "é = F('\U0001f600'); é.«main» = 1\n"}).leads("app:é.main")
    world({"app.py": "x = '\U0001f600'; import os as «main»; y = 1\n", "os.py": ""})
    world({"app.py": "'\U0001f600'; from lib import «main»\n"}).leads("app:main")


def test_identifiers_beyond_the_basic_plane(world: Maker) -> None:
    world({"app.py": "class «\U00020000»:\n    def 中(self): ...\n"}).leads("app:\U00020000")
    world({"app.py": "class \U00020000:\n    '\U0001f600'; «中» = 1\n"}).leads("app:\U00020000.中")


def test_identifiers_are_normalised_by_the_compiler(world: Maker) -> None:
    # "ﬁ" is one character there, and the two letters "fi" in the name that is bound.
    app = world({"app.py": "def «ﬁnd»(): ...\n"})
    app.leads("app:find")
    app.lacks("app:ﬁnd")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"# -*- coding: latin-1 -*-\n'\xe9'; main = 1\n", "latin-1"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'; main = 1\n", "cp1252"),
        (b"\xef\xbb\xbf'\xc3\xa9'; main = 1\n", "utf-8 with a byte order mark"),
        (b"'\xc3\xa9'; main = 1\n", "utf-8"),
        ("# coding: euc-jp\n'\u3042'; main = 1\n".encode("euc-jp"), "euc-jp"),
        (b"# coding: utf-7\n'+AOk-'; main = 1\n", "utf-7"),
    ],
)
def test_encodings_are_those_that_the_source_declares(
    world: Maker, content: bytes, name: str
) -> None:
    app = world({})
    (app.root / "app.py").write_bytes(content)
    found = app.resolve("app:main")
    assert isinstance(found, Found), name
    assert found.targets[0].selection.start.column == 5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content",
    [
        b"'\xff'; main = 1\n",
        b"# coding: nonsense\nmain = 1\n",
        b"# coding: rot13\nznva = 1\n",
        b"# coding: hex\n6d\n",
        b"# coding: undefined\nmain = 1\n",
        b"# coding: idna\nmain = 1\n",
        b"# coding: punycode\nmain = 1\xff\n",
        b"# coding: utf-16\nmain = 1\n",
        b"\xff\xfem\x00a\x00i\x00n\x00",
        b"\xef\xbb\xbf# coding: latin-1\nmain = 1\n",
    ],
)
def test_bytes_that_are_no_text_are_unknown(world: Maker, content: bytes) -> None:
    app = world({})
    (app.root / "app.py").write_bytes(content)
    answer = app.resolve("app:main")
    assert isinstance(answer, Unknown | Found)
    assert not isinstance(answer, Missing)


@pytest.mark.parametrize(
    "source",
    [
        "print 'Python 2'",
        "exec code in namespace",
        "raise ValueError, 'x'",
        "except ValueError, e: pass",
        "main = 0777",
        "def main(): return ur''",
        "main = 1 \0",
        "\0",
        "def main(:",
        "(" * 300,
        "x = " + "(" * 3000 + ")" * 3000,
        "-" * 100_000 + "1",
        "\ud800 = 1",
        "class main: ...\n  x",
    ],
)
def test_source_that_does_not_parse_is_unknown(world: Maker, source: str) -> None:
    app = world({"app.py": source, "other.py": "from app import *\nfrom app import main\n"})
    for reference in ("app:main", "app:main.x", "other:x", "other:main.x"):
        assert isinstance(app.resolve(reference), Unknown), reference
    # The file is there, whatever is in it.
    assert isinstance(app.resolve("app"), Found)


def test_a_broken_package_still_has_its_modules(world: Maker) -> None:
    world({"shop/__init__.py": "print 'Python 2'", "shop/app.py": "def «main»(): ..."}).leads(
        "shop.app:main", "shop:app.main"
    )


def test_the_reason_says_where_it_does_not_parse(world: Maker) -> None:
    hidden = world({"app.py": "x = 1\nprint 'x'\n"}).hides(Reason.SYNTAX, "app:main")
    assert "app.py does not parse at line 2: " in hidden.detail


MONSTERS = {
    "a ladder of elif": "if a:\n    main = 0\n" + "elif b:\n    x = 1\n" * 1200,
    "deep blocks": "".join("    " * i + "if x:\n" for i in range(90)) + "    " * 90 + "main = 1\n",
    "nested functions": "".join(" " * i + "def f():\n" for i in range(90)) + " " * 90 + "pass\n",
    "nested classes": "".join(" " * i + "class main:\n" for i in range(90)) + " " * 90 + "x = 1\n",
    "a giant list": "main = [" + "1, " * 50_000 + "]\n",
    "a giant dict": "main = {" + "'k': [1, (2, 3)], " * 20_000 + "}\n",
    "a long sum": "main = " + " + ".join(["x"] * 2000) + "\n",
    "a long sum of exports": "__all__ = " + " + ".join(["['main']"] * 900) + "\nmain = 1\n",
    "a long chain of calls": "main = a" + ".b()" * 900 + "\n",
    "a long chain of attributes": "main = a" + ".b" * 900 + "\n",
    "nested calls": "main = " + "f(" * 90 + ")" * 90 + "\n",
    "nested lambdas": "main = " + "lambda: " * 90 + "1\n",
    "nested walruses": "main = " + "(x := " * 90 + "1" + ")" * 90 + "\n",
    "a long line": "; ".join(f"x{i} = 'é'" for i in range(3000)) + "; main = 1\n",
    "many statements": "x = 1\n" * 10_000 + "main = 1\n",
    "many names": "".join(f"n{i} = 1\nif n{i}:\n  m{i} = 1\n" for i in range(3000)) + "main=1\n",
    "many star imports": "from app import *\n" * 500 + "main = 1\n",
    "many star imports of many": "".join(f"n{i} = 1\n" for i in range(300))
    + "from lib import *\n" * 300,
    "many wrappers": "def main(): ...\n" + "main = wrap(main)\n" * 5000,
    "many handlers": "try:\n    main = 1\n" + "except E:\n    main = 2\n" * 500,
    "many nested handlers": "".join("  " * i + "try:\n" for i in range(18))
    + "  " * 18 + "main = 1\n"
    + "".join("  " * i + "except E:\n" + "  " * (i + 1) + "main = 2\n" for i in range(17, -1, -1)),
    "many globals": "".join(f"def f{i}():\n    global main\n    main = 1\n" for i in range(1000)),
    "many classes": "".join(f"class C{i}(C{i - 1}): ...\n" for i in range(1500)) + "main = C1499\n",
    "many attachments": "class main: ...\n" + "main.x = main\n" * 3000,
    "a decorator of everything": "@a\n" * 3000 + "def main(): ...\n",
    "a long unpacking": ", ".join(["main"] * 3500) + " = x\n",
    "a nested unpacking": "(" * 90 + "main" + ",)" * 90 + " = x\n",
    "a long import": "from x import " + ", ".join(f"y as n{i}" for i in range(5000)) + ", main\n",
}  # fmt: skip


@pytest.mark.parametrize("monster", MONSTERS)
def test_monsters_are_answered_at_once(world: Maker, monster: str) -> None:
    app = world({"app.py": MONSTERS[monster], "lib.py": ""})
    start = time.process_time()
    for reference in ("app:main", "app:main.x", "app:main.x.x", "app:absent", "app:f.g"):
        answer = app.resolve(reference)
        assert isinstance(answer, Found | Missing | Unknown)
    assert time.process_time() - start < 8


def test_reading_does_not_depend_on_how_deep_the_caller_is(world: Maker) -> None:
    """What the store keeps of a file must not say that there was no stack left."""
    app = world({"app.py": "if a:\n    main = 0\n" + "elif b:\n    x = 1\n" * 300})

    def deep(levels: int) -> Resolution:
        return deep(levels - 1) if levels else app.resolve("app:main")

    assert deep(500) == app.resolve("app:main")
    assert isinstance(app.resolve("app:main"), Found)


def test_files_that_can_not_be_read(world: Maker) -> None:
    app = world({"shop/__init__.py": "", "app.py/x": "", "other.py": "from fifo import *"})
    os.mkfifo(app.path("fifo.py"))
    os.symlink("/nowhere/at/all", app.path("shop/dangling.py"))
    os.symlink(app.path("shop/loop.py"), app.path("shop/loop.py"))
    app.hides(Reason.UNREADABLE, "fifo:main", "shop.dangling:main")
    app.lacks("shop.loop")
    app.hides(Reason.DYNAMIC, "other:main")


def test_files_without_permission(world: Maker) -> None:
    app = world({"app.py": "main = 1\n", "shop/__init__.py": "", "shop/app.py": ""})
    (app.root / "app.py").chmod(0)
    (app.root / "shop").chmod(0)
    try:
        answers = [app.resolve("app:main"), app.resolve("shop.app:main")]
    finally:
        (app.root / "shop").chmod(0o755)
    # The superuser may read everything.
    kind = Found | Missing if os.geteuid() == 0 else Unknown
    assert all(isinstance(answer, kind) for answer in answers)


def test_folders_that_vanish_in_between(world: Maker) -> None:
    app = world({"shop/__init__.py": "", "shop/app.py": "main = 1\n"})
    resolver = app.resolver()
    assert isinstance(resolver.resolve(("shop",), ()), Found)
    (app.root / "shop/app.py").unlink()
    (app.root / "shop/__init__.py").unlink()
    (app.root / "shop").rmdir()
    # The view saw the file, and does not see it change into nothing.
    answer = resolver.resolve(("shop", "app"), ("main",))
    assert isinstance(answer, Unknown)
    app.hides(Reason.NOT_INSTALLED, "shop.app:main")


fragments = st.sampled_from(
    [
        *(
            "def main(): ...\n",
            "class main(main):\n    x = 1\n",
            "main = main.x\n",
            "from . import *\n",
        ),
        *(
            "if x:\n    ",
            "try:\n    ",
            "except E:\n    ",
            "else:\n    ",
            "finally:\n    ",
            "pass\n",
        ),
        *(
            "global main\n",
            "del main\n",
            "main.x = main\n",
            "__all__ = ['main']\n",
            "import app.main\n",
        ),
        *(
            "@main\n",
            "with main as main:\n    ",
            "for main in main:\n    ",
            "setattr(main, 'x', main)\n",
        ),
        *(
            "(",
            ")",
            "'",
            '"""',
            "\\",
            "\n",
            "\r",
            "\f",
            "\0",
            "é",
            "\U0001f600",
            "\ud800",
            ":",
            "=",
        ),
        *(
            "match main:\n    case main:\n        ",
            "lambda main: (main := 1)\n",
            "async ",
            "await ",
        ),
    ]
)
any_source = st.lists(fragments, max_size=12).map("".join) | st.text(max_size=60)


@given(any_source, st.booleans())
@settings(max_examples=400, derandomize=True, deadline=None)
def test_any_text_has_facts_or_is_broken(source: str, overlay: bool) -> None:
    facts = read_module(Text("/world/app/__init__.py", source, overlay=overlay))
    assert isinstance(facts, ModuleFacts | Broken)


@given(any_source)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_text_has_an_answer(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    root = Path("/world")
    app = World(root, {}, overlays={"app/__init__.py": source, "app/main.py": source})
    for reference in ("app:main", "app:main.x", "app.main:main.x", "app.x"):
        answer = app.resolve(reference)
        assert isinstance(answer, Found | Missing | Unknown)
        # The same view and any other view of the same texts say the same.
        assert repr(app.resolve(reference)) == repr(answer)
