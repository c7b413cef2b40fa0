"""What import statements bind (language reference, "The import statement")."""

from __future__ import annotations

import _ast as ast

from entryway.resolve.exports import ExportReader
from entryway.resolve.facts import ANY, UNBOUND, Binding, Imported, StarImport
from entryway.resolve.frames import Frame
from entryway.resolve.places import Places


class ImportReader:
    """Applies a module's import statements; `folder` is the module's own if it is a package."""

    def __init__(self, places: Places, exports: ExportReader, folder: str | None) -> None:
        self.places = places
        self.exports = exports
        self.folder = folder
        self.loaded: set[str] = set()

    def read(self, node: ast.Import | ast.ImportFrom, frame: Frame) -> None:
        """Bind what an import statement binds."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = tuple(alias.name.split("."))
                self._load(node, parts, 0, frame)
                module = parts if alias.asname is not None else parts[:1]
                name = alias.asname if alias.asname is not None else parts[0]
                self._bind(alias, name, Imported(module, None), node, frame)
            return
        module = tuple(node.module.split(".")) if node.module else ()
        self._load(node, module, node.level, frame)
        for alias in node.names:
            if alias.name == "*":
                self._star(module, node, frame)
            else:
                value = Imported(module, alias.name, node.level)
                self._bind(alias, alias.asname or alias.name, value, node, frame)

    def _bind(
        self, alias: ast.alias, name: str, value: Imported, node: ast.stmt, frame: Frame
    ) -> None:
        """Bind one imported name, at the place where it is written."""
        if name == "__all__":
            self.exports.assign(None, frame)
        place = self.places.alias_name(alias, name)
        name = frame.mangled(name)
        frame.bind(name, (Binding(name, value, place, self.places.full(node)),))

    def _star(self, module: tuple[str, ...], node: ast.ImportFrom, frame: Frame) -> None:
        """Note that any name may come from here, and what each was before."""
        place = self.places.full(node)
        frame.names.setdefault(ANY, (UNBOUND,))
        for name, before in frame.names.items():
            star = StarImport(module, node.level, before)
            frame.bind(name, (Binding(ANY, star, place, place),))

    def _load(self, node: ast.stmt, module: tuple[str, ...], level: int, frame: Frame) -> None:
        """Loading a submodule for the first time binds it in its package ("Submodules")."""
        submodule = self._own_submodule(module, level)
        if submodule is None or submodule in self.loaded:
            return
        self.loaded.add(submodule)
        place = self.places.node(node)
        value = Imported((), submodule, 1)
        frame.bind(submodule, (Binding(submodule, value, place, place),))

    def _own_submodule(self, module: tuple[str, ...], level: int) -> str | None:
        """Return the submodule of this package that an import names, None where it names none."""
        if self.folder is None or level > 1 or not module:
            return None
        if level == 1:
            return module[0]
        for count in range(1, len(module)):
            if self.folder.endswith("/" + "/".join(module[:count])):
                return module[count]
        return None
