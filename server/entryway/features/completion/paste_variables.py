"""Variables of Paste Deploy files: `%(x)s` in a value, and what `get` reads and `set` changes."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.gaps import ValueGap
from entryway.dialects.paste_kinds import FACTORY_KEYS
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.paste.sections import SET, PasteFile
from entryway.paste.settings import split_setter
from entryway.syntax.typed import Typed

_BUILT_IN = (("here", "the folder of this file"), ("__file__", "the path of this file"))


def complete_variable(file: PasteFile, gap: ValueGap) -> Completions | None:
    """Return the variables that an unfinished `%(x)s` may name, None where the cursor is in none.

    Only names are told, as values may be passwords.
    """
    typed = gap.typed
    start = typed.before.rfind("%(")
    word = typed.before[start + 2 :]
    # Two percent signs are one, and no variable.
    signs = len(typed.before[:start]) - len(typed.before[:start].rstrip("%"))
    if start < 0 or ")" in word or signs % 2:
        return None
    end = next((at for at, char in enumerate(typed.after) if char in ")% "), len(typed.after))
    suffix = "" if typed.after[end:].startswith(")") else ")s"
    return completions(typed.behind(start + 2).until(end), _in_scope(file, gap, suffix))


def _in_scope(file: PasteFile, gap: ValueGap, suffix: str) -> Iterator[Item]:
    sections = (section for section in file.sections if section.text == gap.section)
    for section in sections:
        for key in section.options:
            # An option that names itself would be expanded for ever, but may name its default.
            if key not in (gap.key, *FACTORY_KEYS) and split_setter(key)[0] is None:
                yield Item(key, ItemKind.VARIABLE, key + suffix, 1, "option of this section")
    for name in file.defaults:
        if gap.section != "DEFAULT" or name != gap.key:
            yield Item(name, ItemKind.VARIABLE, name + suffix, 0, "default")
    for name, meaning in _BUILT_IN:
        yield Item(name, ItemKind.VARIABLE, name + suffix, 2, meaning)


def global_variables(file: PasteFile, typed: Typed) -> Completions:
    """Return what `get x = …` may read: the defaults, and what sections set."""
    names = dict.fromkeys(file.defaults, "default")
    for section in file.sections:
        for key in section.options:
            prefix, name = split_setter(key)
            if prefix == SET:
                names.setdefault(name, "set by a section")
    names.update(_BUILT_IN)
    items = (Item(name, ItemKind.VARIABLE, name, 0, detail) for name, detail in names.items())
    return completions(typed, items)
