"""`egg:Distribution#name`: distributions, and the entry points of one."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.features.completion.items import Completions, Item, ItemKind, completions
from entryway.resolve.distributions import normalise
from entryway.syntax.typed import Typed
from entryway.workspace.snapshot import Snapshot


def complete_egg(
    snapshot: Snapshot, path: str, typed: Typed, groups: tuple[str, ...]
) -> Completions:
    """Return what may stand behind `egg:` where an entry point of one of the groups is wanted."""
    distribution, hash_, _ = typed.before.partition("#")
    if hash_:
        name = typed.behind(len(distribution) + 1)
        return completions(name, _entries(snapshot, path, distribution, groups))
    end = typed.after.find("#")
    name = typed if end < 0 else typed.until(end)
    return completions(name, _distributions(snapshot, path, groups))


def _entries(
    snapshot: Snapshot, path: str, distribution: str, groups: tuple[str, ...]
) -> Iterator[Item]:
    for each in snapshot.eggs(path).distributions(distribution):
        for entry in each.entry_points:
            if entry.group.text in groups:
                reference = entry.reference.text if entry.reference is not None else None
                yield Item(
                    entry.name.text,
                    ItemKind.ENTRY_POINT,
                    entry.name.text,
                    # The groups of what is wanted most stand first.
                    rank=groups.index(entry.group.text),
                    detail=entry.value.text,
                    reference=reference,
                )


def _distributions(snapshot: Snapshot, path: str, groups: tuple[str, ...]) -> Iterator[Item]:
    eggs = snapshot.eggs(path)
    fitting: set[str] = set()
    names: dict[str, tuple[str, int]] = {}
    workspace = {project.name for project in eggs.projects}
    for each in eggs.all():
        key = normalise(each.name)
        names.setdefault(key, (each.name, key not in workspace))
        if any(entry.group.text in groups for entry in each.entry_points):
            fitting.add(key)
    for key, (name, rank) in names.items():
        # Those that have nothing to load may still get it: they are there, and stand last.
        detail = "" if key in fitting else f"no entry point in {groups[0]}"
        rank += 2 * (key not in fitting)
        yield Item(name, ItemKind.DISTRIBUTION, name, rank, detail)
