"""The value of an option of a Paste Deploy file: which of its words name what."""

from __future__ import annotations

from entryway.dialects.gaps import ValueGap
from entryway.dialects.paste_kinds import section_kind
from entryway.features.completion.items import Completions
from entryway.features.completion.paste_variables import (
    complete_variable,
    global_variables,
)
from entryway.features.completion.paste_words import complete_word
from entryway.paste.composites import COMPOSITE_KINDS, COMPOSITE_PROTOCOLS, CompositeRule
from entryway.paste.sections import GET, SET, WANTED_BY_KIND, PasteFile, Wanted
from entryway.paste.uses import composite_rule
from entryway.workspace.snapshot import Snapshot

_PIPELINE_END = (Wanted.APP, Wanted.FILTER)
"""The last word is an app, but whoever has not come so far may want another filter."""

_OWN_KEYS = frozenset({"use", "filter-with", "require", *COMPOSITE_PROTOCOLS})


def complete_value(snapshot: Snapshot, file: PasteFile, gap: ValueGap) -> Completions | None:
    """Return what may stand at the cursor in a value, None where it names nothing of ours."""
    variable = complete_variable(file, gap)
    if variable is not None:
        return variable
    kind, name = section_kind(gap.section) or (None, "")
    if kind is None:
        return None
    if gap.key.startswith(GET):
        return global_variables(file, gap.typed)
    whole = None if gap.others else _whole(kind, gap.key)
    if whole is not None:
        # The value is one word, and what it names is never the section itself.
        taken = frozenset((name,)) if whole is WANTED_BY_KIND[kind] else frozenset[str]()
        return complete_word(snapshot, file, gap.typed, (whole,), taken)
    if kind == "pipeline" and gap.key == "pipeline":
        return _one_of_many(snapshot, file, gap, name)
    return _branch(snapshot, file, gap, name)


def _whole(kind: str, key: str) -> Wanted | None:
    """Return what the whole value of one of Paste Deploy's own options names."""
    wanted = WANTED_BY_KIND[kind]
    match key:
        case "use" if kind == "filter-app":
            return Wanted.FILTER
        case "use" if kind != "pipeline":
            return wanted
        case "next" if kind == "filter-app":
            return Wanted.APP
        case "filter-with" if wanted is not Wanted.SERVER:
            return Wanted.FILTER
        case _:
            return None


def _one_of_many(
    snapshot: Snapshot, file: PasteFile, gap: ValueGap, name: str
) -> Completions | None:
    """Complete a word of filters that end with an app."""
    before, after = gap.typed.before, gap.typed.after
    start = len(before) - len(_last_word(before))
    end = _first_word_end(after)
    word = gap.typed.behind(start).until(end)
    is_followed = gap.is_followed or bool(after[end:].strip())
    others = {*gap.others, *before[:start].split(), *after[end:].split()}
    wanted = (Wanted.FILTER,) if is_followed else _PIPELINE_END
    return complete_word(snapshot, file, word, wanted, frozenset((*others, name)))


def _last_word(text: str) -> str:
    return "" if not text or text[-1].isspace() else text.split()[-1]


def _first_word_end(text: str) -> int:
    return next((at for at, char in enumerate(text) if char.isspace()), len(text))


def _branch(snapshot: Snapshot, file: PasteFile, gap: ValueGap, name: str) -> Completions | None:
    """Complete the name of a part of a composite: an app, or a flavour's filters and app."""
    if gap.key in _OWN_KEYS or gap.key.startswith(SET):
        return None
    section = next((each for each in file.sections if each.text == gap.section), None)
    if section is None or section.wanted is not Wanted.APP:
        return None
    rule = composite_rule(file, section)
    if rule is None and section.kind in COMPOSITE_KINDS:
        # Nothing is known of one that names no factory yet.
        rule = CompositeRule.GUESS
    match rule:
        case CompositeRule.GUESS:
            return _one_of_many(snapshot, file, gap, name)
        case CompositeRule.EVERY:
            return complete_word(snapshot, file, gap.typed, (Wanted.APP,), frozenset((name,)))
        case CompositeRule.APPS if gap.key.startswith("app"):
            return complete_word(snapshot, file, gap.typed, (Wanted.APP,), frozenset((name,)))
        case _:
            return None
