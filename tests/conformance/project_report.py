"""The tables of docs/projects.md, made of what a run has found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conformance.judgements import UNJUDGED, Finding, Judgement
from conformance.loads import Load
from conformance.projects import Declared, RealProject
from entryway.model import Found, Missing
from entryway.problems import Problem, Severity
from entryway.workspace.snapshot import Document

SERIOUS = (Severity.ERROR, Severity.WARNING)

Row = tuple[str | int, ...]


class Loads:
    """The recorded facts, by the entry points they are of."""

    def __init__(self, loads: Iterable[Load]) -> None:
        self._by_project: dict[str, dict[Declared, Load]] = {}
        for load in loads:
            known = self._by_project.setdefault(load.project, {})
            known[Declared(load.group, load.name, load.value)] = load

    def of(self, project: RealProject) -> Mapping[Declared, Load]:
        """Return the facts of one project, none where it was not loaded."""
        return self._by_project.get(project.name, {})


def report(
    projects: Iterable[RealProject],
    loads: Loads,
    reasons: Mapping[tuple[str, str], str],
    differences: Mapping[str, str],
    judged: Mapping[Finding, Judgement],
) -> Iterator[str]:
    """Yield the lines of the page below its introduction."""
    projects = tuple(projects)
    yield "## The projects"
    yield ""
    yield from _projects(projects, loads)
    yield ""
    yield "## What the wheel records and the sources do not say"
    yield ""
    yield "| release | reason |"
    yield "|---|---|"
    for project in projects:
        if project.name in differences:
            yield f"| {project.pin.release} | {_cell(differences[project.name])} |"
    yield ""
    yield "## What does not load"
    yield ""
    yield "| project | entry point | what Python says | what Entryway says | why |"
    yield "|---|---|---|---|---|"
    for project in projects:
        yield from _not_loading(project, loads.of(project), reasons)
    yield ""
    yield "## Each error and warning, and what we say of it"
    yield ""
    yield "| file | finding | words | verdict | reason |"
    yield "|---|---|---|---|---|"
    for project in projects:
        for document, problem in serious(project):
            found = finding(project, document, problem)
            verdict, reason = judged.get(found, UNJUDGED)
            line = problem.range.start.line + 1
            yield (
                f"| {found.release}/{found.file}:{line} "
                f"| {problem.severity.value} `{found.code}` "
                f"| `{_cell(found.words)}` | {verdict} | {_cell(reason)} |"
            )


def serious(project: RealProject) -> list[tuple[Document, Problem]]:
    """Return the errors and warnings in a project's files, in order."""
    return [(document, p) for document, p in project.problems if p.severity in SERIOUS]


def finding(project: RealProject, document: Document, problem: Problem) -> Finding:
    """Return a problem as it is judged."""
    words = " ".join(document.index.slice(problem.range).split())
    return Finding(project.pin.release, project.shown(document), problem.code.value, words)


def _projects(projects: Iterable[RealProject], loads: Loads) -> Iterator[str]:
    rows = [_row(project, loads.of(project)) for project in projects]
    yield (
        "| project | version | built by | declared in | files | entry points | in the wheel "
        "| the same | load | led to the exact place | errors, warnings |"
    )
    yield "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|"
    sums = tuple(sum(n for row in rows if isinstance(n := row[at], int)) for at in range(4, 11))
    for row in [*rows, (f"**all {len(rows)}**", "", "", "", *sums)]:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"


def _row(project: RealProject, loads: Mapping[Declared, Load]) -> Row:
    resolutions = dict(project.entry_points)
    loading = [declared for declared, load in loads.items() if load.loads]
    exact = sum(loads[d].is_exact(resolutions.get(d)) for d in loading)
    return (
        project.name,
        project.pin.version,
        f"`{project.backend}`",
        ", ".join(f"`{form}`" for form in project.forms),
        len(project.documents),
        len(project.declared),
        len(project.recorded),
        len(set(project.declared) & set(project.recorded)),
        len(loading) if loads else "not tried",
        exact if loads else "",
        len(serious(project)),
    )


def _not_loading(
    project: RealProject,
    loads: Mapping[Declared, Load],
    reasons: Mapping[tuple[str, str], str],
) -> Iterator[str]:
    resolutions = dict(project.entry_points)
    for declared, load in loads.items():
        if not load.loads:
            cells = (
                project.name,
                f"`{declared.value}`",
                load.why,
                told(resolutions.get(declared)),
                reasons.get((project.name, declared.value), "unjudged"),
            )
            yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def told(resolution: object) -> str:
    """Return in a word what a resolution says."""
    if isinstance(resolution, Found):
        return "found"
    return "missing" if isinstance(resolution, Missing) else "unknown"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
