"""What `entryway check` prints at its end, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from entryway.cli.findings import Finding
from entryway.cli.streams import say
from entryway.features.diagnostics import environment_notice
from entryway.features.printable import printable
from entryway.problems import Severity
from entryway.workspace.snapshot import Document, Snapshot


def print_report(
    snapshot: Snapshot, documents: Sequence[Document], findings: Sequence[Finding], output: str
) -> None:
    """Print the findings on standard output.

    That no environment was read is said once, where it does not disturb who parses the output.
    """
    match output:
        case "json":
            _print_json([finding.row(snapshot.shown) for finding in findings])
        case "github":
            for finding in findings:
                say(finding.github(snapshot.shown), sys.stdout)
        case "sarif":
            from entryway.cli.sarif import sarif_log

            _print_json(sarif_log(findings, snapshot.shown))
        case _:
            _print_text(snapshot, documents, findings)
    notices = dict.fromkeys(environment_notice(snapshot, document) for document in documents)
    notice = next((each for each in notices if each is not None), None)
    if notice is not None:
        say(printable(f"note: {notice}"), sys.stdout if output == "text" else sys.stderr)


def _print_json(value: object) -> None:
    """Print a value as JSON in ASCII, which every terminal and pipe can carry."""
    import json

    say(json.dumps(value, indent=2), sys.stdout)


def _print_text(
    snapshot: Snapshot, documents: Sequence[Document], findings: Sequence[Finding]
) -> None:
    from entryway.cli.excerpt import Style, excerpt

    style = Style.for_stream(sys.stdout)
    for finding in findings:
        say(excerpt(finding, style, snapshot.shown) + "\n", sys.stdout)
    say(_summary(documents, findings), sys.stdout)


def _summary(documents: Sequence[Document], findings: Sequence[Finding]) -> str:
    files = _count(len(documents), "file")
    severities = [finding.problem.severity for finding in findings]
    parts = [
        # The same words as the findings', and of information there is no plural.
        f"{count} {severity.value}"
        if count == 1 or severity is Severity.INFORMATION
        else f"{count} {severity.value}s"
        for severity in Severity
        if (count := severities.count(severity))
    ]
    references = sum(len(document.reading.references) for document in documents)
    counted = f"Checked {_count(references, 'reference')} in {files}"
    return f"{counted}: {', '.join(parts)}." if parts else f"{counted}: all clear."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
