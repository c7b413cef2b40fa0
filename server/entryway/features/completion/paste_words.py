"""What a word may be that names what is loaded: a section, an entry point, an object, a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entryway.dialects.gaps import ObjectGap
from entryway.features.completion.eggs import complete_egg
from entryway.features.completion.files import complete_config
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.features.completion.objects import complete_object
from entryway.features.completion.paste_sections import section_items
from entryway.paste.sections import PROTOCOLS, PasteFile, Wanted
from entryway.syntax.typed import Typed
from entryway.workspace.snapshot import Snapshot

_SCHEMES = (
    ("egg:", "an entry point of a distribution"),
    ("config:", "a section of another file"),
    ("call:", "a function of a module"),
)


def complete_word(
    snapshot: Snapshot,
    file: PasteFile,
    typed: Typed,
    wanted: Sequence[Wanted],
    taken: frozenset[str] = frozenset(),
) -> Completions | None:
    """Return what a word may be where something is wanted, the likeliest kind first.

    `taken` are the names of sections that make no sense here: the section itself, and words that
    the value has already.
    """
    scheme, colon, _ = typed.before.partition(":")
    if not colon:
        items = [*_sections(file, wanted, taken), *_schemes()]
        return completions(typed, items)
    within = typed.behind(len(scheme) + 1)
    match scheme.lower():
        case "egg":
            groups = tuple(g for w in wanted for alternatives in PROTOCOLS[w] for g in alternatives)
            return complete_egg(snapshot, file.path, within, groups)
        case "config":
            return complete_config(snapshot, file.path, within, wanted)
        case "call":
            return complete_object(snapshot, file.path, ObjectGap(within))
        case _:
            return None


def _sections(file: PasteFile, wanted: Sequence[Wanted], taken: frozenset[str]) -> Iterator[Item]:
    return (item for item in section_items(file, wanted) if item.label not in taken)


def _schemes() -> Iterator[Item]:
    for scheme, meaning in _SCHEMES:
        yield Item(scheme, ItemKind.SCHEME, scheme, rank=9, detail=meaning)
