"""What is said of generated files, held against what Paste Deploy makes of their sections.

The files are those of `paste.paste_files`, in an environment that holds the distributions and the
factories of `paste.parts`. Where a section can't be loaded, the reason is told, wherever it stands;
where every section of a file can, nothing there is said to be wrong.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.paste.nodes import FaultKind
from entryway.paste.sections import find_section
from entryway.problems import Code, Problem, Severity
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, take_snapshot
from paste import parts
from paste.both import MISCALLED, load_really, read_file
from paste.parts import importable
from paste.paste_files import FILES, file_set

_URLMAP = "def urlmap_factory(loader, global_conf, **local_conf): ...\n"
_SPLIT = frozenset({Code.SYNTAX_ERROR, Code.INVALID_OBJECT_REFERENCE})
"""What is said of a name that goes on over several lines, whatever the loader says of it."""

_BY_INCLUDERS = frozenset(
    {
        FaultKind.INTERPOLATION_ERROR,
        FaultKind.VARIABLE_NOT_SET,
        FaultKind.SECTION_NOT_FOUND,
        FaultKind.AMBIGUOUS_SECTION,
    }
)
"""What those who include a file may mend: they hand variables over, and composites look names up
in them."""


class World(NamedTuple):
    folder: Path
    environment: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a folder for files, and an environment with all that they may name."""
    environment = tmp_path_factory.mktemp("environment")
    site = environment / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (environment / "pyvenv.cfg").write_text("version = 3.11\n")
    (site / f"{parts.MODULE}.py").write_text(inspect.getsource(parts), encoding="utf-8")
    (site / "paste").mkdir()
    (site / "paste" / "urlmap.py").write_text(_URLMAP)
    with importable(site):
        yield World(tmp_path_factory.mktemp("files"), environment)


def said_of(world: World, texts: Mapping[str, str]) -> dict[str, tuple[Problem, ...]]:
    """Return what is said of files by their paths; the texts are on disk, too."""
    paths = {str(world.folder / name): text for name, text in texts.items()}
    snapshot = take_snapshot(
        Store(),
        overlays=paths,
        folders=(str(world.folder),),
        settings=Settings(str(world.environment), "the test"),
    )
    documents = (snapshot.document(path) for path in paths)
    return {d.path: diagnostics(snapshot, d) for d in documents if isinstance(d, Document)}


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_what_fails_is_told_and_what_loads_is_not(world: World, random: Random) -> None:
    texts = file_set(random)
    for name in FILES:
        path = world.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts.get(name, ""), encoding="utf-8")
    said = said_of(world, texts)
    told = {problem.code for problems in said.values() for problem in problems}
    for name in texts:
        all_load = True
        path = world.folder / name
        file = read_file(path)
        assert file is not None
        for section in file.sections:
            outcome = load_really(path, section.wanted, section.name)
            is_asked_for = find_section(file, section.wanted, section.name) is section
            all_load &= is_asked_for and outcome.error is None and outcome.made != MISCALLED
            is_mended = outcome.error in _BY_INCLUDERS and may_be_included(name, texts)
            if outcome.error and is_asked_for and not is_mended and str(path) in said:
                assert Code(outcome.error.value) in told or told & _SPLIT, (texts, section.text)
        wrong = [problem for problem in said.get(str(path), ()) if is_wrong(problem)]
        assert not all_load or wrong == [], texts


def may_be_included(name: str, texts: Mapping[str, str]) -> bool:
    # A name may be written with a percent escape in the place of its first letter.
    return any(name[-8:] in text for other, text in texts.items() if other != name)


def is_wrong(problem: Problem) -> bool:
    # What is made only fails once a request comes.
    is_later = problem.code is Code.FILTER_WITH_MISAPPLIED
    return problem.severity in (Severity.ERROR, Severity.WARNING) and not is_later
