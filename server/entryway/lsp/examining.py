"""The diagnostics of files, worked out in a worker thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lsprotocol import types

from entryway.features.diagnostics import diagnostics
from entryway.lsp.client import Client
from entryway.lsp.convert import Translator, result_id
from entryway.lsp.session import State
from entryway.resolve.environment import NoEnvironment
from entryway.workspace.snapshot import Document, Snapshot

logger = logging.getLogger(__name__)

_TURN_SECONDS = 0.05
"""How long a worker checks files before it looks whether something else is wanted."""


class Complaint(NamedTuple):
    """A sentence on a setting that is not understood.

    One of the editor's own interrupts the user, who wanted it to count. One of a project's file is
    only logged: it is the team's, and as it is typed it is not understood at every other letter.
    """

    sentence: str
    interrupts: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a file shows: nothing where it is no document, or can't be read or checked.

    `result_id` names what is shown, see `convert.result_id`. `no_environment` says why third-party
    names were not checked, where they were not; `site_folders` are those of the environment, where
    one was read. `complaints` are of the settings that count here.
    """

    path: str
    is_document: bool = False
    items: tuple[types.Diagnostic, ...] = ()
    result_id: str = ""
    no_environment: NoEnvironment | None = None
    site_folders: tuple[str, ...] = ()
    complaints: tuple[Complaint, ...] = ()


def examine_or_log(snapshot: Snapshot, state: State, client: Client, path: str) -> Report:
    """Check one file in the background; where that fails the log says so and nothing is shown."""
    try:
        return examine(snapshot, state, client, path)
    except Exception:
        logger.exception("the check of %s failed", path)
        return Report(path)


def examine(snapshot: Snapshot, state: State, client: Client, path: str) -> Report:
    """Check one file."""
    document = snapshot.document(path)
    if not isinstance(document, Document):
        return Report(path)
    complaints = tuple(_complaints(snapshot, path))
    if snapshot.choices.excludes(path):
        return Report(path, True, (), result_id(()), complaints=complaints)
    translator = Translator(client, state, snapshot.view)
    problems = diagnostics(snapshot, document)
    environment = snapshot.environment(snapshot.project(path))
    items = tuple(translator.diagnostic(path, problem) for problem in problems)
    return Report(
        path,
        True,
        items,
        result_id(items),
        environment if isinstance(environment, NoEnvironment) else None,
        () if isinstance(environment, NoEnvironment) else environment.site_folders,
        complaints,
    )


def _complaints(snapshot: Snapshot, path: str) -> Iterator[Complaint]:
    """Yield what is not understood of the settings that count for a file."""
    for sentence in snapshot.choices.session_complaints(path):
        yield Complaint(sentence[:1].upper() + sentence[1:], interrupts=True)
    for sentence in snapshot.choices.complaints(path):
        yield Complaint(snapshot.shown(sentence), interrupts=False)


def examine_some(
    snapshot: Snapshot, state: State, client: Client, paths: Iterable[str]
) -> list[Report]:
    """Check files until the turn is over, at least one; the rest is the next turn's."""
    reports: list[Report] = []
    end = time.monotonic() + _TURN_SECONDS
    for path in paths:
        reports.append(examine_or_log(snapshot, state, client, path))
        if time.monotonic() > end:
            break
    return reports


def search(snapshot: Snapshot) -> Iterator[str]:
    """Yield the files of the workspace that may be documents, each once."""
    seen: set[str] = set()
    for folder in snapshot.folders:
        for path in snapshot.candidates(folder):
            if path not in seen:
                seen.add(path)
                yield path


def take_some(paths: Iterator[str]) -> tuple[list[str], bool]:
    """Return what a search finds until the turn is over, and whether it is at its end."""
    found: list[str] = []
    end = time.monotonic() + _TURN_SECONDS
    for path in paths:
        found.append(path)
        if time.monotonic() > end:
            return found, False
    return found, True
