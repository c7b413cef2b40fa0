"""Object references: modules and packages before the colon, attributes behind it."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.features.completion.items import (
    KIND_OF_DEFINITION,
    Completions,
    Item,
    ItemKind,
    completions,
)
from entryway.model import DefinitionKind
from entryway.resolve.listing import Lister
from entryway.syntax.ini_cursor import Typed
from entryway.workspace.snapshot import Snapshot

_SPECIAL = "__"
_NO_MODULES = frozenset({"setup", "conftest"})
"""Modules at the top of projects that only their tools import."""

_CALLED = frozenset({DefinitionKind.FUNCTION, DefinitionKind.CLASS, DefinitionKind.METHOD})


def complete_object(snapshot: Snapshot, path: str, typed: Typed) -> Completions | None:
    """Return what may stand at the cursor in an object reference of the document at `path`."""
    module, colon, attributes = typed.before.partition(":")
    *owners, word = (attributes if colon else module).split(".")
    owners = [owner.strip() for owner in owners]
    if not all(owner.isidentifier() for owner in owners):
        return None
    # A blank may stand beside the colon.
    word = word.lstrip() if colon and not owners else word
    if word and not word.isidentifier():
        return None
    part = typed.behind(len(typed.before) - len(word)).until(_identifier(typed.after))
    if not colon:
        return completions(part, _modules(snapshot, path, tuple(owners)))
    names = tuple(name.strip() for name in module.split("."))
    if not all(name.isidentifier() for name in names):
        return None
    specials = word.startswith(_SPECIAL)
    return completions(part, _attributes(snapshot, path, names, tuple(owners), specials))


def _identifier(text: str) -> int:
    """Return how many characters at the start of a text go on with a name."""
    return next((at for at, char in enumerate(text) if not f"a{char}".isidentifier()), len(text))


def _lister(snapshot: Snapshot, path: str) -> Lister:
    project = snapshot.project(path)
    finder = snapshot.resolver(project).finder
    return snapshot.remember((Lister, project.root), lambda: Lister(snapshot.view, finder))


def _modules(snapshot: Snapshot, path: str, package: tuple[str, ...]) -> Iterator[Item]:
    project = snapshot.project(path)
    own = tuple(f"{root}/" for root in (*project.source_roots, *dict(project.mapped).values()))
    foreign = tuple(f"{root}/" for root in _roots_of_others(snapshot, path))
    prefix = "".join(f"{name}." for name in package)
    for module in _lister(snapshot, path).modules(package):
        if not package and module.name in _NO_MODULES:
            continue
        place = f"{module.path or ''}/"
        is_own = place.startswith(own) and not place.startswith(foreign)
        is_private = module.name.startswith("_")
        if module.name.startswith(_SPECIAL) and module.name != "__main__":
            continue
        yield Item(
            module.name,
            ItemKind.MODULE,
            module.name,
            rank=2 * (not is_own) + is_private,
            detail="package" if module.is_package else "module",
            reference=prefix + module.name,
        )


def _roots_of_others(snapshot: Snapshot, path: str) -> Iterator[str]:
    """Yield the folders of an environment that lies within the project, as `.venv` does."""
    project = snapshot.project(path)
    for root in snapshot.resolver(project).search_path.roots:
        if root not in project.source_roots and root.startswith(f"{project.root}/"):
            yield root


def _attributes(
    snapshot: Snapshot,
    path: str,
    module: tuple[str, ...],
    owners: tuple[str, ...],
    specials: bool,
) -> Iterator[Item]:
    prefix = f"{'.'.join(module)}:" + "".join(f"{owner}." for owner in owners)
    for listed in _lister(snapshot, path).names(module, owners):
        name, kind = listed.name, listed.kind
        if name.startswith(_SPECIAL) and name.endswith(_SPECIAL) and not specials:
            continue
        # What loads an entry point calls it, nearly always.
        rank = 4 * name.startswith("_") + 2 * (not listed.is_own) + (kind not in _CALLED)
        yield Item(
            name,
            ItemKind.IMPORTED if kind is None else KIND_OF_DEFINITION[kind],
            name,
            rank=rank,
            detail="imported name" if kind is None else kind.value,
            reference=prefix + name,
        )
