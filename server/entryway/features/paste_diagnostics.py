"""What Paste Deploy's loader would refuse in a file, and what it would never read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entryway.dialects.groups import one_edit_apart
from entryway.dialects.paste_ini import several_lines
from entryway.dialects.paste_kinds import FACTORY_KEYS
from entryway.dialects.templates import is_template
from entryway.features.factories import stage_problems
from entryway.features.paste_doubts import Excuses, is_unreadable
from entryway.features.paste_fixes import fixes_of, key_meant, meant, removal
from entryway.features.paste_page import Page, Taken
from entryway.features.paste_wording import (
    explain_fault,
    header,
    may_be_given,
    tell_fault,
)
from entryway.features.unused_sections import unused_sections
from entryway.features.wording import slip
from entryway.model import Range, Reference
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.sections import PasteFile
from entryway.paste.targets import CallTarget, EggTarget
from entryway.problems import SEVERITIES, Code, Fix, Problem, Severity, visible
from entryway.resolve.environment import NoEnvironment
from entryway.syntax.object_reference import quoted
from entryway.workspace.snapshot import Document, Snapshot

_DUPLICATES = frozenset({Code.DUPLICATE_SECTION, Code.DUPLICATE_OPTION})

_BY_ENVIRONMENT = frozenset({FaultKind.ENTRY_POINT_NOT_FOUND, FaultKind.AMBIGUOUS_ENTRY_POINT})

_COMPARISON_LIMIT = 20_000
"""Each wrong name is compared with all sections of a file; more comparisons take too long."""


def references_elsewhere(snapshot: Snapshot, document: Document) -> Iterator[Reference]:
    """Yield the entry points and objects that are named in other places than a section's `use`.

    Those are the elements of pipelines, the values of composites and the like, and what stands in
    a `use` once its variables are replaced.
    """
    loaded = snapshot.loaded_paste(document.path)
    if loaded is None or is_template(document.text.text):
        return
    uses = [
        use
        for use in loaded.uses
        if use.is_certain and isinstance(use.target, EggTarget | CallTarget)
    ]
    known = {r.range.end for r in document.reading.references} if uses else set()
    page = Page(snapshot, document, loaded)
    for use in uses:
        place = use.name.range
        if place.end in known or page.is_filled_in_at(place):
            continue
        if place.start.line != place.end.line:
            # The dialect says that a line went on by mistake; what is on it may be a password.
            continue
        match use.target:
            case EggTarget() as egg if egg.distribution.text.strip():
                if egg.entry is None or egg.entry.text:
                    # Of a name that is not written the loader's own fault tells.
                    yield egg.reference(use.wanted, place)
            case CallTarget() as call:
                reference = call.reference(use.wanted, place)
                if reference is not None:
                    yield reference
            case _:
                pass


def paste_problems(
    snapshot: Snapshot, document: Document, said: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield what is to be said of a file as Paste Deploy loads it, beyond what is said already."""
    loaded = snapshot.loaded_paste(document.path)
    if loaded is None or is_template(document.text.text):
        return
    said = tuple(said)
    page = Page(snapshot, document, loaded)
    taken = Taken(p for p in said if p.code not in _DUPLICATES)
    yield from _unknown_keys(loaded.file)
    meant_names: set[str] = set()
    yield from _faults(page, taken, meant_names)
    for problem in stage_problems(snapshot, document, loaded):
        if not taken.covers(problem.range):
            yield problem
    if not any(problem.code is Code.DUPLICATE_SECTION for problem in said):
        yield from _unused(page, meant_names)


# --- Faults --------------------------------------------------------------------------------------


def _faults(page: Page, taken: Taken, meant_names: set[str]) -> Iterator[Problem]:
    """Yield the faults that are to be told, and add the names that misspelt ones probably mean."""
    told: set[tuple[Code, Range | None]] = set()
    excuses = Excuses(page)
    comparisons = 0
    for fault in page.loaded.faults:
        if fault.location.path != page.document.path:
            continue
        if not fault.is_certain and fault.kind is not FaultKind.SECTION_NOT_FOUND:
            continue
        if page.is_hidden(fault) or page.is_misread(fault):
            continue
        if excuses.excuses(fault) or is_unreadable(page, fault):
            continue
        comparisons += len(page.loaded.file.sections)
        near = meant(page, fault) if comparisons <= _COMPARISON_LIMIT else None
        if near is not None:
            meant_names.add(near)
        if not fault.is_certain and slip(fault.name, () if near is None else (near,)) is None:
            continue  # Its composite may read the option otherwise.
        problem = _problem(page, fault, near)
        key: tuple[Code, Range | None] = (problem.code, problem.range)
        if fault.kind is FaultKind.INTERPOLATION_ERROR and page.is_header(problem.range):
            # It is the path of the file that is at fault, in all sections alike.
            key = (problem.code, None)
        if key not in told and not taken.covers(problem.range):
            told.add(key)
            yield problem


def _problem(page: Page, fault: Fault, near: str | None) -> Problem:
    range_ = fault.location.range
    found = page.option_at(range_.start.line)
    option = None if found is None else found[1]
    if option is not None and option.ini is not None and "\n" in fault.name:
        # The lines may hold anything, a password even.
        return several_lines(option.ini)
    beside = None if option is None or option.ini is None else option.ini.key.range
    if option is not None and option.ini is not None and range_.start < option.ini.key.range.start:
        beside = None
    code = Code(fault.kind.value)
    slip_of = key_meant(page, fault)
    if slip_of is not None:
        place, written, key = slip_of
        return Problem(
            code,
            place,
            f"{quoted(written)} means nothing to Paste Deploy here; did you mean {quoted(key)}?",
            SEVERITIES.get(code, Severity.ERROR),
            fixes=(Fix(f"Change to {quoted(key)}", place, key),),
        )
    severity = SEVERITIES.get(code, Severity.ERROR)
    if fault.kind in _BY_ENVIRONMENT and _knows_no_environment(page):
        severity = Severity.INFORMATION
    if not fault.is_certain:
        # A guess proves nothing, however likely it is.
        severity = Severity.INFORMATION
    if near is None and may_be_given(page, fault):
        # No slip made the name of one here, so it may well be a program's (`pserve … port=80`).
        severity = Severity.INFORMATION
    return Problem(
        code,
        visible(range_, beside),
        tell_fault(page, fault, near),
        severity,
        explain_fault(page, fault),
        fixes_of(page, fault, near),
    )


def _knows_no_environment(page: Page) -> bool:
    project = page.snapshot.project(page.document.path)
    return isinstance(page.snapshot.environment(project), NoEnvironment)


# --- What is never read --------------------------------------------------------------------------


def _unknown_keys(file: PasteFile) -> Iterator[Problem]:
    for section in file.sections:
        for key, option in section.options.items():
            if not key.startswith("paste") or key in FACTORY_KEYS or option.ini is None:
                continue
            meant_key = next((k for k in sorted(FACTORY_KEYS) if one_edit_apart(key, k)), None)
            if meant_key is not None:
                place = option.ini.key.range
                yield Problem(
                    Code.UNKNOWN_PASTE_KEY,
                    place,
                    f"{quoted(key)} means nothing to Paste Deploy; did you mean "
                    f"{quoted(meant_key)}?",
                    SEVERITIES[Code.UNKNOWN_PASTE_KEY],
                    fixes=(Fix(f"Change to {quoted(meant_key)}", place, meant_key),),
                )


def _unused(page: Page, meant_names: set[str]) -> Iterator[Problem]:
    for section in unused_sections(page, meant_names):
        yield Problem(
            Code.UNUSED_SECTION,
            section.header,
            f"no section of this file leads to {header(section)}; name it in a pipeline, or remove "
            "it.",
            SEVERITIES[Code.UNUSED_SECTION],
            fixes=(removal(page.document.index, section),),
        )
