"""`--format sarif`: SARIF 2.1.0, as code scanning services take it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from urllib.parse import quote

from entryway.cli.findings import Finding
from entryway.cli.version import version
from entryway.features.pages import page_of
from entryway.model import Location, Range
from entryway.problems import Code, Severity

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


def sarif_log(findings: Sequence[Finding], shown: Callable[[str], str]) -> dict[str, object]:
    """Return a SARIF log with one run; columns count code points from 1."""
    codes = sorted({finding.problem.code.value for finding in findings})
    driver: dict[str, object] = {
        "name": "entryway",
        "informationUri": "https://pypi.org/project/entryway/",
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": code.replace("-", " ")},
                "helpUri": page_of(Code(code)),
            }
            for code in codes
        ],
    }
    installed = version()
    if installed is not None:
        driver["version"] = installed
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes, shown) for finding in findings],
            }
        ],
    }


def _result(
    finding: Finding, codes: Sequence[str], shown: Callable[[str], str]
) -> dict[str, object]:
    problem = finding.problem
    result: dict[str, object] = {
        "ruleId": problem.code.value,
        "ruleIndex": codes.index(problem.code.value),
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [_location(Location(finding.document.path, problem.range), shown)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {**_location(related.location, shown), "message": {"text": related.message}}
            for related in problem.related
        ]
    return result


def _location(location: Location, shown: Callable[[str], str]) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(shown(location.path))},
            "region": _region(location.range),
        }
    }


def _uri(path: str) -> str:
    """Return a URI reference for a path: relative as it is shown, else with its scheme.

    A name's bytes are what is quoted, since not every name is text.
    """
    quoted = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{quoted}" if os.path.isabs(path) else quoted


def _region(range_: Range) -> dict[str, int]:
    start, end = range_
    return {
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    }
