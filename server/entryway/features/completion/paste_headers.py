"""Headers of Paste Deploy sections: their kinds, and names that are used and have no section."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.gaps import HeaderGap
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.paste.names import PasteNames
from entryway.paste.sections import WANTED_BY_KIND, NotFound, Wanted, find_section
from entryway.paste.targets import SectionTarget

_KINDS = (
    ("app", "an application"),
    ("composite", "an application made of others"),
    ("pipeline", "filters before an application"),
    ("filter", "a filter"),
    ("filter-app", "a filter with the application behind it"),
    ("server", "a server"),
)
"""`application` and `composit` are other spellings of two of them."""

_DEFAULT = "DEFAULT"


def complete_header(names: PasteNames, gap: HeaderGap) -> Completions:
    """Return what may stand between the brackets of a header."""
    kind, colon, _ = gap.typed.before.partition(":")
    if not colon:
        return completions(gap.typed, _kinds(gap))
    name = gap.typed.behind(len(kind) + 1)
    return completions(name, _names(names, kind, gap.suffix))


def _kinds(gap: HeaderGap) -> Iterator[Item]:
    # The name comes next, so nothing is closed here.
    for rank, (kind, meaning) in enumerate(_KINDS):
        yield Item(f"{kind}:", ItemKind.SECTION_KIND, f"{kind}:", rank, meaning)
    text = _DEFAULT + gap.suffix
    yield Item(_DEFAULT, ItemKind.SECTION_KIND, text, len(_KINDS), "defaults of all sections")


def _names(names: PasteNames, kind: str, suffix: str) -> Iterator[Item]:
    """Yield the names that something of this kind is looked up by in vain."""
    wanted = WANTED_BY_KIND.get(kind)
    for use in names.uses:
        if wanted is None or use.wanted is not wanted or not isinstance(use.target, SectionTarget):
            continue
        name = use.word.text
        if isinstance(find_section(names.file, wanted, name), NotFound):
            detail = f"used in [{use.section.text}]"
            yield Item(name, ItemKind.SECTION, name + suffix, 0, detail)
    mains = {section.wanted for section in names.file.sections if section.name == "main"}
    if wanted in (Wanted.APP, Wanted.SERVER) and wanted not in mains:
        yield Item("main", ItemKind.SECTION, f"main{suffix}", 1, "what is loaded by default")
