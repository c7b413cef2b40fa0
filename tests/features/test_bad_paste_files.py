"""However bad a Paste Deploy file is, the rest of it answers as if the bad part were not there.

Every feature is asked at every place of a sound part that stands before or behind a bad one. Which
diagnostic the bad part gets is told by the scenarios; here it is asked for, and may not fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entryway.features.code_actions import fixable_problems
from entryway.features.definition import definition
from entryway.features.diagnostics import diagnostics
from entryway.features.document_links import document_links
from entryway.features.folding import folds
from entryway.features.highlights import highlights
from entryway.features.hover import hover
from entryway.features.symbols import symbols
from entryway.files.store import Store
from entryway.model import Definition, Position, Range
from entryway.paste.graph import load_file_from
from entryway.paste.order import faults
from entryway.paste.roots import find_roots, find_ways
from entryway.paste.uses import find_uses
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot
from paste.paste_files import file_set

T = TypeVar("T")

pytestmark = pytest.mark.timeout(60)

SOUND = """\
[pipeline:sound]
pipeline = authtoken soundapp

[filter:authtoken]
paste.filter_factory = shop.web:auth

[app:soundapp]
paste.app_factory = shop.web:app
"""

PROJECT = {
    "setup.cfg": "[metadata]\nname = shop\n",
    "shop/__init__.py": "",
    "shop/web.py": (
        "def app(global_conf, **local_conf): ...\n"
        "def auth(global_conf, **local_conf): ...\n"
        "def urlmap(loader, global_conf, **local_conf): ...\n"
    ),
}

FILTER = "paste.filter_factory = shop.web:auth"
APP = "paste.app_factory = shop.web:app"


def nested(option: str, kind: str, factory: str) -> str:
    """Return a thousand sections that each lead to the next one, and the last."""
    each = [f"[{kind}:s{n}]\n{factory}\n{option} = s{n + 1}\n" for n in range(1000)]
    return "".join(each) + f"[{kind}:s1000]\n{factory or APP}\n"


BAD: Mapping[str, str] = {
    # What never ends.
    "a section that uses itself": "[app:a]\nuse = a\n",
    "a circle of uses": "[app:a]\nuse = b\n[app:b]\nuse = c\n[app:c]\nuse = a\n",
    "a circle of a thousand uses": nested("use", "app", "").replace("s1000", "s0"),
    "a file that uses itself": "[app:a]\nuse = config:shop.ini#a\n",
    "files in a circle": "[app:a]\nuse = config:other.ini#a\n",
    "a filter with itself": f"[filter:f]\n{FILTER}\nfilter-with = f\n",
    "filters with each other": (
        f"[filter:f]\n{FILTER}\nfilter-with = g\n[filter:g]\n{FILTER}\nfilter-with = f\n"
    ),
    "a pipeline of itself": "[pipeline:p]\npipeline = authtoken p\n",
    "a filter-app before itself": f"[filter-app:p]\n{FILTER}\nnext = p\n",
    "a composite of itself": (
        "[composite:c]\npaste.composite_factory = shop.web:urlmap\n/ = c\nall = authtoken c\n"
    ),
    # What is deep, wide or large.
    "a thousand nested filter-with": nested("filter-with", "filter", FILTER),
    "a thousand nested uses": nested("use", "app", ""),
    "a thousand nested filter-apps": nested("next", "filter-app", FILTER),
    "a pipeline of a thousand names": (
        "[pipeline:p]\npipeline = " + " ".join(f"absent{n}" for n in range(1000)) + " soundapp\n"
    ),
    "sections that double at each level": "".join(
        f"[composite:d{n}]\npaste.composite_factory = shop.web:urlmap\n"
        f"/a = d{n + 1}\n/b = d{n + 1}\n"
        for n in range(64)
    )
    + f"[app:d64]\n{APP}\n",
    # Variables.
    "an undefined variable": f"[app:a]\n{APP}\nx = %(absent)s\n",
    "an undefined variable in a name": "[app:a]\nuse = %(absent)s\n",
    "an undefined variable among names": "[pipeline:p]\npipeline = authtoken %(absent)s soundapp\n",
    "a variable of itself": f"[app:a]\n{APP}\nx = %(x)s\n",
    "variables in a circle": f"[app:a]\n{APP}\nx = %(y)s\ny = %(x)s\n",
    "variables that double at each level": f"[app:a]\n{APP}\n"
    + "".join(f"x{n} = %(x{n + 1})s%(x{n + 1})s\n" for n in range(9))
    + "x9 = " + "x" * 100 + "\n",
    "a stray percent sign": f"[app:a]\n{APP}\nx = 100%\ny = %(\nz = %(x\n",
    # What is only half typed.
    "a half-typed header": "[filter:au\n",
    "a half-typed kind": "[fil\n",
    "a bracket": "[\n",
    "an empty header": "[]\n",
    "a header without a name": "[pipeline:]\npipeline =\n",
    "a half-typed pipeline": "[pipeline:p]\npipeline = authtoken au\n",
    "an option without its value": "[app:a]\nuse\nuse =\n",
    "half-typed schemes": "".join(
        f"[app:a{n}]\nuse = {use}\n"
        for n, use in enumerate(
            ("egg:", "egg:#", "egg:shop#", "config:", "config:#", "config:.", "call:", "call::",
             "call:shop.web:", "foo:", ":", "#", "config:\0", "config:%%00", "egg:shop#config:")
        )
    ),
    "a file that never ends": "[app:a]\nuse = config:/dev/zero#a\n",
    # What configparser rejects.
    "a section that is there twice": "[app:soundless]\nuse = soundapp\n" * 2,
    "an option that is there twice": f"[app:a]\n{APP}\n{APP}\n",
    "a line that is none": f"[app:a]\nneither a key nor a value\n{APP}\n",
}  # fmt: skip

OTHER = "[app:a]\nuse = config:shop.ini#a\n"


class World:
    """A project on disk whose file `shop.ini` is an editor's text."""

    def __init__(self, root: Path) -> None:
        for name, text in {**PROJECT, "other.ini": OTHER}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        self.root = root
        self.path = str(root / "shop.ini")
        self._store = Store()

    def snapshot(self, text: str, others: Mapping[str, str] | None = None) -> Snapshot:
        overlays = {self.path: text}
        overlays.update({str(self.root / name): other for name, other in (others or {}).items()})
        return take_snapshot(self._store, overlays=overlays, folders=(str(self.root),))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("shop"))


class Seen(NamedTuple):
    """What is answered at a place, lines of its own file counted from the sound part's first."""

    origin: tuple[int, int]
    targets: tuple[tuple[str, int], ...]
    title: str | None


def answers(world: World, text: str, first: int) -> Iterator[tuple[Position, Seen | None]]:
    """Yield what is answered at each place of the sound part, which starts at a line of a text."""
    snapshot = world.snapshot(text)
    document = snapshot.document(world.path)
    assert isinstance(document, Document)
    for line, content in enumerate(SOUND.split("\n")):
        for column in range(len(content) + 1):
            at = Position(first + line, column)
            link = definition(snapshot, document, at)
            card = hover(snapshot, document, at)
            seen = None
            if link is not None:
                origin = link.origin.start
                targets = tuple(_target(world, target, first) for target in link.targets)
                title = None if card is None else card.title
                seen = Seen((origin.line - first, origin.column), targets, title)
            yield Position(line, column), seen


def _target(world: World, target: object, first: int) -> tuple[str, int]:
    if isinstance(target, Definition):
        return target.path, target.selection.start.line
    path, range_ = target.location  # type: ignore[attr-defined]  # every other target has one
    return path, range_.start.line - (first if path == world.path else 0)


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_the_rest_answers_as_ever(world: World, bad: str) -> None:
    expected = dict(answers(world, SOUND, 0))
    assert sum(seen is not None for seen in expected.values()) > 30
    assert dict(answers(world, f"{SOUND}\n{bad}", 0)) == expected
    assert dict(answers(world, f"{bad}\n{SOUND}", bad.count("\n") + 1)) == expected


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_everything_can_be_said_of_it(world: World, bad: str) -> None:
    for text in (bad, f"{SOUND}\n{bad}", f"{bad}\n{SOUND}"):
        ask_everything(world.snapshot(text), world.path)


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_files_that_are_cut_anywhere(world: World, random: Random) -> None:
    """Whatever is typed, it is half typed for a while."""
    texts = file_set(random)
    main = texts.pop("main.ini").replace("main.ini", "shop.ini")
    for _ in range(3):
        start, end = sorted(random.choices(range(len(main) + 1), k=2))
        ask_everything(world.snapshot(main[:start] + main[end:], texts), world.path)


def spread(items: Sequence[T]) -> Sequence[T]:
    """Return some of many, from the first on to near the last: each is a walk of its own."""
    return items[:: len(items) // 6 or 1]


def ask_everything(snapshot: Snapshot, path: str) -> None:
    """Ask all that an editor may ask about a text, whose file need be no Paste Deploy file."""
    file = snapshot.paste_file(path)
    assert file is not None
    uses = find_uses(file)
    roots = find_roots(file, find_ways(file, uses))
    list(faults(load_file_from(file, roots, snapshot.surroundings(path))))
    document = snapshot.document(path)
    if document is None:
        return
    assert isinstance(document, Document)
    problems = diagnostics(snapshot, document)
    lines = document.text.text.split("\n")
    for problem in problems:
        assert problem.range.start <= problem.range.end
        assert problem.range.end.line < len(lines)
        assert problem.message.endswith((".", "?"))
    end = Position(len(lines), 0)
    fixable_problems(snapshot, document, Range(Position(0, 0), end))
    places = [section.header.start for section in spread(file.sections)]
    places += [use.name.range.start for use in spread(uses)]
    for place in places:
        definition(snapshot, document, place)
        hover(snapshot, document, place)
        highlights(snapshot, document, place)
    document_links(snapshot, document)
    for symbol in symbols(snapshot, document):
        # An editor refuses an outline in which a name lies outside of what it names.
        for each in (symbol, *symbol.children):
            assert each.name
            assert each.range.start <= each.selection.start
            assert each.selection.end <= each.range.end
    assert all(fold.first < fold.last < len(lines) for fold in folds(document))
