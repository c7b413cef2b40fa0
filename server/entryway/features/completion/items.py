"""What completion offers, in the engine's terms."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from entryway.model import DefinitionKind, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.ini_cursor import Typed


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

    `insert` runs from the string's start to the cursor, `replace` to its end.
    """

    insert: Range
    replace: Range
    items: tuple[Item, ...]


def completions(typed: Typed, items: Iterable[Item]) -> Completions:
    """Return the items for a string, in their order; of two that are called alike the first."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.label, item)
    ordered = sorted(first.values(), key=lambda item: (item.rank, item.label))
    return Completions(typed.insert_range, typed.whole_range, tuple(ordered))
