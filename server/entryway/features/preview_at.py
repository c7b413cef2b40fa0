"""Which preview belongs to the words under a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from entryway.features.paste_names import paste_names
from entryway.features.preview import (
    HIDDEN,
    SHOWN,
    Preview,
    has_scheme,
    names_a_part,
    preview,
)
from entryway.features.preview_walk import Part
from entryway.features.wording import near_miss
from entryway.model import Position, Range
from entryway.paste.graph import load_names, load_sections
from entryway.paste.names import BranchKey
from entryway.paste.nodes import Node, asked_section
from entryway.paste.roots import find_roots, find_ways
from entryway.paste.sections import PasteFile, PasteSection
from entryway.paste.stages import doubted
from entryway.paste.targets import ConfigTarget
from entryway.paste.uses import Use, UseKind, find_uses
from entryway.workspace.snapshot import Document, Snapshot


def preview_at(
    snapshot: Snapshot, document: Document, position: Position
) -> tuple[Range, Preview] | None:
    """Return the preview of what is named under a cursor, with the words that name it."""
    names = paste_names(snapshot, document)
    if names is None:
        return None
    here = names.at(position)
    for name in here:
        if isinstance(name.what, PasteSection | Use | BranchKey):
            # A variable may stand for several names, which all have the place of the variable.
            uses = tuple(n.what for n in here if n.range == name.range and isinstance(n.what, Use))
            what = name.what if len(uses) < 2 else uses
            return name.range, _of(snapshot, document, names.file, name.range, what)
    return None


def _of(
    snapshot: Snapshot,
    document: Document,
    file: PasteFile,
    range_: Range,
    what: PasteSection | Use | BranchKey | tuple[Use, ...],
) -> Preview:
    """Return the preview of a name, which an editor may ask for with every move of the mouse."""

    def make() -> Preview:
        match what:
            case PasteSection() as section:
                return preview_sections(snapshot, file, (section,))[0]
            case Use() as use:
                return _of_uses(snapshot, document, file, (use,), "")
            case BranchKey(uses=uses):
                return _of_uses(snapshot, document, file, uses, _branch(uses[-1]))
            case uses:
                return _of_uses(snapshot, document, file, uses, document.index.slice(range_))

    return snapshot.remember((preview_at, file.path, range_), make)


def preview_sections(
    snapshot: Snapshot,
    file: PasteFile,
    sections: Sequence[PasteSection],
    limit: int | None = SHOWN,
) -> tuple[Preview, ...]:
    """Return the previews of some sections of a file."""
    nodes = load_sections(file, sections, snapshot.surroundings(file.path))
    return tuple(
        preview(
            snapshot,
            file.path,
            section_title(section),
            section.location,
            (Part(section.name, None, node),),
            limit,
        )
        for section, node in zip(sections, nodes, strict=True)
    )


def root_sections(file: PasteFile) -> tuple[PasteSection, ...]:
    """Return the sections that no other leads to: their previews show all of a file."""
    return find_roots(file, find_ways(file, find_uses(file)))


def section_title(section: PasteSection) -> str:
    """Return how a section is called: its kind and its name."""
    return f"{section.kind} {section.name}"


def _of_uses(
    snapshot: Snapshot, document: Document, file: PasteFile, uses: Sequence[Use], branch: str
) -> Preview:
    asked = ((use.target.word.text, use.wanted) for use in uses)
    loaded = load_names(file, asked, snapshot.surroundings(file.path))
    nodes = [n if use.is_certain else doubted(n) for use, n in zip(uses, loaded, strict=True)]
    names = (_shown(document, file, use, node) for use, node in zip(uses, nodes, strict=True))
    parts = [Part(name, None, node) for name, node in zip(names, nodes, strict=True)]
    section = asked_section(nodes[-1])
    title = f"{uses[-1].wanted.value} {parts[-1].name}"
    title = title if section is None else section_title(section)
    place = None if section is None else section.location
    if len(uses) > 1:
        title, place = branch, uses[-1].section.location
    elif branch:
        title = f"{branch}, {title}"
    return preview(snapshot, file.path, title, place, parts)


def _branch(use: Use) -> str:
    """Return how the option of a composite is called, "" for another section's."""
    if use.kind not in (UseKind.BRANCH, UseKind.FLAVOUR):
        return ""
    return f"{use.key} of {section_title(use.section)}"


def _shown(document: Document, file: PasteFile, use: Use, node: Node) -> str:
    """Return the words of a use if they are a name for certain."""
    if isinstance(use.target, ConfigTarget) and not use.word.is_verbatim:
        return document.index.slice(use.name.range)  # As in `preview`.
    is_known = asked_section(node) is not None
    is_option = use.kind in (UseKind.BRANCH, UseKind.FLAVOUR)
    is_part = not is_option or names_a_part(use.key)
    if use.kind is UseKind.FLAVOUR and has_scheme(use.name.text):
        is_part = True
    if not is_known and not is_part:
        is_part = (
            near_miss(use.name.text, (s.name for s in file.sections if s.wanted is use.wanted))
            is not None
        )
    return use.name.text if is_known or (is_part and use.target.word.is_verbatim) else HIDDEN
