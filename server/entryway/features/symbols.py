"""Document symbols: what a file declares, as an outline."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from entryway.features.paste_names import paste_names
from entryway.model import EggReference, EntryPoint, ObjectReference, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.names import PasteNames
from entryway.paste.sections import PasteSection
from entryway.paste.uses import Use, UseKind
from entryway.syntax.ini import IniSection, read_ini
from entryway.workspace.snapshot import Document, Snapshot


class SymbolKind(enum.Enum):
    """What a symbol is; an editor picks its icon by this."""

    APP = "app"
    COMPOSITE = "composite"
    PIPELINE = "pipeline"
    FILTER = "filter"
    SERVER = "server"
    SECTION = "section"
    OPTION = "option"
    GROUP = "group"
    ENTRY_POINT = "entry point"


class Symbol(NamedTuple):
    """A line of the outline: `range` is all of it, `selection` its name; `detail` is told beside.

    Neither holds an option's value: those may be passwords.
    """

    name: str
    detail: str
    kind: SymbolKind
    range: Range
    selection: Range
    children: tuple[Symbol, ...] = ()


_KINDS = {
    "app": SymbolKind.APP,
    "application": SymbolKind.APP,
    "filter-app": SymbolKind.APP,
    "composite": SymbolKind.COMPOSITE,
    "composit": SymbolKind.COMPOSITE,
    "pipeline": SymbolKind.PIPELINE,
    "filter": SymbolKind.FILTER,
    "server": SymbolKind.SERVER,
}


def symbols(snapshot: Snapshot, document: Document) -> tuple[Symbol, ...]:
    """Return a document's outline: a Paste Deploy file's sections, else groups of entry points."""
    names = paste_names(snapshot, document)
    if names is None:
        return tuple(_groups(document.reading.entry_points))
    tree = document.reading.tree or read_ini(document.text.text)
    told = _Told(document, names)
    return tuple(told.symbol(section) for section in tree.sections)


class _Told:
    """What is known of a Paste Deploy file's sections, by where they stand."""

    def __init__(self, document: Document, names: PasteNames) -> None:
        self._index = document.index
        self._sections = {section.header: section for section in names.file.sections}
        self._uses: dict[PasteSection, list[Use]] = {}
        for use in names.uses:
            self._uses.setdefault(use.section, []).append(use)
        self._factories = {
            reference.key.range: reference
            for reference in document.reading.references
            if reference.key is not None
        }

    def symbol(self, ini: IniSection) -> Symbol:
        """Return a section with its options."""
        section = self._sections.get(ini.header)
        options = tuple(
            Symbol(
                option.key.text,
                "",
                SymbolKind.OPTION,
                Range(option.key.range.start, option.value[-1].range.end),
                option.key.range,
            )
            for option in ini.options
        )
        whole = Range(ini.header.start, ini.end)
        name = ini.name.text.strip() or "[]"
        if section is None:
            return Symbol(name, "", SymbolKind.SECTION, whole, ini.name.range, options)
        return Symbol(
            # Editors refuse a symbol without a name, which a header may be while it is typed.
            section.name or f"[{section.text}]",
            " ".join((section.kind, *self._stands_for(section, ini))),
            _KINDS[section.kind],
            whole,
            section.name_range,
            options,
        )

    def _stands_for(self, section: PasteSection, ini: IniSection) -> Iterator[str]:
        """Yield a few words on what loading a section leads to."""
        uses = self._uses.get(section, [])
        pipeline = [use for use in uses if use.kind is UseKind.PIPELINE]
        branches = {use.key for use in uses if use.kind in (UseKind.BRANCH, UseKind.FLAVOUR)}
        if pipeline:
            count = len(pipeline) - 1
            filters = f"{count} filter{'' if count == 1 else 's'} → " if count else "→ "
            yield filters + self._written(pipeline[-1])
        elif branches:
            yield f"of {len(branches)}"
        else:
            named = (self._factories.get(option.key.range) for option in ini.options)
            factory = next((reference for reference in named if reference is not None), None)
            used = next((use for use in uses if use.kind is UseKind.USE), None)
            if isinstance(factory, ObjectReference | EggReference):
                yield factory.text
            elif used is not None:
                yield self._written(used)

    def _written(self, use: Use) -> str:
        """Return a name as it stands in the file: what a variable stands for may be a password."""
        return use.name.text if use.word.is_verbatim else self._index.slice(use.name.range)


def _groups(entry_points: tuple[EntryPoint, ...]) -> Iterator[Symbol]:
    """Yield the groups of entry points, each where it is first opened."""
    groups: dict[Range, list[EntryPoint]] = {}
    for entry in entry_points:
        groups.setdefault(entry.group.range, []).append(entry)
    for place, entries in groups.items():
        children = tuple(_entry_point(entry) for entry in entries)
        end = max((place.end, *(child.range.end for child in children)))
        name, whole = entries[0].group.text, Range(place.start, end)
        yield Symbol(name, "", SymbolKind.GROUP, whole, place, children)


def _entry_point(entry: EntryPoint) -> Symbol:
    detail = entry.reference.text if entry.reference is not None else ""
    whole = Range(entry.name.range.start, max(entry.name.range.end, entry.value.range.end))
    return Symbol(entry.name.text, detail, SymbolKind.ENTRY_POINT, whole, entry.name.range)
