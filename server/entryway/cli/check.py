"""`entryway check`: every problem of every configuration file under some folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from entryway.cli.errors import FAULT, UsageError
from entryway.cli.findings import Finding
from entryway.cli.garbage import collect_seldom
from entryway.cli.progress import Progress
from entryway.cli.report import print_report
from entryway.cli.session import absolute, current_folder, open_snapshot
from entryway.cli.streams import say
from entryway.dialects.table import kinds
from entryway.features.diagnostics import diagnostics
from entryway.features.printable import printable
from entryway.problems import Severity
from entryway.workspace.patterns import read_pattern
from entryway.workspace.snapshot import Document, Snapshot

_FAILING = (Severity.ERROR, Severity.WARNING)


@dataclass(slots=True)
class Checked:
    """What was found so far.

    `remarks` are sentences, without their period, on what was not checked; `incomplete` says that
    some of it was asked for by name, so that nobody takes its silence for approval.
    """

    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    incomplete: bool = False


def check(
    paths: Sequence[str],
    python: str | None,
    output: str,
    files: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Check files and folders, print the findings, and return the exit code.

    `files` holds the patterns that `--include` and `--exclude` name. Raises `UsageError` for a path
    that does not exist, for a pattern that is none, and where there is nothing to check.
    """
    collect_seldom()
    named = {absolute(path): path for path in paths} or {current_folder(): "."}
    for path, given in named.items():
        # An empty word, as of an unset variable, would mean the current folder.
        if not given or not os.path.lexists(path):
            raise UsageError(f'"{given}" does not exist; name a file or a project folder.')
    _refuse_patterns(files or {})
    folders = tuple(path for path in named if os.path.isdir(path))
    snapshot = open_snapshot(folders, python, files)
    checked = Checked()
    with closing(Progress(sys.stderr)) as progress:

        def tell(path: str) -> None:
            progress.step(len(checked.documents), snapshot.shown(path))

        for path in _each_once(_paths(snapshot, named, tell)):
            tell(path)
            _check_file(snapshot, path, path in named, checked)
    asked = [*named, *(document.path for document in checked.documents)]
    for complaint in dict.fromkeys(_complaints(snapshot, asked)):
        say(printable(f"warning: {complaint}"), sys.stderr)
    if not checked.documents:
        raise UsageError(_nothing(named, checked))
    print_report(snapshot, checked.documents, checked.findings, output)
    for remark in checked.remarks:
        say(printable(f"{remark}."), sys.stderr)
    if any(finding.problem.severity in _FAILING for finding in checked.findings):
        return 1
    return 2 if checked.incomplete else 0


def _refuse_patterns(files: Mapping[str, Sequence[str]]) -> None:
    """Raise `UsageError` for a pattern that can name no file."""
    for name, patterns in files.items():
        for pattern in patterns:
            if read_pattern(pattern) is None:
                raise UsageError(
                    f'--{name} "{pattern}" names no file; give a pattern of names below the '
                    'current folder, such as "etc/*.paste-sample".'
                )


def _complaints(snapshot: Snapshot, paths: Iterable[str]) -> Iterator[str]:
    """Yield what is not understood of the settings of the projects that files and folders are in.

    Where nothing is checked at all, they may be the reason.
    """
    for path in paths:
        within = f"{path}/." if snapshot.view.is_folder(path) else path
        for complaint in snapshot.choices.complaints(within):
            yield snapshot.shown(complaint)


def _nothing(named: Mapping[str, str], checked: Checked) -> str:
    """Return the sentence for a check that found nothing to check."""
    if checked.remarks:
        return f"{'; '.join(checked.remarks)}; name a project folder, or another file."
    where = ", ".join(f'"{given}"' for given in named.values())
    return (
        f"no configuration files under {where}; name a project folder that holds a {kinds()}, or "
        "files with --include."
    )


def _each_once(paths: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for path in paths:
        if path not in seen:
            seen.add(path)
            yield path


def _paths(snapshot: Snapshot, named: Iterable[str], tell: Callable[[str], None]) -> Iterator[str]:
    """Yield the files to look into: those named, and the candidates in the folders named.

    `tell` is told of the folders on the way.
    """
    for path in named:
        if os.path.isdir(path):
            yield from snapshot.candidates(path, tell)
        else:
            yield from (path, *snapshot.files_named_by(path))


def _check_file(snapshot: Snapshot, path: str, is_named: bool, checked: Checked) -> None:
    """Check one file; what can't be checked is remarked on, so that the others still are."""
    try:
        document = snapshot.document(path)
        if isinstance(document, Document):
            checked.findings.extend(Finding(document, p) for p in diagnostics(snapshot, document))
            checked.documents.append(document)
            return
    except Exception as error:
        if os.environ.get("ENTRYWAY_RAISE") == "1":
            raise
        reason = f"{FAULT} ({type(error).__name__}: {error}), please report it"
        checked.incomplete = True
    else:
        if document is None:
            reason = f"it is no {kinds()}" if is_named else ""
        else:
            reason = document.reason if is_named or _is_worth_a_word(path) else ""
            checked.incomplete |= is_named
    if reason:
        checked.remarks.append(f"{snapshot.shown(path)} was not checked: {reason}")


def _is_worth_a_word(path: str) -> bool:
    """Whether a file that a search came across was expected to be read.

    Pipes and sockets were not, nor what has no ending: programs, mostly.
    """
    regular = os.path.isfile(path) or os.path.islink(path)
    return regular and "." in os.path.basename(path)
