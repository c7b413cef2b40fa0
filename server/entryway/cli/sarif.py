"""`--format sarif`: SARIF 2.1.0, as code scanning services take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from entryway.cli.findings import Finding
from entryway.features.pages import page_of
from entryway.model import Code, Severity

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


def sarif_log(findings: Sequence[Finding], shown: Callable[[str], str]) -> dict[str, object]:
    """Return a SARIF log with one run; columns count code points from 1."""
    from importlib.metadata import version

    codes = sorted({finding.problem.code.value for finding in findings})
    driver = {
        "name": "entryway",
        "version": version("entryway"),
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
    start, end = problem.range
    region = {
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    }
    uri = quote(shown(finding.document.path).replace("\\", "/"))
    return {
        "ruleId": problem.code.value,
        "ruleIndex": codes.index(problem.code.value),
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
