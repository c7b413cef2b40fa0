"""Keys of Paste Deploy sections: those of the loader, and the parameters of the factory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from entryway.dialects.gaps import KeyGap
from entryway.dialects.paste_kinds import APP_GROUPS, FACTORY_KEYS, section_kind
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.features.factory_options import factory_options
from entryway.model import Reference
from entryway.paste.names import PasteNames
from entryway.paste.sections import SET, PasteSection, find_section
from entryway.paste.targets import SectionTarget
from entryway.paste.uses import UseKind
from entryway.workspace.snapshot import Document, Snapshot

_APP = ("use", APP_GROUPS[0])
_COMPOSITE = ("use", APP_GROUPS[1])
_FILTER = ("use", "paste.filter_factory", "paste.filter_app_factory")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "app": (*_APP, "filter-with"),
    "application": (*_APP, "filter-with"),
    "composite": (*_COMPOSITE, "filter-with"),
    "composit": (*_COMPOSITE, "filter-with"),
    "pipeline": ("pipeline",),
    "filter": (*_FILTER, "filter-with"),
    "filter-app": (*_FILTER, "next"),
    "server": ("use", "paste.server_factory", "paste.server_runner"),
}
"""The options that the loader itself reads in a section of each kind, in the order of their use
(`paste.deploy.loadwsgi.ConfigLoader.get_context`). `filter-with` stands where it does what it says
(docs/diagnostics/filter-with-misapplied.md)."""

_LOADERS = FACTORY_KEYS | {"use"}
"""Of these a section has one; `egg:` and the other schemes are values of `use`."""

_FOLLOWED = 20
"""Sections that use one another in turn; no real file has so many, and circles end here."""


def complete_key(
    snapshot: Snapshot, document: Document, names: PasteNames, gap: KeyGap
) -> Completions | None:
    """Return the options that a section could have besides those it has."""
    kind = section_kind(gap.section)
    if kind is None:
        return None
    sections = (each for each in names.file.sections if each.text == gap.section)
    section = next(sections, None)
    line = gap.typed.cursor.line
    options = section.options.values() if section is not None else ()
    present = {o.key for o in options if o.ini is None or o.ini.key_line != line}
    if gap.typed.before.startswith(SET):
        name = gap.typed.behind(len(SET))
        return completions(name, _variables(names, gap.suffix, present))
    items = [*_own(kind[0], present, gap.suffix)]
    if section is not None:
        items.extend(_parameters(snapshot, document, names, section, gap.suffix))
    return completions(gap.typed, (item for item in items if item.label not in present))


def _own(kind: str, present: set[str], suffix: str) -> Iterator[Item]:
    has_loader = not _LOADERS.isdisjoint(present)
    for rank, key in enumerate(_KEYS[kind]):
        if not (has_loader and key in _LOADERS):
            yield Item(key, ItemKind.KEY, key + suffix, rank, "Paste Deploy")


def _variables(names: PasteNames, suffix: str, present: Iterable[str]) -> Iterator[Item]:
    for name in names.file.defaults:
        if f"{SET}{name}" not in present:
            yield Item(name, ItemKind.VARIABLE, name + suffix, 0, "default")


def _parameters(
    snapshot: Snapshot,
    document: Document,
    names: PasteNames,
    section: PasteSection,
    suffix: str,
) -> Iterator[Item]:
    """Yield what the section's factory takes as options."""
    factory = _factory(document, names, section)
    if factory is None:
        return
    for option in factory_options(snapshot, document, factory):
        needed = "needed by" if option.is_required else "taken by"
        yield Item(
            option.name,
            ItemKind.OPTION,
            option.name + suffix,
            10 + (not option.is_required),
            f"{needed} {factory.text}",
        )


def _factory(document: Document, names: PasteNames, section: PasteSection) -> Reference | None:
    """Return the factory of a section, through all sections of the file that it uses."""
    for _ in range(_FOLLOWED):
        loaders = (section.options[key].ini for key in _LOADERS if key in section.options)
        lines = {option.key_line for option in loaders if option is not None}
        for reference in document.reading.references:
            if reference.key is not None and reference.key.range.start.line in lines:
                return reference
        uses = (u for u in names.uses if u.section is section and u.kind is UseKind.USE)
        use = next(uses, None)
        if use is None or not isinstance(use.target, SectionTarget):
            return None
        found = find_section(names.file, use.wanted, use.word.text)
        if not isinstance(found, PasteSection):
            return None
        section = found
    return None
