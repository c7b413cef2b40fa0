"""Every section of the real files, loaded by Paste Deploy and told by Entryway's graph."""

from __future__ import annotations

import configparser
import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from conformance.loading import Recorded
from conformance.paste_releases import ReadFile, Release
from entryway.dialects.templates import is_template
from entryway.model import EggReference
from entryway.paste.graph import load_sections
from entryway.paste.nodes import FilterApp, FilterWith, Node, Pipeline, Stage
from entryway.paste.roots import find_roots, find_ways
from entryway.paste.sections import PasteSection
from paste.both import World, outcome_of

TESTS = Path(__file__).parents[1]

GIVEN: Mapping[str, Mapping[str, str]] = {
    "PasteDeploy-3.1.0/tests/sample_configs/test_config.ini": {"inherit": "bazbar"},
    "pyramid-2.1/tests/fixtures/dummy.ini": {"bar": "baz"},
    "wsgiserve-0.1.1/example/example.ini": {"ENV_PORT": "8080"},
}
"""Files that need variables of whoever loads them, and those that the releases themselves give."""


class Pair(NamedTuple):
    """A section that was loaded twice; what came of it is in the form of JSON.

    `given` are the variables that it was loaded with, None where there are none to be given.
    """

    file: ReadFile
    section: PasteSection
    is_root: bool
    given: Mapping[str, str] | None
    theirs: dict[str, Any]
    ours: dict[str, Any]

    @property
    def agrees(self) -> bool:
        """Whether both found the same contexts and objects, or the same error of the same name."""
        told = ("error", "named") if self.theirs["error"] else tuple(self.theirs)
        return all(self.theirs[each] == self.ours[each] for each in told)


class Compared(NamedTuple):
    """The sections of a release: those loaded twice, and roots that can't be.

    These need what isn't installed, or no parser reads them before a template engine does.
    """

    pairs: tuple[Pair, ...]
    not_installed: tuple[PasteSection, ...]
    templated: tuple[PasteSection, ...]
    imported: list[str]


class _Asked(NamedTuple):
    file: ReadFile
    section: PasteSection
    is_root: bool
    given: Mapping[str, str] | None
    node: Node


def compare(release: Release) -> Compared:
    """Load all sections of a release's files that have a name to ask for, each in both ways."""
    search = [str(folder) for folder in release.search]

    @cache
    def is_installed(name: str) -> bool:
        found = importlib.metadata.Distribution.discover(name=name, path=search)
        return next(iter(found), None) is not None

    asked, left, templated = [], [], []
    for each in (each for file in release.files for each in _sections(file)):
        if _is_filled_in_first(each.file):
            templated.append(each)
        elif _needs_what_is_not_installed(each.node, is_installed):
            left.append(each)
        else:
            asked.append(each)
    theirs = _load_really(release, asked)
    pairs = tuple(
        Pair(each.file, each.section, each.is_root, each.given, outcome, _ours(each))
        for each, outcome in zip(asked, theirs["outcomes"], strict=True)
    )
    return Compared(pairs, _roots(left), _roots(templated), theirs["imported"])


def _is_filled_in_first(file: ReadFile) -> bool:
    """Whether a file is a template that is no INI file before its statements were carried out."""
    text = file.document.text.text
    if not is_template(text):
        return False
    try:
        configparser.RawConfigParser().read_string(text)
    except configparser.Error:
        return True
    return False


def _roots(asked: Iterable[_Asked]) -> tuple[PasteSection, ...]:
    return tuple(each.section for each in asked if each.is_root)


def _sections(file: ReadFile) -> Iterator[_Asked]:
    # A bare section has no name that the loader could be asked for.
    sections = [section for section in file.paste.sections if not section.is_bare]
    surroundings = file.release.snapshot.surroundings(file.paste.path)
    roots = find_roots(file.paste, find_ways(file.paste, file.uses))
    needed = GIVEN.get(f"{file.release.name}/{file.name}")
    for given in (None, *([needed] if needed is not None else [])):
        nodes = load_sections(file.paste, sections, surroundings, given)
        for section, node in zip(sections, nodes, strict=True):
            yield _Asked(file, section, section in roots, given, node)


def _load_really(release: Release, asked: list[_Asked]) -> Any:
    task = {
        "search": [str(folder) for folder in release.search],
        "asked": [
            (e.file.paste.path, e.section.wanted.value, e.section.name, e.given) for e in asked
        ],
    }
    done = subprocess.run(
        [sys.executable, "-m", "conformance.loading"],
        cwd=TESTS,
        input=json.dumps(task),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _ours(asked: _Asked) -> dict[str, Any]:
    def name(stage: Stage) -> str:
        reference = stage.factory
        assert reference is not None
        value = reference.text
        if isinstance(reference, EggReference):
            value = asked.file.entry_point(reference) or value
        return value.partition("[")[0].strip()

    outcome = outcome_of(asked.node, asked.section.wanted, World(name, Recorded))
    ours: dict[str, Any] = outcome._asdict()
    ours["error"] = outcome.error and outcome.error.value
    return dict(json.loads(json.dumps(ours)))


def _needs_what_is_not_installed(root: Node, is_installed: Callable[[str], bool]) -> bool:
    """Whether a part is an entry point that may be there, and is not recorded where one looks.

    A project of the release may declare it all the same, as Pyramid's tutorials do.
    """
    return any(
        isinstance(node, Stage)
        and isinstance(node.named, EggReference)
        and not node.faults
        and (node.protocol is None or not is_installed(node.named.distribution.text))
        for node in _parts(root)
    )


def _parts(root: Node) -> Iterator[Node]:
    seen: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        match node:
            case Stage(branches=branches):
                pending.extend(e.node for b in branches for e in (*b.filters, b.app))
            case Pipeline(filters=filters, app=app):
                pending.extend(e.node for e in (*filters, app) if e is not None)
            case FilterApp(filter=filter_, next=following):
                pending.append(filter_)
                pending.extend(e.node for e in (following,) if e is not None)
            case FilterWith(filter=edge, inner=inner):
                pending.extend((edge.node, inner))
