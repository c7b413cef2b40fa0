"""Which sections of a file lead to which, and which of them nothing else leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os.path import dirname

from entryway.paste.sections import Ambiguous, PasteFile, PasteSection, Wanted, find_section
from entryway.paste.targets import ConfigTarget, SectionTarget, Target, read_target
from entryway.paste.uses import Use

Ways = Mapping[PasteSection, tuple[PasteSection, ...]]
"""For each section, those of the same file that loading it leads to, in the order of its words."""


def find_ways(file: PasteFile, uses: Iterable[Use]) -> Ways:
    """Return which sections lead to which, those that a composite is guessed to name included.

    A name that is ambiguous leads to all that it may mean.
    """
    # A dictionary is a set that keeps the order.
    ways: dict[PasteSection, dict[PasteSection, None]] = {}
    for use in uses:
        others = ways.setdefault(use.section, {})
        target = use.target
        only = file.only.get((use.wanted, target.word.text))
        if only is not None and isinstance(target, SectionTarget):
            others[only] = None
            continue
        for section in meant_by(file, target, use.wanted):
            others[section] = None
    return {section: tuple(ways.get(section, ())) for section in file.sections}


def _no_other(path: str) -> None:
    """Return none of the other files."""


def meant_by(
    file: PasteFile,
    target: Target,
    wanted: Wanted,
    other: Callable[[str], PasteFile | None] = _no_other,
) -> tuple[PasteSection, ...]:
    """Return the sections that a name in a file leads to: mostly one, or none.

    They are those of the file itself, and those of other files as far as `other` returns them.
    """
    while isinstance(target, ConfigTarget):
        path = target.file
        named = file if path == file.path or path is None else other(path)
        if named is None or path is None:
            return ()
        file = named
        if target.section is None:
            return _named(file, wanted, "main")
        target = read_target(target.section, dirname(file.path))
    return _named(file, wanted, target.word.text) if isinstance(target, SectionTarget) else ()


def _named(file: PasteFile, wanted: Wanted, name: str) -> tuple[PasteSection, ...]:
    match find_section(file, wanted, name):
        case PasteSection() as section:
            return (section,)
        case Ambiguous(candidates=candidates):
            return candidates
        case _:
            return ()


def find_roots(file: PasteFile, ways: Ways) -> tuple[PasteSection, ...]:
    """Return sections that lead to all others of the file, in file order.

    These are the ones that nothing else leads to, and the first of each circle that nothing leads
    into. A filter that nobody uses is one of them, as is a server.
    """
    led_to = {to for section, others in ways.items() for to in others if to is not section}
    roots = [section for section in file.sections if section not in led_to]
    reached = reachable(ways, roots)
    for section in file.sections:
        if section not in reached:
            roots.append(section)
            reached |= reachable(ways, (section,), reached)
    return tuple(sorted(roots, key=lambda section: section.header))


def reachable(
    ways: Ways, start: Iterable[PasteSection], known: Iterable[PasteSection] = ()
) -> set[PasteSection]:
    """Return all sections that some lead to, themselves included, save those already known."""
    reached: set[PasteSection] = set()
    known = known if isinstance(known, set) else set(known)
    pending = list(start)
    while pending:
        section = pending.pop()
        if section not in reached and section not in known:
            reached.add(section)
            pending.extend(ways[section])
    return reached
