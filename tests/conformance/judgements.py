"""What we say of each finding in real files: true or false, and why.

A table holds one object a line, in order: `paste_findings.jsonl` on the Paste Deploy files of
releases, `project_findings.jsonl` on all files of the newest projects. `verdict` is "true" where
what is said is so and "false" where it is not; a new finding is "unjudged" until somebody has
looked at the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from entryway.syntax.text import split_lines

PASTE = Path(__file__).parent / "paste_findings.jsonl"
PROJECTS = Path(__file__).parent / "project_findings.jsonl"


class Finding(NamedTuple):
    """Something that is said of a file: of which words, and in which release."""

    release: str
    file: str
    code: str
    words: str


class Judgement(NamedTuple):
    """Whether what is said is so, and why."""

    verdict: str
    reason: str


UNJUDGED = Judgement("unjudged", "")


def read_judgements(table: Path = PASTE) -> dict[Finding, Judgement]:
    """Return all recorded judgements, in the order of the file."""
    rows = [json.loads(line) for line in split_lines(table.read_text("utf-8")) if line]
    return {
        Finding(**{field: row[field] for field in Finding._fields}): Judgement(
            row["verdict"], row["reason"]
        )
        for row in rows
    }


def write_judgements(
    found: Iterable[Finding], judged: Mapping[Finding, Judgement], table: Path = PASTE
) -> None:
    """Record what was found, with the judgements that are known already."""
    rows = [
        {**finding._asdict(), **judged.get(finding, UNJUDGED)._asdict()}
        for finding in sorted(set(found))
    ]
    table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
