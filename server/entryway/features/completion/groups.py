"""Names of entry point groups: the scripts, what this project has, and what its loaders read."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.gaps import GroupGap
from entryway.dialects.groups import KNOWN_GROUPS, SCRIPT_GROUPS
from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.workspace.snapshot import Document, Snapshot


def complete_group(snapshot: Snapshot, document: Document, gap: GroupGap) -> Completions:
    """Return the groups that could be declared, without those that the document has already."""
    line = gap.typed.cursor.line
    present = {g.text for g in document.reading.groups if g.range.start.line != line}
    items = _groups(snapshot, document, gap)
    return completions(gap.typed, (item for item in items if item.label not in present))


def _groups(snapshot: Snapshot, document: Document, gap: GroupGap) -> Iterator[Item]:
    line = gap.typed.cursor.line
    for group in SCRIPT_GROUPS if gap.has_scripts else ():
        yield _item(gap, group, 0, "commands that are installed")
    eggs = snapshot.eggs(document.path)
    own = {d.source for project in eggs.projects for d in project.distributions}
    for distribution in eggs.all():
        is_own = distribution.source in own
        for entry in distribution.entry_points:
            group = entry.group.text
            is_here = distribution.source == document.path and entry.group.range.start.line == line
            if group and not is_here and (gap.has_scripts or group not in SCRIPT_GROUPS):
                detail = f"also in {distribution.name}"
                yield _item(gap, group, 1 if is_own else 2, detail)
    for group in KNOWN_GROUPS:
        if gap.has_scripts or group not in SCRIPT_GROUPS:
            yield _item(gap, group, 3, "a known group")


def _item(gap: GroupGap, group: str, rank: int, detail: str) -> Item:
    is_bare = group.isascii() and group.replace("-", "").replace("_", "").isalnum()
    quote = "" if is_bare else gap.quote
    return Item(group, ItemKind.GROUP, f"{quote}{group}{quote}{gap.suffix}", rank, detail)
