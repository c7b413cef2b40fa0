"""Extras of entry points, `name = module:attr [extra]`, that their project does not define."""

from __future__ import annotations

import os
from collections.abc import Iterator

from entryway.features.wording import near_miss
from entryway.model import EntryPoint, Name
from entryway.problems import SEVERITIES, Code, Fix, Problem
from entryway.syntax.object_reference import quoted, split, split_extras
from entryway.workspace.extras import Extras, defined_extras
from entryway.workspace.projects import MARKERS
from entryway.workspace.snapshot import Document, Snapshot


def extra_problems(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the extras that a project's own files name and its metadata does not define."""
    written = [extra for entry in document.reading.entry_points for extra in _extras(entry)]
    if not written:
        return
    if not has_own_extras(snapshot, document.path):
        return
    defined = defined_extras(snapshot.view, snapshot.project(document.path).root)
    if defined is not None:
        for extra in written:
            if extra.text not in defined:
                yield _undefined(extra, defined)


def has_own_extras(snapshot: Snapshot, path: str) -> bool:
    """Whether the extras in a file are those of the project that it belongs to.

    What an installed distribution records has the extras of that distribution.
    """
    project = snapshot.project(path)
    folder, name = os.path.split(path)
    is_own = folder == project.root and name in MARKERS
    return is_own or path in project.entry_points_files


def _extras(entry: EntryPoint) -> Iterator[Name]:
    """Yield the names in the brackets behind a valid reference."""
    inside = split_extras(entry.value)[1]
    if entry.reference is None or inside is None:
        return
    yield from (extra for extra in split(inside) if extra.text)


def _undefined(extra: Name, defined: Extras) -> Problem:
    near = near_miss(extra.text, defined.names)
    fixes: tuple[Fix, ...] = ()
    remedy = "define it there, or remove it here."
    if near is not None:
        fixes = (Fix(f'Change to "{near}"', extra.range, near),)
        remedy = f'did you mean "{near}"?'
    return Problem(
        Code.UNDEFINED_EXTRA,
        extra.range,
        f"no extra {quoted(extra.text)} is defined in {defined.where}; {remedy}",
        SEVERITIES[Code.UNDEFINED_EXTRA],
        fixes=fixes,
    )
