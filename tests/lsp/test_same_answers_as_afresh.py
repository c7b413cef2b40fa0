"""After any edits and events the answers are those of a server that was started just now."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.features.completion.complete import complete
from entryway.features.definition import definition
from entryway.files.store import Store
from entryway.lsp.client import Client
from entryway.lsp.convert import Translator
from entryway.lsp.examining import examine, search
from entryway.lsp.session import Session
from entryway.lsp.snapshots import SnapshotMaker
from entryway.lsp.uris import uri_of
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document

CLIENT = Client(definition_links=True, related_information=True, code_descriptions=True)

TEXTS = {
    "shop/setup.cfg": (
        "[metadata]\nname = shop\n[entry_points]\nconsole_scripts =\n  🛒 = shop.cmd:main\n",
        "[metadata]\nname = store\n[entry_points]\nconsole_scripts =\n  a = shop.cmd:mian\n"
        "paste.app_factory =\n  app = shop.cmd:serve\n",
        "[metadata]\nname = shop\n[entry_points]\npaste.app_factory =\n  app = dep.web:App.make\n",
        "[half",
    ),
    "shop/setup.py": (
        "from setuptools import setup\nsetup()\n",
        "import setuptools\nsetuptools.setup(setup_requires=['pbr'], pbr=True)\n",
        "import setuptools\nsetuptools.setup(name='store', entry_points={'paste.app_factory': ["
        "'🛒 = shop.cmd:serve', 'app = shop.cmd:mian [x]']}, extras_require={})\n",
        "setuptools.setup(name='shop', entry_points={'g': ['a = shop.cmd:",
    ),
    "shop/pyproject.toml": ("[project]\nname = 'shop'\n", "[project"),
    "shop/etc/paste.ini": (
        "[app:main]\nuse = egg:shop#app\n",
        "[app:main]\npaste.app_factory = shop.cmd:serve\n[filter:f]\nuse = egg:store#filter\n",
        "[DEFAULT]\n[app:main]\npaste.app_factory = lib.tools:make\n",
        "prose",
    ),
    "shop/shop/__init__.py": ("", "from dep.web import App as cmd\n"),
    "shop/shop/cmd.py": (
        "def main(): ...\n",
        "def serve(): ...\nfrom lib.tools import main\n",
        "# 🛒\nclass A:\n    x = 1; main = 2\nmain = A.main\n",
        "def (",
    ),
    "lib/setup.cfg": ("[metadata]\nname = lib\n", "[entry_points]\ng =\n  a = lib.tools:make\n"),
    "lib/lib/__init__.py": ("",),
    "lib/lib/tools.py": ("def make(): ...\n", "def main(): ...\n", "from dep import *\n"),
    "envs/a/pyvenv.cfg": ("home = /nowhere\nversion = 3.11.1\n",),
    "envs/a/lib/python3.11/site-packages/dep/__init__.py": ("", "def make(): ...\n"),
    "envs/a/lib/python3.11/site-packages/dep/web.py": (
        "class App:\n    def make(self): ...\n",
        "class App:\n    pass\n",
    ),
    "envs/a/lib/python3.11/site-packages/linked.pth": ("../../../../../lib\n", "/nowhere\n"),
}
FOLDERS = ("shop", "lib", "envs")

paths = st.sampled_from(sorted(TEXTS))
numbers = st.integers(0, 3)
steps = st.one_of(
    st.tuples(st.just("write"), paths, numbers),
    st.tuples(st.just("write unseen"), paths, numbers),
    st.tuples(st.just("delete"), paths, numbers),
    st.tuples(st.just("type"), paths, numbers),
    st.tuples(st.just("close"), paths, numbers),
    st.tuples(st.just("add"), st.sampled_from(FOLDERS), numbers),
    st.tuples(st.just("remove"), st.sampled_from(FOLDERS), numbers),
    st.tuples(st.just("configure"), st.just(""), numbers),
)


@dataclass
class Story:
    """A session that lives through edits and events, on files that are all there at first.

    `folders`, `texts` and `python` are what a client would tell a server that starts now.
    """

    root: Path
    folders: dict[str, None] = field(default_factory=dict)
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    python: str | None = None
    session: Session = field(default_factory=Session)
    store: Store = field(default_factory=Store)
    ticks: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.maker = SnapshotMaker(self.store, {}, lambda: self.seconds)
        for path in TEXTS:
            self._write(path, 0)
        self.do("add", "shop", 0)

    def do(self, what: str, path: str, number: int) -> None:
        """Let one thing happen."""
        uri = self._uri(path)
        match what:
            case "write":
                self._write(path, number)
                self.session.touch()
            case "write unseen":
                # No event tells of it, but a second passes.
                self._write(path, number)
                self.seconds += 1
            case "delete":
                (self.root / path).unlink(missing_ok=True)
                self._age((self.root / path).parent)
                self.session.touch()
            case "type":
                text = self._text(path, number)
                take_in = self.session.change if uri in self.texts else self.session.open
                take_in(uri, number, text)
                self.texts[uri] = (number, text)
            case "close":
                self.session.close(uri)
                self.texts.pop(uri, None)
            case "add":
                self.session.change_folders([uri], [])
                self.folders[uri] = None
            case "remove":
                self.session.change_folders([], [uri])
                self.folders.pop(uri, None)
            case "configure":
                self.python = [None, f"{self.root}/envs/a", f"{self.root}/envs/none"][number % 3]
                self.session.change_settings(Settings(self.python))

    def afresh(self) -> Session:
        """Return a new session that is told what a client tells a new server."""
        session = Session(Settings(self.python))
        session.change_folders(self.folders, [])
        for uri, (version, text) in self.texts.items():
            session.open(uri, version, text)
        return session

    def _uri(self, path: str) -> str:
        return uri_of(str(self.root / path))

    @staticmethod
    def _text(path: str, number: int) -> str:
        return TEXTS[path][number % len(TEXTS[path])]

    def _write(self, path: str, number: int) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self._text(path, number), encoding="utf-8")
        self._age(file)
        for folder in itertools.takewhile(self.root.__ne__, file.parents):
            self._age(folder)

    def _age(self, path: Path) -> None:
        """Make a change look old: what changed this instant is never remembered."""
        seconds = 1_000_000_000 + next(self.ticks)
        os.utime(path, (seconds, seconds))


def answers(session: Session, maker: SnapshotMaker) -> dict[str, list[str]]:
    """Return everything a user could see: each document's diagnostics, each reference's target,
    and what could be written for it.
    """
    state = session.state
    snapshot = maker.take(state)
    translator = Translator(CLIENT, state, snapshot.view)
    seen: dict[str, list[str]] = {}
    for path in sorted({*search(snapshot), *(text.path for text in state.texts.values())}):
        document = snapshot.document(path)
        if isinstance(document, Document):
            seen[path] = [repr(examine(snapshot, state, CLIENT, path))]
            for reference in document.reading.references:
                link = definition(snapshot, document, reference.range.end)
                seen[path].append(repr(link and translator.link(path, link)))
                seen[path].append(repr(complete(snapshot, document, reference.range.end)))
    return seen


@settings(max_examples=100, deadline=None)
@given(st.lists(steps, min_size=1, max_size=12))
def test_the_answers_are_those_of_a_session_started_afresh(
    happens: list[tuple[str, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder).resolve())
        for step in happens:
            story.do(*step)
            seen = answers(story.session, story.maker)
            assert seen == answers(story.afresh(), SnapshotMaker(Store(), {}))
