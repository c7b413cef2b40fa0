"""Object references: modules and packages before the colon, attributes behind it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain

from entryway.dialects.gaps import ObjectGap
from entryway.dialects.homes import MYPY_PLUGINS, VERSION
from entryway.features.completion.extras import complete_extra
from entryway.features.completion.items import (
    KIND_OF_DEFINITION,
    Completions,
    Item,
    ItemKind,
    completions,
)
from entryway.features.completion.plugin_files import complete_plugin_file
from entryway.model import DefinitionKind, Folders
from entryway.resolve.listing import Lister
from entryway.workspace.snapshot import Snapshot

_SPECIAL = "__"
_NO_MODULES = frozenset({"setup", "conftest"})
"""Modules at the top of projects that only their tools import."""

_CALLED = frozenset({DefinitionKind.FUNCTION, DefinitionKind.CLASS, DefinitionKind.METHOD})


def complete_object(snapshot: Snapshot, path: str, gap: ObjectGap) -> Completions | None:
    """Return what may stand at the cursor in an object reference of the document at `path`."""
    typed = gap.typed
    if "[" in typed.before:
        return complete_extra(snapshot, path, gap)
    module, colon, attributes = typed.before.partition(":")
    if gap.group == MYPY_PLUGINS and "/" in module and not colon:
        return complete_plugin_file(snapshot, path, typed)
    *owners, word = (attributes if colon else module).split(".")
    owners = [owner.strip() for owner in owners]
    if not all(owner.isidentifier() for owner in owners):
        return None
    # A blank may stand beside the colon.
    word = word.lstrip() if colon and not owners else word
    if (word and not word.isidentifier()) or (colon and gap.is_dotted):
        return None
    part = typed.behind(len(typed.before) - len(word)).until(_identifier(typed.after))
    # A version is hardly ever called anything but `__version__`.
    specials = word.startswith(_SPECIAL) or gap.group == VERSION
    # A string that is open ends behind an attribute, unless more of it follows.
    suffix = gap.suffix if part.after == typed.after else ""
    if not colon:
        place = _Place(snapshot, path, gap.folders, suffix)
        items = place.modules(tuple(owners))
        if gap.is_dotted and owners:
            items = chain(place.dotted(tuple(owners), specials), items)
        return completions(part, items)
    folders, module = _of_file(module) if gap.group == MYPY_PLUGINS else (gap.folders, module)
    names = tuple(name.strip() for name in module.split("."))
    if not all(name.isidentifier() for name in names):
        return None
    place = _Place(snapshot, path, folders, suffix)
    return completions(part, place.attributes(names, tuple(owners), specials))


def _of_file(module: str) -> tuple[Folders, str]:
    """Return the folder of a module that is named by its file, and its name there."""
    path = os.path.normpath(module)
    is_file = path.endswith(".py") and not path.startswith(("/", "..")) and "\0" not in path
    folder, name = os.path.split(path)
    if not is_file:
        return Folders(), module
    return Folders((folder or ".",)), name.removesuffix(".py")


def _identifier(text: str) -> int:
    """Return how many characters at the start of a text go on with a name."""
    return next((at for at, char in enumerate(text) if not f"a{char}".isidentifier()), len(text))


class _Place:
    """Where objects are looked for that a document may name; `suffix` is written behind them."""

    def __init__(self, snapshot: Snapshot, path: str, folders: Folders, suffix: str) -> None:
        self._suffix = suffix
        self._project = snapshot.project(path)
        self._folders = tuple(os.path.join(self._project.root, folder) for folder in folders.paths)
        finder = snapshot.resolver(self._project, folders).finder
        self._roots = finder.search_path.roots
        question = (Lister, self._project.root, folders)
        self._lister = snapshot.remember(question, lambda: Lister(snapshot.view, finder))

    def modules(self, package: tuple[str, ...]) -> Iterator[Item]:
        """Yield the modules of a package, of none those at the top."""
        mapped = dict(self._project.mapped).values()
        roots = (*self._folders, *self._project.source_roots, *mapped)
        own = tuple(f"{os.path.normpath(root)}/" for root in roots)
        foreign = tuple(f"{root}/" for root in self._roots_of_others())
        prefix = "".join(f"{name}." for name in package)
        for module in self._lister.modules(package):
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

    def _roots_of_others(self) -> Iterator[str]:
        """Yield the folders of an environment that lies within the project, as `.venv` does."""
        own = (*self._project.source_roots, *map(os.path.normpath, self._folders))
        for root in self._roots:
            if root not in own and root.startswith(f"{self._project.root}/"):
                yield root

    def attributes(
        self, module: tuple[str, ...], owners: tuple[str, ...], specials: bool
    ) -> Iterator[Item]:
        """Yield the names of a module, or of what `owners` lead to in it."""
        prefix = f"{'.'.join(module)}:" + "".join(f"{owner}." for owner in owners)
        for listed in self._lister.names(module, owners):
            name, kind = listed.name, listed.kind
            if name.startswith(_SPECIAL) and name.endswith(_SPECIAL) and not specials:
                continue
            # What loads an entry point calls it, nearly always.
            rank = 4 * name.startswith("_") + 2 * (not listed.is_own) + (kind not in _CALLED)
            yield Item(
                name,
                ItemKind.IMPORTED if kind is None else KIND_OF_DEFINITION[kind],
                name + self._suffix,
                rank=rank,
                detail="imported name" if kind is None else kind.value,
                reference=prefix + name,
            )

    def dotted(self, module: tuple[str, ...], specials: bool) -> Iterator[Item]:
        """Yield the names of a module that may stand behind a dot, its submodules left off."""
        for item in self.attributes(module, (), specials):
            if item.kind not in (ItemKind.MODULE, ItemKind.IMPORTED):
                yield item
