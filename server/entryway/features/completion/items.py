"""What completion offers, in the engine's terms."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from entryway.model import DefinitionKind, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.typed import Typed


class ItemKind(enum.Enum):
    """What an item is; an editor picks its icon by this."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    METHOD = "method"
    VARIABLE = "variable"
    IMPORTED = "imported name"
    GROUP = "group"
    SECTION = "section"
    SECTION_KIND = "section kind"
    SCHEME = "scheme"
    DISTRIBUTION = "distribution"
    ENTRY_POINT = "entry point"
    FILE = "file"
    FOLDER = "folder"
    KEY = "key"
    OPTION = "option"
    EXTRA = "extra"


KIND_OF_DEFINITION = {
    DefinitionKind.MODULE: ItemKind.MODULE,
    DefinitionKind.CLASS: ItemKind.CLASS,
    DefinitionKind.FUNCTION: ItemKind.FUNCTION,
    DefinitionKind.METHOD: ItemKind.METHOD,
    DefinitionKind.VARIABLE: ItemKind.VARIABLE,
}


class Item(NamedTuple):
    """One thing that could be written.

    `label` is its name, which is also what is typed to find it; `text` is what is written for it.
    Lower ranks come first, names decide within a rank. `detail` is told beside the name and never
    holds an option's value. `reference` names the object that it stands for, `module:attribute`, of
    which more can be told when it is asked for.
    """

    label: str
    kind: ItemKind
    text: str
    rank: int = 0
    detail: str = ""
    reference: str | None = None


class Completions(NamedTuple):
    """What could be written for one string.

    `insert` runs from the string's start to the cursor, `replace` to its end. `is_complete` is
    False where there are too many, and what is typed next may bring others.
    """

    insert: Range
    replace: Range
    items: tuple[Item, ...]
    is_complete: bool = True


_LIMIT = 1000
"""Nobody looks through more, and an editor needs a moment for each."""


def completions(typed: Typed, items: Iterable[Item]) -> Completions:
    """Return the items for a string, in their order; of two that are called alike the first."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.label, item)
    chosen = list(first.values())
    if len(chosen) > _LIMIT:
        start = typed.before.casefold()
        chosen = [item for item in chosen if item.label.casefold().startswith(start)]
    chosen.sort(key=lambda item: (item.rank, item.label))
    shown = tuple(chosen[:_LIMIT])
    return Completions(typed.insert_range, typed.whole_range, shown, len(first) <= _LIMIT)
