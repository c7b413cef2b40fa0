"""The tables of docs/paste-files.md, made of what a run has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from conformance.judgements import UNJUDGED, Finding, Judgement
from conformance.paste_releases import ReadFile, Release
from conformance.side_by_side import Compared
from entryway.model import ObjectReference
from entryway.paste.targets import CallTarget, ConfigTarget, EggTarget
from entryway.paste.uses import UseKind
from entryway.paste.variable_uses import find_variable_uses
from entryway.problems import Severity

_PLACES = {
    "pipeline elements": (UseKind.PIPELINE,),
    "composite values": (UseKind.BRANCH,),
    "flavour tokens": (UseKind.FLAVOUR,),
    "`use`": (UseKind.USE,),
    "`next`, `filter-with`": (UseKind.NEXT, UseKind.FILTER_WITH),
}
_SCHEMES = {"`egg:`": EggTarget, "`call:`": CallTarget, "`config:`": ConfigTarget}
_SEVERITIES = {
    "errors": Severity.ERROR,
    "warnings": Severity.WARNING,
    "information": Severity.INFORMATION,
    "hints": Severity.HINT,
}


def report(
    releases: Iterable[Release],
    compared: Mapping[str, Compared],
    judged: Mapping[Finding, Judgement],
) -> Iterator[str]:
    """Yield the lines of the page below its introduction."""
    releases = tuple(releases)
    yield "## What is in the files"
    yield ""
    yield from _table([_read(release) for release in releases])
    yield ""
    yield "## What is said of them, and what Paste Deploy itself makes of them"
    yield ""
    yield from _table([_said(release, compared[release.name]) for release in releases])
    yield ""
    yield "## Each finding, and what we say of it"
    yield ""
    yield from _findings(releases, judged)


def finding(file: ReadFile, code: str, words: str) -> Finding:
    """Return a problem of a file as it is judged."""
    return Finding(file.release.name, file.name, code, words)


def findings(release: Release) -> list[Finding]:
    """Return all that is said of a release's files."""
    return [finding(f, p.code.value, f.words(p)) for f in release.files for p in f.problems]


def _read(release: Release) -> dict[str, str | int]:
    files = release.files
    uses = [use for file in files for use in file.uses]
    kinds = Counter(use.kind for use in uses)
    factories = [
        reference
        for file in files
        for reference in file.document.reading.references
        if isinstance(reference, ObjectReference)
        and reference.key is not None
        and reference.key.text != "use"
    ]
    return {
        "release": release.name,
        "files": len(files),
        "sections": sum(len(file.paste.sections) for file in files),
        **{title: sum(kinds[kind] for kind in them) for title, them in _PLACES.items()},
        **{t: sum(isinstance(u.target, kind) for u in uses) for t, kind in _SCHEMES.items()},
        "factories": len(factories),
        "variables": sum(len(find_variable_uses(file.paste)) for file in files),
    }


def _said(release: Release, compared: Compared) -> dict[str, str | int]:
    severities = Counter(p.severity for file in release.files for p in file.problems)
    roots = [pair for pair in compared.pairs if pair.is_root and pair.given is None]
    return {
        "release": release.name,
        **{title: severities[severity] for title, severity in _SEVERITIES.items()},
        "root sections": len(roots) + len(compared.not_installed) + len(compared.templated),
        "need what isn't installed": len(compared.not_installed),
        "stand in templates": len(compared.templated),
        "same tree": sum(pair.agrees and pair.theirs["error"] is None for pair in roots),
        "same error": sum(pair.agrees and pair.theirs["error"] is not None for pair in roots),
        "other": sum(not pair.agrees for pair in roots),
    }


def _table(rows: list[dict[str, str | int]]) -> Iterator[str]:
    names = list(rows[0])
    yield "| " + " | ".join(names) + " |"
    yield "|---|" + "--:|" * (len(names) - 1)
    for row in [*rows, _total(rows)]:
        yield "| " + " | ".join(str(row[name]) for name in names) + " |"


def _total(rows: list[dict[str, str | int]]) -> dict[str, str | int]:
    numbers = {
        name: sum(value for row in rows if isinstance(value := row[name], int)) for name in rows[0]
    }
    return {**numbers, "release": "**all**"}


def _findings(releases: Iterable[Release], judged: Mapping[Finding, Judgement]) -> Iterator[str]:
    yield "| file | finding | words | verdict | reason |"
    yield "|---|---|---|---|---|"
    for release in releases:
        for file in release.files:
            for problem in file.problems:
                found = finding(file, problem.code.value, file.words(problem))
                verdict, reason = judged.get(found, UNJUDGED)
                line = problem.range.start.line + 1
                yield (
                    f"| {release.name}/{file.name}:{line} "
                    f"| {problem.severity.value} `{found.code}` "
                    f"| `{_cell(found.words)}` | {verdict} | {_cell(reason)} |"
                )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
