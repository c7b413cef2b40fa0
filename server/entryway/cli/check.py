"""`entryway check`: every problem of every configuration file under some folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing

from entryway.cli.errors import UsageError
from entryway.cli.findings import Finding, print_json
from entryway.cli.progress import Progress
from entryway.cli.session import open_snapshot
from entryway.cli.terminal import Style, excerpt, printable
from entryway.features.diagnostics import diagnostics, environment_notice
from entryway.files.view import Unreadable
from entryway.model import Severity
from entryway.workspace.discovery import find_candidates
from entryway.workspace.projects import project_root
from entryway.workspace.snapshot import Document, Snapshot

_FAILING = (Severity.ERROR, Severity.WARNING)


def check(paths: Sequence[str], python: str | None, output: str) -> int:
    """Check files and folders, print the findings, and return the exit code.

    Raises `UsageError` for a path that does not exist, a file of no kind that is read, or folders
    without any configuration file.
    """
    named = [os.path.abspath(path) for path in paths] or [os.getcwd()]
    for path, given in zip(named, paths, strict=False):
        if not os.path.exists(path):
            raise UsageError(f'"{given}" does not exist; name a file or a project folder.')
    snapshot = open_snapshot(tuple(path for path in named if os.path.isdir(path)), python)
    documents: list[Document] = []
    findings: list[Finding] = []
    with closing(Progress(sys.stderr)) as progress:
        for document in _documents(snapshot, named):
            progress.step(len(documents), snapshot.shown(document.path))
            documents.append(document)
            findings.extend(Finding(document, p) for p in diagnostics(snapshot, document))
    if not documents:
        where = ", ".join(f'"{path}"' for path in paths or (".",))
        raise UsageError(
            f"no configuration files under {where}; name a project folder that holds a setup.cfg "
            "or a Paste Deploy file, or name the file itself."
        )
    _print(snapshot, documents, findings, output)
    return 1 if any(finding.problem.severity in _FAILING for finding in findings) else 0


def _documents(snapshot: Snapshot, paths: Sequence[str]) -> Iterator[Document]:
    """Yield the documents, each once; what can't be read is said, and the rest still checked."""
    seen: set[str] = set()
    for path in paths:
        is_folder = os.path.isdir(path)
        for candidate in find_candidates(snapshot.view, path) if is_folder else (path,):
            if candidate in seen:
                continue
            seen.add(candidate)
            document = snapshot.document(candidate)
            if isinstance(document, Unreadable):
                print(
                    f"{snapshot.shown(candidate)} was not checked: {document.reason}.",
                    file=sys.stderr,
                )
            elif document is not None:
                yield document
                for extra in _named_by(snapshot, document):
                    if extra.path not in seen:
                        seen.add(extra.path)
                        yield extra
            elif not is_folder:
                raise UsageError(
                    f'"{snapshot.shown(path)}" is no file that is read; name a setup.cfg or a Paste Deploy '
                    "file."
                )


def _named_by(snapshot: Snapshot, document: Document) -> Iterator[Document]:
    """Yield the entry points files that a setup.cfg takes its entry points from."""
    if os.path.dirname(document.path) != project_root(snapshot.view, document.path):
        return
    for path in snapshot.project(document.path).entry_points_files:
        named = snapshot.document(path)
        if isinstance(named, Document):
            yield named


def _print(
    snapshot: Snapshot, documents: Sequence[Document], findings: Sequence[Finding], output: str
) -> None:
    notices = dict.fromkeys(environment_notice(snapshot, document) for document in documents)
    notice = next((n for n in notices if n is not None), None)
    match output:
        case "json":
            print_json([finding.row(snapshot.shown) for finding in findings])
        case "github":
            for finding in findings:
                print(finding.github(snapshot.shown))
        case "sarif":
            from entryway.cli.sarif import sarif_log

            print_json(sarif_log(findings, snapshot.shown))
        case _:
            style = Style.for_stream(sys.stdout)
            for finding in findings:
                print(excerpt(finding, style, snapshot.shown) + "\n")
            print(_summary(documents, findings))
    if notice is not None:
        stream = sys.stdout if output == "text" else sys.stderr
        print(printable(f"note: {notice}"), file=stream)


def _summary(documents: Sequence[Document], findings: Sequence[Finding]) -> str:
    files = _count(len(documents), "file")
    severities = [finding.problem.severity for finding in findings]
    parts = [
        _count(severities.count(severity), word)
        for severity, word in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFORMATION, "remark"),
            (Severity.HINT, "hint"),
        )
        if severity in severities
    ]
    references = sum(len(document.reading.references) for document in documents)
    counted = f"Checked {_count(references, 'reference')} in {files}"
    return f"{counted}: {', '.join(parts)}." if parts else f"{counted}: all clear."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
