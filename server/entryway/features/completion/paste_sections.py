"""The sections of a Paste Deploy file that can be named where something is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entryway.features.completion.items import Item, ItemKind
from entryway.paste.sections import PREFIXES, PasteFile, Wanted


def section_items(file: PasteFile, wanted: Sequence[Wanted]) -> Iterator[Item]:
    """Yield the sections of a file that can be loaded as what is wanted."""
    for rank, each in enumerate(wanted):
        kinds = {kind for group in PREFIXES[each] for kind in group}
        for section in file.sections:
            # A bare section is found by no name.
            if section.kind in kinds and not section.is_bare and section.name:
                yield Item(section.name, ItemKind.SECTION, section.name, rank, section.kind)
