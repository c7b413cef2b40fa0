"""Where the names of a Paste Deploy file lead: sections, files, options."""

from __future__ import annotations

import os
from collections.abc import Iterator

from entryway.model import Declaration, Location, Position, Range
from entryway.paste.names import BranchKey, PasteName, PasteNames, VariableKey
from entryway.paste.roots import meant_by
from entryway.paste.sections import PasteFile, PasteSection, Wanted
from entryway.paste.targets import ConfigTarget, Target
from entryway.paste.uses import Use
from entryway.paste.variable_uses import VariableUse
from entryway.workspace.snapshot import Snapshot

_TOP = Range(Position(0, 0), Position(0, 0))


def declarations(
    snapshot: Snapshot, names: PasteNames, name: PasteName, position: Position
) -> tuple[Declaration, ...]:
    """Return the declarations in configuration files that a name under a cursor leads to.

    What an `egg:` or `call:` leads to lies elsewhere: see `definition`.
    """
    match name.what:
        case PasteSection() as section:
            return (section_declaration(section),)
        case VariableUse(definitions=definitions, name=variable):
            return tuple(Declaration(variable.text, place) for place in definitions)
        case VariableKey(name=variable_name, location=place):
            return (Declaration(variable_name, place),)
        case BranchKey(uses=uses):
            return tuple(_leads_to(snapshot, names.file, uses[-1].target, uses[-1].wanted))
        case Use(target=ConfigTarget(path=path, section=section) as target) if section is None or (
            path.location is None or position in path.location.range
        ):
            return tuple(_file(snapshot, target))
        case Use(target=target, wanted=wanted):
            return tuple(_leads_to(snapshot, names.file, target, wanted))


def section_declaration(section: PasteSection) -> Declaration:
    """Return the place of a section: the name in its header, and all of its lines."""
    full = Range(section.header.start, section.ini.end)
    return Declaration(f"[{section.text}]", Location(section.path, section.name_range), full)


def _leads_to(
    snapshot: Snapshot, file: PasteFile, target: Target, wanted: Wanted
) -> Iterator[Declaration]:
    for section in meant_by(file, target, wanted, snapshot.paste_file):
        yield section_declaration(section)


def _file(snapshot: Snapshot, target: ConfigTarget) -> Iterator[Declaration]:
    if target.file is not None and snapshot.view.is_file(target.file):
        yield Declaration(os.path.basename(target.file), Location(target.file, _TOP))
