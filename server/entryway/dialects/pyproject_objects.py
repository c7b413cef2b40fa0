"""The objects that pyproject.toml names besides entry points, and who loads them.

- `[build-system] build-backend` names an object of the build's own environment, or of the folders
  of `backend-path` (PEP 517). What that environment holds nobody knows before the build, so nothing
  is said where it leads nowhere.
- `[tool.setuptools.dynamic] version = {attr = "module.attribute"}` is loaded if `[project] dynamic`
  lists `version` (`setuptools.config.expand.read_attr`); `[tool.setuptools.cmdclass]` names command
  classes (`resolve_class`).
- `[tool.mypy] plugins` is a list, or a string with commas (`mypy.config_parser.try_split`).
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.dotted_names import read_dotted
from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.homes import BUILD_BACKEND, COMMAND_CLASSES, VERSION
from entryway.dialects.mypy_plugins import read_plugin
from entryway.dialects.templates import is_templated
from entryway.dialects.toml_fixes import TomlFixes
from entryway.model import Folders, Name, ObjectReference
from entryway.problems import Problem
from entryway.syntax.object_reference import parse_object_reference, split, stripped
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tree import TomlArray, TomlTable, TomlTree, TomlValue


class NamedObjects:
    """What is found of such objects, as in a `Reading`."""

    def __init__(self, tree: TomlTree) -> None:
        self.references: list[ObjectReference] = []
        self.unjudged: list[ObjectReference] = []
        self.problems: list[Problem] = []
        self._tree = tree

    def build_backend(self) -> None:
        """Read `[build-system] build-backend`."""
        for key, value, string in self._strings("build-system", key="build-backend"):
            reference = parse_object_reference(value, key, BUILD_BACKEND)
            if reference is not None:
                folders = Folders(tuple(backend_folders(self._tree.root)))
                self.unjudged.append(reference._replace(folders=folders))
            elif string.closed:
                self._add(invalid_reference(value, key.range), string)

    def version(self) -> None:
        """Read `[tool.setuptools.dynamic] version = {attr = …}`."""
        is_dynamic = _is_dynamic(self._tree.root, "version")
        place = ("tool", "setuptools", "dynamic", "version")
        for key, value, string in self._strings(*place, key="attr"):
            self._add(read_dotted(value, key, "attr", VERSION), string, is_read=is_dynamic)

    def command_classes(self) -> None:
        """Read `[tool.setuptools.cmdclass]`."""
        for key, value, string in self._strings("tool", "setuptools", "cmdclass"):
            read = read_dotted(value, key, "setuptools", COMMAND_CLASSES)
            if isinstance(read, ObjectReference):
                read = read._replace(in_build=True)
            self._add(read, string)

    def mypy_plugins(self) -> None:
        """Read `[tool.mypy] plugins`."""
        value = self._tree.root.value("tool", "mypy", "plugins")
        if isinstance(value, TomlString):
            for plugin in split(self._tree.name(value)):
                self._plugin(plugin, value)
        for item in value.items if isinstance(value, TomlArray) else ():
            if isinstance(item, TomlString):
                self._plugin(stripped(self._tree.name(item)), item)

    def _plugin(self, plugin: Name, string: TomlString) -> None:
        if plugin.text and not is_templated(plugin.text):
            self._add(read_plugin(plugin), string)

    def _add(
        self, read: ObjectReference | Problem | None, string: TomlString, *, is_read: bool = True
    ) -> None:
        """Add what was read of a string, which may not be typed to its end."""
        is_read = is_read and string.closed
        if isinstance(read, ObjectReference):
            (self.references if is_read else self.unjudged).append(read)
        elif read is not None and is_read:
            fixes = TomlFixes(self._tree)
            fixes.add(string)
            self.problems.append(fixes.applied(read))

    def _strings(
        self, *tables: str, key: str | None = None
    ) -> Iterator[tuple[Name, Name, TomlString]]:
        """Yield the keys of a table, or one of them, with the strings that are their values."""
        table = self._tree.root.table(*tables)
        for item in table.items if table is not None else ():
            value = item.value
            is_wanted = key in (None, item.key.text) and not (table and table.repeats(item))
            if is_wanted and isinstance(value, TomlString) and not is_templated(value.text):
                yield self._tree.name(item.key), self._tree.name(value), value


def named_objects(tree: TomlTree) -> NamedObjects:
    """Return the objects that a pyproject.toml names besides entry points."""
    found = NamedObjects(tree)
    found.build_backend()
    found.version()
    found.command_classes()
    found.mypy_plugins()
    return found


def backend_folders(root: TomlTable) -> Iterator[str]:
    """Yield the folders of `backend-path`, all of them within the project, as PEP 517 wants it."""
    value: TomlValue | None = root.value("build-system", "backend-path")
    items = value.items if isinstance(value, TomlArray) else []
    for path in (item.text for item in items if isinstance(item, TomlString)):
        if not path.startswith("/") and ".." not in path.split("/") and "\0" not in path:
            yield path


def _is_dynamic(root: TomlTable, field: str) -> bool:
    dynamic = root.value("project", "dynamic")
    fields = dynamic.items if isinstance(dynamic, TomlArray) else []
    return any(isinstance(each, TomlString) and each.text == field for each in fields)
