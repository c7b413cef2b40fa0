"""Everything to be said about one document."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.table import PASTE_INI, PYPROJECT
from entryway.features.ignores import without_ignored
from entryway.features.severities import apply_severities
from entryway.features.wording import (
    as_written,
    near_miss,
    tell_missing,
    tell_version,
    without_version,
)
from entryway.model import (
    Absent,
    EggReference,
    Found,
    Location,
    Missing,
    Name,
    ObjectReference,
    Range,
    Reason,
    Reference,
    Unknown,
)
from entryway.problems import Code, Fix, Problem, Related, Severity
from entryway.resolve.environment import Environment, NoEnvironment
from entryway.syntax.object_reference import quoted
from entryway.workspace.snapshot import Document, Snapshot

_CODES = {
    Absent.MODULE: Code.MODULE_NOT_FOUND,
    Absent.FILE: Code.MODULE_NOT_FOUND,
    Absent.ATTRIBUTE: Code.ATTRIBUTE_NOT_FOUND,
    Absent.DISTRIBUTION: Code.DISTRIBUTION_NOT_FOUND,
    Absent.ENTRY_POINT: Code.ENTRY_POINT_NOT_FOUND,
}


def diagnostics(snapshot: Snapshot, document: Document) -> tuple[Problem, ...]:
    """Return a document's problems in the order of their places."""
    by_range = (
        {reference.range: reference for reference in document.reading.references}
        if document.reading.problems
        else {}
    )
    problems = [
        _placed(document, _with_function(snapshot, document, problem, by_range.get(problem.range)))
        for problem in document.reading.problems
    ]
    for reference in document.reading.references:
        problems.extend(_reference_problems(snapshot, document, reference))
    if document.dialect is PASTE_INI:
        problems.extend(_as_loaded(snapshot, document, problems))
    else:
        if document.reading.entry_points:
            problems.extend(_as_declared(snapshot, document))
        text = document.text.text
        if document.dialect is PYPROJECT and ("tool" in text or "_scripts" in text):
            problems.extend(_as_built(snapshot, document))
        problems.extend(_as_installed(snapshot, document))
    if any(problem.fixes for problem in problems):
        problems = list(document.dialect.fixable(document.index, problems))
    told = apply_severities(snapshot, document, without_ignored(document.text.text, problems))
    return tuple(sorted(told, key=lambda problem: (problem.range, problem.code.value)))


def _as_loaded(snapshot: Snapshot, document: Document, said: list[Problem]) -> Iterator[Problem]:
    """Yield what Paste Deploy finds wrong when it loads the document, beyond what is said."""
    # Importing that room takes longer than checking a file of another kind.
    from entryway.features.paste_diagnostics import paste_problems, references_elsewhere

    references = references_elsewhere(snapshot, document)
    more = [
        _as_written(document, r, problem)
        for r in references
        for problem in _reference_problems(snapshot, document, r)
    ]
    yield from more
    yield from paste_problems(snapshot, document, (*said, *more))


def _as_written(document: Document, reference: Reference, problem: Problem) -> Problem:
    """Return a problem that tells parts made of variables as they are written."""
    if isinstance(reference, EggReference):
        parts = [reference.distribution, *([] if reference.entry is None else [reference.entry])]
    else:
        parts = [*reference.module, *reference.attributes]
    message = problem.message
    for part in parts:
        message = as_written(message, part.text, document.index.slice(part.range))
    return problem._replace(message=message)


def _as_declared(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with entry points by what their objects and their project say."""
    # Imported here since they read Python sources, which takes libraries that are slow to import.
    from entryway.features.duplicate_entry_points import duplicate_entry_points
    from entryway.features.entry_point_calls import entry_point_problems
    from entryway.features.extras import extra_problems
    from entryway.features.false_comments import false_comments
    from entryway.features.ignored_sections import ignored_sections

    yield from entry_point_problems(snapshot, document)
    yield from extra_problems(snapshot, document)
    yield from ignored_sections(snapshot, document)
    yield from duplicate_entry_points(snapshot, document)
    yield from false_comments(snapshot, document)


def _as_installed(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield what an environment has recorded otherwise than the document declares it."""
    from entryway.features.stale_metadata import stale_metadata

    yield from stale_metadata(snapshot, document)


def _as_built(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield what whoever builds the project does not read."""
    from entryway.features.ignored_tables import ignored_tables  # As above.

    yield from ignored_tables(snapshot, document)


def environment_notice(snapshot: Snapshot, document: Document) -> str | None:
    """Return why third-party names of a document can't be checked, or None where they are."""
    environment = snapshot.environment(snapshot.project(document.path))
    return environment.reason if isinstance(environment, NoEnvironment) else None


def _reference_problems(
    snapshot: Snapshot, document: Document, reference: Reference
) -> Iterator[Problem]:
    resolution = snapshot.resolve(document.path, reference)
    if isinstance(reference, ObjectReference) and reference.in_build:
        if isinstance(resolution, Missing) and _is_own(snapshot, document, resolution):
            yield _missing(snapshot, document, reference, resolution)
    elif isinstance(resolution, Missing):
        yield _missing(snapshot, document, reference, resolution)
    elif isinstance(resolution, Unknown):
        yield from _absent(snapshot, document, reference, resolution)


def _is_own(snapshot: Snapshot, document: Document, missing: Missing) -> bool:
    """Whether it is the project itself that lacks something, and nothing that is installed."""
    project = snapshot.project(document.path)
    environment = snapshot.environment(project)
    owner = missing.owner_location.path if missing.owner_location is not None else ""
    if isinstance(environment, Environment) and owner.startswith(f"{environment.folder}/"):
        return False
    roots = (*project.source_roots, *dict(project.mapped).values())
    return any(owner.startswith(f"{root}/") for root in roots)


def _missing(
    snapshot: Snapshot, document: Document, reference: Reference, missing: Missing
) -> Problem:
    range_ = _part(reference, missing.part)
    severity = Severity.ERROR
    if isinstance(reference, EggReference) and environment_notice(snapshot, document) is not None:
        # Another version of the distribution may be what is installed where this runs.
        severity = Severity.INFORMATION
    related: tuple[Related, ...] = ()
    if missing.owner_location is not None:
        related = (Related(missing.owner_location, f"{missing.owner} is defined here"),)
    fixes: tuple[Fix, ...] = ()
    near = near_miss(missing.name, missing.known)
    if missing.what is Absent.DISTRIBUTION:
        near = without_version(missing.name) or near
    if near is not None and _says(reference, missing):
        fixes = (Fix(f'Change to "{near}"', range_, near),)
    return Problem(
        _CODES[missing.what],
        range_,
        tell_missing(reference, missing, snapshot.shown),
        severity,
        related,
        fixes,
    )


def _says(reference: Reference, missing: Missing) -> bool:
    """Whether the document itself writes the missing name, so that it can be corrected there."""
    if isinstance(reference, ObjectReference):
        parts = (*reference.module, *reference.attributes)
        return not _is_implied(parts[missing.part])
    written = reference.distribution if missing.part == 0 else reference.entry
    return written is not None and written.text == missing.name


def _absent(
    snapshot: Snapshot, document: Document, reference: Reference, unknown: Unknown
) -> Iterator[Problem]:
    """Yield what can't be settled because something is absent; other reasons are kept for hover."""
    if isinstance(reference, EggReference):
        if unknown.reason is Reason.NO_ENVIRONMENT and unknown.part == 0:
            yield _undeclared(snapshot, document, reference)
    elif unknown.reason is Reason.NOT_INSTALLED:
        yield Problem(
            Code.NOT_INSTALLED,
            _part(reference, unknown.part),
            f"{unknown.detail}; install it there, or select the environment that has it.",
            Severity.INFORMATION,
        )


def _undeclared(snapshot: Snapshot, document: Document, reference: EggReference) -> Problem:
    """Return that no project of the workspace is the distribution which a reference names."""
    name, range_ = reference.distribution.text, reference.distribution.range
    bare = without_version(name)
    near = bare or near_miss(name, (d.name for d in snapshot.eggs(document.path).all()))
    message = (
        f'no project of the workspace is named "{name}", and no Python environment is known that '
        f"may have it{f'; did you mean {quoted(near)}?' if near is not None else '.'}"
    )
    written = document.index.slice(range_)
    fixes = (Fix(f'Change to "{near}"', range_, near),) if near and written == name else ()
    return Problem(
        Code.DISTRIBUTION_NOT_FOUND,
        range_,
        message if bare is None else tell_version(bare),
        Severity.INFORMATION,
        fixes=fixes,
    )


def _part(reference: Reference, part: int) -> Range:
    """Return the range of the part that a resolution speaks of."""
    if isinstance(reference, EggReference):
        if part == 0:
            return reference.distribution.range
        return reference.entry.range if reference.entry is not None else reference.range
    parts = (*reference.module, *reference.attributes)
    named = parts[min(part, len(parts) - 1)]
    return reference.range if _is_implied(named) else named.range


def _is_implied(part: Name) -> bool:
    """Whether a part of an object reference is meant and not written."""
    return part.range.start == part.range.end


def _with_function(
    snapshot: Snapshot, document: Document, problem: Problem, reference: Reference | None
) -> Problem:
    """Offer what a script without a function may mean: `main` of its module, or its last word."""
    if problem.code is not Code.SCRIPT_NEEDS_ATTRIBUTE or not isinstance(
        reference, ObjectReference
    ):
        return problem
    resolver = snapshot.resolver(snapshot.project(document.path))
    module = tuple(part.text for part in reference.module)
    if isinstance(resolver.resolve(module, ("main",)), Found):
        text = f"{reference.text}:main"
    elif (
        len(module) > 1
        and isinstance(resolver.resolve(module, ()), Missing)
        and isinstance(resolver.resolve(module[:-1], module[-1:]), Found)
    ):
        # A dot stands where the colon belongs.
        text = f"{'.'.join(module[:-1])}:{module[-1]}"
        told = f"a script names the function to call behind a colon; write {quoted(text)}."
        problem = problem._replace(message=told)
    else:
        return problem
    return problem._replace(fixes=(Fix(f'Change to "{text}"', problem.range, text),))


def _placed(document: Document, problem: Problem) -> Problem:
    """Name the document in related places that a dialect gave without one."""
    related = tuple(
        r._replace(location=Location(r.location.path or document.path, r.location.range))
        for r in problem.related
    )
    return problem._replace(related=related)
