"""The same files loaded by Paste Deploy itself: the same sections, settings, objects and errors.

The factories and distributions are those of `parts`. Compared are the contexts that the loader
finds, the objects that come of them, and where loading fails, the first error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entryway.model import line_range
from entryway.paste.nodes import Fault, FaultKind, Moment, Node
from entryway.paste.order import faults
from entryway.paste.sections import Wanted
from entryway.syntax.line_index import LineIndex
from paste.both import MISCALLED, graph_of, load_really, outcome_of, read_file
from paste.parts import importable
from paste.paste_files import FILES, file_set


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder for files, in a world of distributions."""
    with importable(tmp_path_factory.mktemp("world")):
        yield tmp_path_factory.mktemp("files")


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Make the files of a folder be these, and return the first."""
    for name in {*FILES, *texts}:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if name in texts:
            path.write_text(texts[name], encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    return folder / FILES[0]


def assert_same(
    path: Path, wanted: Wanted, name: str, given: Mapping[str, str] | None = None
) -> FaultKind | None:
    """Load a section twice and compare; return the kind of error that both ran into."""
    theirs = load_really(path, wanted, name, given)
    node = graph_of(path, wanted, name, given)
    ours = outcome_of(node, wanted)
    if theirs.made == MISCALLED:
        # A factory that can't be called hides what comes after it.
        assert ours.error is not None or ours.contexts == theirs.contexts
        return None
    assert (ours.error, ours.named) == (theirs.error, theirs.named)
    if theirs.error is None:
        assert ours.contexts == theirs.contexts
    assert ours.made == theirs.made
    assert_places(node)
    return theirs.error


def assert_places(node: Node) -> None:
    """Assert that each fault stands on the words that it names."""
    for fault in faults([node]):
        path = fault.location.path
        if fault.name and path:
            index = LineIndex.of(Path(path).read_text(encoding="utf-8"))
            place = fault.location.range
            # What was asked for from outside stands nowhere. What `get` got from there has the
            # place of the `get`, and what other files handed over that of the header.
            is_outside = place == line_range(0, 0, 0)
            is_handed = index.line(place.start.line).startswith(("get ", "["))
            assert is_outside or is_handed or is_shown(fault, index.slice(place))


def is_shown(fault: Fault, shown: str) -> bool:
    match fault.kind:
        case FaultKind.INVALID_OBJECT_REFERENCE | FaultKind.NO_PROTOCOL | FaultKind.USE_CYCLE:
            return True
        case _:
            plain = "\n".join(line.strip() for line in shown.split("\n"))
            # `main` where none is named; a variable where it gave a part of the name.
            return fault.name in plain or fault.name == "main" or "%" in shown


# --- By hand -------------------------------------------------------------------------------------

BASICS = """
[DEFAULT]
def1 = a
def2 = b
basepath = %(here)s

[app:main]
use = egg:Shop
setting1 = foo
apppath = %(basepath)s/app
def2 = not local

[app:user]
use = main
set def1 = user
another = something more
    across several
    lines

[app:getter]
use = egg:Shop#other
set def2 = TEST
get def1 = def1
get foo = def2

[filter-app:filt]
use = egg:Shop#wrap
method = lower
next = main

[pipeline:piped]
pipeline = egg:Shop#two  caps
    user

[filter:caps]
paste.filter_factory = shopparts:filter_
level = 3

[composit:map]
use = egg:Paste#urlmap
/ = main
domain a.b port 80 /x = piped
not_found_app = getter

[server:main]
use = egg:Shop#runner
port = 80

[server:plain]
paste.server_factory = shopparts:server
filter-with = kept as a setting
"""

FILTER_WITH = """
[app:main]
use = egg:Shop
example = test
filter-with = filter1

[filter:filter1]
use = egg:Shop
filter-with = filter2
set x = 1

[filter:filter2]
use = egg:Shop#two

[app:user]
use = main
example = does not reach the app
more = 1

[app:explicit]
paste.app_factory = shopparts:app
filter-with = filter2
mine = 1

[app:user of explicit]
use = explicit
mine = reaches both

[pipeline:misapplied]
pipeline = filter2 main
filter-with = filter2
"""

INCLUDES = """
[DEFAULT]
def1 = main
here2 = %(here)s
both = 100%%%%

[app:main]
use = config:other.ini
set glob = override
another = FOO

[app:named]
use = config:other.ini#piped
set plain = changed

[composite:map]
use = config:other.ini#map
/mine = main

[app:elsewhere]
use = config:sub/third.ini#config:../other.ini#egg:Shop#other

[app:through egg]
use = egg:Nothing#call:shopparts:app
"""

INCLUDED = """
[DEFAULT]
def1 = other
def3 = c
level = %(def1)s

[app:main]
paste.app_factory = shopparts:app
set glob = orig
bob = your uncle
another = BAR
glob = a default by now
path = %(here)s %(here2)s

[pipeline:piped]
pipeline = egg:Shop f egg:Shop#other
set plain = inner

[filter:f]
use = egg:Shop

[composite:map]
use = egg:Paste#urlmap
/other = main
"""

HAND_WRITTEN: Mapping[str, Mapping[str, str]] = {
    "basics": {"main.ini": BASICS},
    "filter-with": {"main.ini": FILTER_WITH},
    "includes": {"main.ini": INCLUDES, "other.ini": INCLUDED, "sub/third.ini": ""},
}


@pytest.mark.parametrize("texts", HAND_WRITTEN.values(), ids=HAND_WRITTEN)
def test_files_written_by_hand(folder: Path, texts: Mapping[str, str]) -> None:
    path = write(folder, texts)
    file = read_file(path)
    assert file is not None
    for section in file.sections:
        assert_same(path, section.wanted, section.name)
        assert_same(path, section.wanted, section.name, {"def1": "given", "def4": "%%"})


def test_flavours_are_what_a_factory_makes_of_them(folder: Path) -> None:
    text = """
[composite:main]
use = egg:Shop#flavours
flavour1 = two one app
flavour2 = app
flavour3 = egg:Shop#wrap one egg:Shop#other
title = not a pipeline
[filter:one]
use = egg:Shop
[filter:two]
use = egg:Shop#two
set x = 1
[app:app]
use = egg:Shop
"""
    assert assert_same(write(folder, {"main.ini": text}), Wanted.APP, "main") is None


@pytest.mark.parametrize(
    "text",
    [
        "[app:main]\nuse = main\n",
        "[app:main]\nuse = config:main.ini\n",
        "[pipeline:main]\npipeline = main\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/ = main\n",
        "[app:main]\nset x = %(x)sz\nuse = config:main.ini\n[DEFAULT]\nx = 1\n",
    ],
)
def test_what_never_ends(folder: Path, text: str) -> None:
    kind = assert_same(write(folder, {"main.ini": text}), Wanted.APP, "main")
    assert kind is FaultKind.USE_CYCLE


def test_what_only_seems_never_to_end(folder: Path) -> None:
    text = (
        "[DEFAULT]\nnext = again\n[app:main]\nget use = next\n"
        "[app:again]\nset next = egg:Shop\nuse = main\n"
    )
    assert assert_same(write(folder, {"main.ini": text}), Wanted.APP, "main") is None


def test_an_app_with_a_misapplied_filter_fails_at_the_first_request(folder: Path) -> None:
    path = write(folder, {"main.ini": FILTER_WITH})
    assert load_really(path, Wanted.APP, "misapplied").made == "a function in the place of an app"
    found = list(faults([graph_of(path, Wanted.APP, "misapplied")]))
    assert [(f.kind, f.moment) for f in found] == [
        (FaultKind.FILTER_WITH_MISAPPLIED, Moment.REQUEST)
    ]


# --- Generated -----------------------------------------------------------------------------------

_GIVEN = (None, None, None, {"v": "given", "g": "1"}, {"x": "a", "w": "%%"})


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_generated_files(folder: Path, random: Random) -> None:
    assert_all_same(folder, random)


def assert_all_same(folder: Path, random: Random) -> None:
    path = write(folder, file_set(random))
    given = random.choice(_GIVEN)
    file = read_file(path)
    assert file is not None
    asked = dict.fromkeys([(Wanted.APP, "main"), *((s.wanted, s.name) for s in file.sections)])
    for wanted, name in asked:
        assert_same(path, wanted, name, given)
