"""Entry points that an environment has recorded otherwise than the project's files declare them.

What counts when a program starts is what was recorded at installation, of editable installs, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entryway.model import EntryPoint, Range, line_range
from entryway.problems import SEVERITIES, Code, Problem, Related
from entryway.resolve.distributions import entry_point_location
from entryway.syntax.text import split_lines
from entryway.workspace.counting import DeclaredEntry
from entryway.workspace.recorded import Difference, Recorded, Source, read_recorded
from entryway.workspace.snapshot import Document, Snapshot

_AT_MOST = {Source.EDITABLE: 10, Source.COPY: 10, Source.OTHER: 3}
"""How many differences of one file are told one by one; another release differs in many ways."""

_NAMES = 3
"""How many entry points one message names."""


def stale_metadata(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield where a file that declares entry points and the installed metadata differ."""
    project = snapshot.project(document.path)
    if not any(each.source == document.path for each in project.distributions):
        return
    recorded = read_recorded(snapshot, project)
    if recorded is None:
        return
    places = _Places(recorded, document, project.distributions[0].source)
    found = [
        (place, difference)
        for difference in recorded.differences
        for place in places.of(difference)
    ]
    words = _Words(snapshot, recorded, project.root)
    if len(found) > _AT_MOST[recorded.source]:
        names = [_name(difference) for _, difference in found]
        yield _problem(found[0][0], words.many(names))
        return
    gone: dict[tuple[Range, str], list[EntryPoint]] = {}
    for place, difference in found:
        if difference.declared is None and difference.recorded is not None:
            group = difference.recorded.group.text
            gone.setdefault((place, group), []).append(difference.recorded)
        else:
            related = _related(recorded, [difference.recorded] if difference.recorded else [])
            yield _problem(place, words.one(difference), related)
    for (place, _), entries in gone.items():
        yield _problem(place, words.gone(entries), _related(recorded, entries))


class _Places:
    """Where a document shows differences; `first` is the first file of its project."""

    def __init__(self, recorded: Recorded, document: Document, first: str) -> None:
        entries = recorded.counting.entries
        self._document = document
        self._top = entries[0].path if entries else first
        self._groups: dict[str, DeclaredEntry] = {}
        for each in entries:
            self._groups.setdefault(each.entry.group.text, each)

    def of(self, difference: Difference) -> Iterator[Range]:
        """Yield the place of a difference, none where another document shows it.

        What is only recorded is shown at its group where that is still declared, else at the top of
        the file that declares others.
        """
        declared, recorded = difference
        path = self._document.path
        if declared is not None:
            entry = declared.entry
            is_written = recorded is not None and entry.value.text
            if declared.path == path:
                yield entry.value.range if is_written else entry.name.range
        elif recorded is not None:
            beside = self._groups.get(recorded.group.text)
            if beside is not None and beside.path == path:
                yield beside.entry.group.range
            elif beside is None and self._top == path:
                yield _first_line(self._document)


def _first_line(document: Document) -> Range:
    """Return the first line with something in it, an empty place where there is none."""
    lines = enumerate(split_lines(document.text.text))
    number, line = next(((n, line) for n, line in lines if line.strip()), (0, ""))
    return line_range(number, 0, len(line))


def _name(difference: Difference) -> str:
    entry = difference.declared.entry if difference.declared else difference.recorded
    assert entry is not None
    return entry.name.text


def _related(recorded: Recorded, entries: Sequence[EntryPoint]) -> tuple[Related, ...]:
    distribution = recorded.installation.distribution
    return tuple(
        Related(entry_point_location(distribution, entry), f"{entry.name.text} is recorded here")
        for entry in entries[:_NAMES]
    )


class _Words:
    """The sentences on one installation of a project."""

    def __init__(self, snapshot: Snapshot, recorded: Recorded, root: str) -> None:
        self._where = snapshot.shown(recorded.environment)
        installation = recorded.installation
        how = "" if recorded.source is Source.COPY else "-e "
        install = "uv pip install" if installation.installer == "uv" else "pip install"
        command = f'"{install} {how}{_folder(snapshot, root)}"'
        self._other = ""
        self._remedy = f"reinstall the project there with {command}."
        if recorded.source is Source.OTHER:
            name, version = installation.distribution.name, installation.distribution.version
            self._other = f"{name} {version or ''}".rstrip()
            self._other += f", which is installed in {self._where}"
            if installation.origins:
                self._other += f" from {snapshot.shown(installation.origins[0])}"
            self._remedy = f"install this project there with {command}."

    def one(self, difference: Difference) -> str:
        """Return what is said of an entry point that is declared."""
        name = f'"{_name(difference)}"'
        entry = difference.recorded
        if entry is not None:
            where = self._other or self._where
            return f"{name} is recorded as {entry.value.text} in {where}; {self._remedy}"
        if self._other:
            return f"{name} is not in {self._other}; {self._remedy}"
        return f"{name} is not installed in {self._where}; {self._remedy}"

    def gone(self, entries: Sequence[EntryPoint]) -> str:
        """Return what is said of those of one group that are not declared any more."""
        names = _listed([entry.name.text for entry in entries])
        are = "is" if len(entries) == 1 else "are"
        group = entries[0].group.text
        if self._other:
            return f"{names} {are} not declared in {group}, but in {self._other}; {self._remedy}"
        return (
            f"{names} {are} no longer declared in {group}, and still installed in {self._where}; "
            f"{self._remedy}"
        )

    def many(self, names: Sequence[str]) -> str:
        """Return what is said of many at once."""
        return (
            f"{len(names)} entry points differ between this file and "
            f"{self._other or 'what is recorded in ' + self._where}, among them {_listed(names)}; "
            f"{self._remedy}"
        )


def _listed(names: Sequence[str]) -> str:
    """Return names in quotes as a sentence lists them, the first few of many."""
    quoted = [f'"{name}"' for name in names[:_NAMES]]
    if len(names) > _NAMES:
        return f"{', '.join(quoted)} and {len(names) - _NAMES} more"
    *others, last = quoted
    return f"{', '.join(others)} and {last}" if others else last


def _folder(snapshot: Snapshot, root: str) -> str:
    """Return a project's folder as it is written behind `pip install`."""
    shown = snapshot.shown(root)
    if root in snapshot.shown_from:
        return "."
    return shown if shown == root else f"./{shown}"


def _problem(place: Range, message: str, related: tuple[Related, ...] = ()) -> Problem:
    code = Code.STALE_METADATA
    return Problem(code, place, message, SEVERITIES[code], related)
