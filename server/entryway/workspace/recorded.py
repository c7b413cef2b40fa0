"""What an environment has recorded of a project's entry points, beside what its files declare."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Iterator

from entryway.model import EntryPoint
from entryway.namedtuples import NamedTuple
from entryway.problems import Code
from entryway.resolve.distributions import normalise
from entryway.resolve.environment import NoEnvironment
from entryway.resolve.installation import Installation
from entryway.syntax.object_reference import split_extras
from entryway.workspace.counting import Counting, DeclaredEntry, entry_points_that_count
from entryway.workspace.manifest import read_manifest, table
from entryway.workspace.projects import Project
from entryway.workspace.snapshot import Document, Snapshot

_UNREAD = frozenset({Code.SYNTAX_ERROR, Code.INVALID_OBJECT_REFERENCE})
"""What is wrong with lines that may be meant as entry points."""


class Source(enum.Enum):
    """What an environment has installed of a project."""

    EDITABLE = "the project's folder, so that only the metadata is a copy"
    COPY = "a copy of the project's folder"
    OTHER = "another state of the project: a release, or another folder"


class Difference(NamedTuple):
    """An entry point that is declared and recorded in two ways, or in one of the two places."""

    declared: DeclaredEntry | None
    recorded: EntryPoint | None


class Recorded(NamedTuple):
    """A project as it is installed in an environment, and what differs from its files.

    Differences are in the order of the files, and what is recorded alone stands behind them.
    """

    environment: str
    source: Source
    installation: Installation
    counting: Counting
    differences: tuple[Difference, ...]


def read_recorded(snapshot: Snapshot, project: Project) -> Recorded | None:
    """Return a project as it is installed in its environment.

    None where it is not, or where its files do not tell all of its entry points.
    """
    return snapshot.remember((read_recorded, project.root), lambda: _read(snapshot, project))


def _read(snapshot: Snapshot, project: Project) -> Recorded | None:
    installed = snapshot.installed(project)
    if isinstance(installed, NoEnvironment) or not project.distributions:
        return None
    installation = installed.installation(project.distributions[0].name)
    counting = entry_points_that_count(snapshot.view, project)
    if installation is None or counting is None:
        return None
    recorded = installation.distribution.entry_points
    known = {_key(entry) for entry in recorded}
    if not counting.proven and not any(_key(each.entry) in known for each in counting.entries):
        return None
    # What stands in a section that nobody reads is not gone; that it is not read is told there.
    written = {_key(entry) for each in project.distributions for entry in each.entry_points}
    gone = (
        [] if _may_have_more(snapshot, project) else [e for e in recorded if _key(e) not in written]
    )
    differences = (
        *_differences(counting.entries, recorded),
        *(Difference(None, entry) for entry in gone),
    )
    return Recorded(
        installed.folder,
        _source(snapshot, project, installation),
        installation,
        counting,
        differences,
    )


def _key(entry: EntryPoint) -> tuple[str, str]:
    return entry.group.text, entry.name.text


def _differences(
    declared: Iterable[DeclaredEntry], recorded: Iterable[EntryPoint]
) -> Iterator[Difference]:
    """Yield what is declared and is not recorded so."""
    theirs = {_key(entry): entry for entry in recorded}
    ours: dict[tuple[str, str], list[DeclaredEntry]] = {}
    for each in declared:
        ours.setdefault(_key(each.entry), []).append(each)
    for key, same in ours.items():
        # Of two that have one name nobody can say which one counts.
        if len(same) == 1 and key[1]:
            entry = theirs.get(key)
            if entry is None or _meant(entry) != _meant(same[0].entry):
                yield Difference(same[0], entry)


def _meant(entry: EntryPoint) -> tuple[str, frozenset[str]]:
    """Return what a value means, whatever blanks stand in it and however its extras are spelled."""
    reference, inside = split_extras(entry.value)
    extras = inside.text.split(",") if inside is not None else ()
    names = (normalise(extra.strip()) for extra in extras)
    return "".join(reference.text.split()), frozenset(name for name in names if name)


def _may_have_more(snapshot: Snapshot, project: Project) -> bool:
    """Whether a line that is half typed, or that a template fills in, may be an entry point."""
    for source in dict.fromkeys(each.source for each in project.distributions):
        document = snapshot.document(source)
        if not isinstance(document, Document) or document.reading.has_more:
            return True
        if any(problem.code in _UNREAD for problem in document.reading.problems):
            return True
    return False


def _source(snapshot: Snapshot, project: Project, installation: Installation) -> Source:
    is_here = _leads_here(snapshot, project, installation)
    if is_here is False:
        return Source.OTHER
    if installation.editable:
        return Source.EDITABLE
    if is_here is None and not _is_same_version(snapshot, project, installation):
        return Source.OTHER
    return Source.COPY


def _leads_here(snapshot: Snapshot, project: Project, installation: Installation) -> bool | None:
    """Whether a distribution was installed from the project's folder, None where that is open.

    A folder that is gone has been moved, most likely to here.
    """
    if not installation.origins:
        return None
    root = _real(project.root)
    origins = [_real(origin) for origin in installation.origins]
    if any(origin == root or origin.startswith(f"{root}/") for origin in origins):
        return True
    return not any(snapshot.view.is_folder(origin) for origin in installation.origins)


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path  # Characters that no file system has lead nowhere.


def _is_same_version(snapshot: Snapshot, project: Project, installation: Installation) -> bool:
    """Whether the project says that its version is the one that is installed."""
    manifest = read_manifest(snapshot.view, project.root)
    versions = (
        table(manifest.pyproject, "project").get("version"),
        manifest.option("metadata", "version"),
        table(manifest.tool, "poetry").get("version"),
    )
    return installation.distribution.version in [each for each in versions if each]
