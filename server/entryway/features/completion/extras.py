"""Extras behind an object reference, `module:attr [extra1, extra2]`: those of the project."""

from __future__ import annotations

from entryway.dialects.gaps import ObjectGap
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.features.extras import has_own_extras
from entryway.workspace.extras import known_extras
from entryway.workspace.snapshot import Snapshot


def complete_extra(snapshot: Snapshot, path: str, gap: ObjectGap) -> Completions | None:
    """Return the extras that may stand at the cursor, which is behind the bracket."""
    typed = gap.typed
    opening = typed.before.index("[")
    inside = typed.behind(opening + 1)
    if not gap.has_extras or "]" in inside.before or not has_own_extras(snapshot, path):
        return None
    closing = inside.after.find("]")
    is_open = closing < 0
    inside = inside if is_open else inside.until(closing)
    comma = inside.after.find(",")
    word = inside if comma < 0 else inside.until(comma)
    word = word.behind(word.before.rfind(",") + 1).stripped()
    others = (*inside.before.split(",")[:-1], *inside.after.split(",")[1:])
    used = {other.strip() for other in others}
    suffix = f"]{gap.suffix}" if is_open and comma < 0 else ""
    names = (name for name in known_extras(snapshot.view, snapshot.project(path).root))
    return completions(word, (Item(n, ItemKind.EXTRA, n + suffix) for n in names if n not in used))
