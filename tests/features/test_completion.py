"""What is offered while a file is being written, one keystroke after another.

The places and the offers themselves are scenarios; here is what holds of all of them.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from entryway.features.completion.complete import complete
from entryway.features.completion.items import Completions
from entryway.files.store import Store
from entryway.model import Position
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

ROOT = "/shop"
SOURCE = "def main(): ...\ndef app(global_conf, size=1): ...\ndef auth(global_conf): ...\n"
SETUP = """\
[metadata]
name = shop
[options]
entry_points =
    [console_scripts]
    shop = shop:main
[options.entry_points]
gui_scripts = a = shop:main, b = shop:main
[entry_points]
paste.app_factory =
    app = shop:app [extra]
"""
PASTE = """\
[DEFAULT]
root = /srv
[composite:main]
use = egg:Paste#urlmap
/ = front
/x = config:other.ini#app
[pipeline:front]
pipeline = auth call:shop:auth
    egg:shop#app
[filter:auth]
paste.filter_factory = shop:auth
set root = %(here)s/x
get copy = root
[app:last]
use = egg:shop#app
size = 3
"""
RECORDED = "[console_scripts]\nshop = shop:main\n[paste.app_factory]\napp = shop:app\n"
IN_CODE = """\
from setuptools import setup
PLUGINS = ['app = ' 'shop:app', "x\\x20= shop:auth"]
setup(entry_points={
    'console_scripts': ["shop = shop:main", 'other = shop:main [extra]'],
    'paste.app_factory': PLUGINS,
    'shop.plugins': '''
        auth = shop:auth
    ''',
})
"""


def snapshot_of(name: str, text: str) -> tuple[Snapshot, Document | None]:
    overlays = {f"{ROOT}/setup.cfg": SETUP, f"{ROOT}/shop.py": SOURCE, f"{ROOT}/{name}": text}
    snapshot = take_snapshot(Store(), overlays=overlays, folders=(ROOT,))
    document = snapshot.document(f"{ROOT}/{name}")
    return snapshot, document if isinstance(document, Document) else None


def at_end(name: str, text: str) -> Completions | None:
    snapshot, document = snapshot_of(name, text)
    if document is None:
        return None
    return complete(snapshot, document, document.index.position(len(text)))


FILES = pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.cfg", SETUP),
        ("setup.py", IN_CODE),
        ("paste.ini", PASTE),
        ("entry_points.txt", RECORDED),
    ],
    ids=["setup.cfg", "setup.py", "paste.ini", "entry_points.txt"],
)


@FILES
def test_an_answer_replaces_words_around_the_cursor_in_its_line(name: str, text: str) -> None:
    snapshot, document = snapshot_of(name, text)
    assert document is not None
    offered = 0
    for offset in range(len(text) + 1):
        position = document.index.position(offset)
        found = complete(snapshot, document, position)
        if found is None:
            continue
        offered += bool(found.items)
        assert found.insert.start == found.replace.start <= position == found.insert.end
        assert position <= found.replace.end
        assert found.replace.end.line == found.replace.start.line == position.line
        assert found.replace.end.column <= len(document.index.line(position.line))
        labels = [item.label for item in found.items]
        assert len(labels) == len(set(labels))
    assert offered > len(text) // 4


@FILES
def test_a_file_that_is_being_typed_has_an_answer_at_every_keystroke(name: str, text: str) -> None:
    for end in range(len(text)):
        at_end(name, text[:end])


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_make_no_difference(newline: str) -> None:
    text = PASTE[: PASTE.index("shop:auth\nset") + len("shop:")]
    expected, found = at_end("paste.ini", text), at_end("paste.ini", text.replace("\n", newline))
    assert expected is not None and expected == found
    assert [item.label for item in expected.items] == ["app", "auth", "main"]


def test_no_value_of_an_option_is_told() -> None:
    text = PASTE.replace("[DEFAULT]\n", "[DEFAULT]\npassword = xyzzy\n") + "again = %("
    found = at_end("paste.ini", text)
    assert found is not None
    assert "password" in [item.label for item in found.items]
    assert "xyzzy" not in repr(found.items)


CHAIN = "".join(f"[app:a{n}]\nuse = a{n + 1}\n" for n in range(60))


@pytest.mark.parametrize(
    "text",
    [
        "[app:a]\nuse = b\n[app:b]\nuse = a\n",
        CHAIN,
        "[app:a]\nuse = %(use)s\n",
        "[app:a]\nuse = %(a)s\na = %(b)s\nb = %(a)s\n",
        "[app:a]\nuse = config:../../../../../../../../etc/passwd#\n",
        "[app:a]\nuse = config:/dev/zero#x\n",
        "[app:a]\nuse = config:\0#x\n",
        "[app:a]\nuse = egg:\ud800#x\n",
        "[app:a]\npaste.app_factory = " + "a." * 3000 + "\n",
        "[app:a]\npaste.app_factory = shop:" + "a." * 3000 + "\n",
    ],
    ids=lambda text: ascii(text)[:30],
)
def test_hostile_files_have_an_answer_everywhere(text: str) -> None:
    text += "x\n"
    snapshot, document = snapshot_of("paste.ini", text)
    assert document is not None
    for offset in range(0, len(text) + 1, max(1, len(text) // 300)):
        complete(snapshot, document, document.index.position(offset))


@pytest.mark.parametrize(
    ("name", "head", "line", "lines"),
    [
        ("setup.cfg", "[entry_points]\nconsole_scripts =\n", "    shop = shop:main\n", 100_000),
        ("setup.cfg", "[options.entry_points]\n", "group{n} = a = shop:main\n", 10_000),
        ("paste.ini", "[pipeline:main]\npipeline =\n", "    auth{n}\n", 10_000),
        ("paste.ini", "[app:main]\nuse = x\n", "option{n} = a\n", 100_000),
        (
            "paste.ini",
            "[app:main]\nuse = x\n",
            "[filter:f{n}]\npaste.filter_factory = shop:auth\n",
            50_000,
        ),
        ("paste.ini", "[app:main]\nuse = x\n", "# {n}\n", 10_000),
        ("paste.ini", "[app:main]\nuse = x\n", "broken {n}\n", 10_000),
        ("entry_points.txt", "[console_scripts]\n", "shop{n} = shop:main\n", 10_000),
        ("setup.py", "setup(entry_points={'g': [\n", "    'a{n} = shop:main',\n", 10_000),
        ("setup.py", "setup(entry_points='''\n[g]\n", "a{n} = shop:main\n", 10_000),
    ],
    ids=[
        *("value", "keys", "pipeline", "options", "sections", "comments", "broken", "recorded"),
        *("half-typed code", "a text in code"),
    ],
)
def test_very_long_files_have_an_answer_anywhere(
    name: str, head: str, line: str, lines: int
) -> None:
    """An answer takes time for what it offers, and never the square of a file's length."""
    text = head + "".join(line.format(n=number) for number in range(lines))
    snapshot, document = snapshot_of(name, text)
    assert document is not None
    count = document.index.line_count
    for number in (count // 2, count - 1):
        began = time.process_time()
        width = len(document.index.line(number))
        found = complete(snapshot, document, Position(number, width // 2))
        assert time.process_time() - began < 4
        assert found is None or len(found.items) <= 1000


def test_files_outside_of_the_workspace_are_not_read(tmp_path: Path) -> None:
    """Their names tell enough; a pipe that nobody writes to would be waited for."""
    (tmp_path / "other.ini").write_text("[loggers]\nkeys = root\n")
    (tmp_path / "program").write_text("[app:main]\nuse = x\n")
    (tmp_path / "more").mkdir()
    found = at_end("paste.ini", f"[app:main]\nuse = config:{tmp_path}/")
    assert found is not None
    assert [item.label for item in found.items] == ["other.ini", "more/"]


def test_of_very_many_sections_those_are_offered_that_begin_as_typed() -> None:
    sections = "".join(f"[app:a{n}]\npaste.app_factory = shop:app\n" for n in range(1500))
    few = at_end("paste.ini", f"{sections}[app:main]\nuse = a149")
    assert few is not None
    assert len(few.items) == 11
    assert not few.is_complete
