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
    entries = document.reading.entry_points
    present = {e.group.text for e in entries if e.group.range.start.line != line}
    items = _groups(snapshot, document, gap)
    return completions(gap.typed, (item for item in items if item.label not in present))


def _groups(snapshot: Snapshot, document: Document, gap: GroupGap) -> Iterator[Item]:
    suffix, line = gap.suffix, gap.typed.cursor.line
    for group in SCRIPT_GROUPS:
        yield Item(group, ItemKind.GROUP, group + suffix, 0, "commands that are installed")
    eggs = snapshot.eggs(document.path)
    own = {d.source for project in eggs.projects for d in project.distributions}
    for distribution in eggs.all():
        is_own = distribution.source in own
        for entry in distribution.entry_points:
            group = entry.group.text
            is_here = distribution.source == document.path and entry.group.range.start.line == line
            if group and not is_here:
                detail = f"also in {distribution.name}"
                yield Item(group, ItemKind.GROUP, group + suffix, 1 if is_own else 2, detail)
    for group in KNOWN_GROUPS:
        yield Item(group, ItemKind.GROUP, group + suffix, 3, "a known group")
