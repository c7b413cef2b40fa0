"""pyproject.toml: the entry points of every build backend.

The tables that declare them are those of `pyproject_tables`, and `[tool.setuptools.dynamic]`:
its `entry-points = {file = …}` names files (`pyproject_files`). The objects that it names besides
them are read by `pyproject_objects`.

A script of Poetry's is a string, or a table with `type = "console"` and its `reference`; before
poetry-core 1.1 it was one with a `callable` (`Builder.convert_entry_points`). Scripts of
`type = "file"` name no object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from entryway.dialects.entry_points import entry_point_problems, read_reference
from entryway.dialects.pyproject_objects import named_objects
from entryway.dialects.pyproject_tables import (
    DYNAMIC_FIELDS,
    POETRY_SCRIPTS,
    PROJECT_GROUPS,
    SCRIPTS_AS_GROUPS,
    TABLES,
    EntryPointsTable,
)
from entryway.dialects.reading import Reading, TomlFacts
from entryway.dialects.templates import is_template, is_templated
from entryway.dialects.toml_fixes import TomlFixes
from entryway.dialects.toml_problems import toml_problems
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, ObjectReference, Range
from entryway.problems import Code, Fix, Problem
from entryway.syntax.object_reference import quoted
from entryway.syntax.toml import read_toml
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tree import TomlItem, TomlTable, TomlTree, TomlValue, plain

_DEEPEST_GROUP = 16
"""Words of the longest group; what is nested deeper is no group of anybody's."""


def read_pyproject(text: Text) -> Reading:
    """Return the entry points a pyproject.toml declares, and the other objects it names."""
    tree = read_toml(text.text)
    by_name = {name: _Home(tree, name) for name in dict.fromkeys(each.home for each in TABLES)}
    for table in TABLES:
        by_name[table.home].read(table)
    homes = by_name.values()
    others = named_objects(tree)
    return Reading(
        entry_points=tuple(entry for home in homes for entry in home.entries),
        references=(
            *(reference for home in homes for reference in home.references),
            *others.references,
        ),
        unjudged=(
            *(reference for home in homes for reference in home.unfinished),
            *others.unjudged,
        ),
        has_more=any(home.has_more for home in homes),
        # Valid TOML is no template of it, whatever its strings are templates of.
        problems=()
        if tree.problems and is_template(text.text)
        else (
            *toml_problems(tree),
            *(problem for home in homes for problem in home.all_problems()),
            *others.problems,
        ),
        groups=tuple(group for home in homes for group in home.named),
        toml=TomlFacts(tree.outline, plain(tree.root), not tree.problems, dict(_places(tree))),
    )


def _places(tree: TomlTree) -> Iterator[tuple[tuple[str, ...], Range]]:
    """Yield the keys of the tables that declare something, with where they are first written."""
    for keys in (*(table.keys for table in TABLES), *SCRIPTS_AS_GROUPS, *DYNAMIC_FIELDS):
        owner = tree.root.table(*keys[:-1])
        item = owner.item(keys[-1]) if owner is not None else None
        if item is not None:
            yield keys, tree.range(item.key.start, item.key.end)


def _poetry_script(value: TomlValue) -> TomlString | None:
    """Return the object reference of a script of Poetry's, None for a script that is a file."""
    if not isinstance(value, TomlTable):
        return _string(value)
    target = _string(value.value("callable"))
    kind = _string(value.value("type"))
    if target is None and kind is not None and kind.text == "console":
        target = _string(value.value("reference"))
    return target


def _string(value: TomlValue | None) -> TomlString | None:
    return value if isinstance(value, TomlString) else None


class _Home:
    """The entry points that one build backend reads together, and what is wrong with them."""

    def __init__(self, tree: TomlTree, name: str) -> None:
        self.has_more = False
        self._name = name
        self.entries: list[EntryPoint] = []
        self.references: list[ObjectReference] = []
        self.unfinished: list[ObjectReference] = []
        self.named: list[Name] = []
        self._tree = tree
        self._fixes = TomlFixes(tree)
        self._groups: list[Name] = []
        self._checked: list[EntryPoint] = []
        self._problems: list[Problem] = []

    def read(self, table: EntryPointsTable) -> None:
        """Read one of its tables."""
        owner = self._tree.root.table(*table.keys[:-1])
        item = owner.item(table.keys[-1]) if owner is not None else None
        if item is None:
            return
        if not isinstance(item.value, TomlTable):
            if table.keys[0] == "project":
                entries = 'name = "module:attribute"'
                if table.group is None:
                    entries = f"each group as a table of {entries}"
                self._no_table(item, f"write {entries} below [{'.'.join(table.keys)}]")
        elif table.group is None:
            self._groups_in(item.value, table)
        else:
            reference_of = _poetry_script if table is POETRY_SCRIPTS else None
            self._scripts(item, item.value, table.group, reference_of)

    def _scripts(
        self,
        item: TomlItem,
        table: TomlTable,
        group: str,
        reference_of: Callable[[TomlValue], TomlString | None] | None,
    ) -> None:
        """Read a table of scripts, whose group has a name of its own.

        `reference_of` reads values that may be no strings and need not name an object.
        """
        name = Name(group, self._tree.name(item.key).range)
        self.named.extend(Name(group, self._tree.name(key).range) for key in item.keys)
        for entry in table.items:
            self._entry(name, table, entry, reference_of)

    def _groups_in(self, table: TomlTable, kind: EntryPointsTable) -> None:
        """Read a table of groups; if they may be nested, a group's name is the way to it."""
        pending: list[tuple[TomlItem, ...]] = [(each,) for each in reversed(table.items)]
        while pending:
            path = pending.pop()
            group = self._group(path)
            inside = path[-1].value
            if not isinstance(inside, TomlTable):
                if kind is PROJECT_GROUPS:
                    key = path[-1].key
                    written = self._tree.lines.text[key.start : key.end]
                    self._no_table(
                        path[-1],
                        'write the group as name = "module:attribute" below '
                        f"[project.entry-points.{written}], and a command below [project.scripts]",
                    )
                continue
            for entry in inside.items:
                if not isinstance(entry.value, TomlTable):
                    self._entry(group, inside, entry, None)
                elif len(path) < _DEEPEST_GROUP:
                    pending.append((*path, entry))
            around = path[-2].value if len(path) > 1 else None
            if isinstance(around, TomlTable) and not kind.are_nested and _has_entries(inside):
                dotted = self._dotted_name(around, path[-1])
                self._problems.append(dotted or self._needs_quotes(table, path, group))

    def _group(self, path: tuple[TomlItem, ...]) -> Name:
        """Return the name of a group, and remember all places that write it."""
        if len(path) > 1:
            text = ".".join(item.key.text for item in path)
            self.named.extend(Name(text, self._tree.name(key).range) for key in path[-1].keys)
            return Name(text, self._tree.name(path[-1].key).range)
        self.named.extend(self._tree.name(key) for key in path[0].keys)
        if _has_entries(path[0].value):
            for key in path[0].keys:
                self._fixes.add(key)
                self._groups.append(self._tree.name(key))
        return self._tree.name(path[0].key)

    def _entry(
        self,
        group: Name,
        table: TomlTable,
        item: TomlItem,
        reference_of: Callable[[TomlValue], TomlString | None] | None,
    ) -> None:
        value = item.value
        if value is None:
            return
        string = _string(value) if reference_of is None else reference_of(value)
        if string is None:
            if reference_of is None and self._is_whole(table):
                dotted = self._dotted_name(table, item)
                self._problems.append(dotted or self._no_string(item, value))
            return
        name, text = self._tree.name(item.key), self._tree.name(string)
        if is_templated(name.text) or is_templated(text.text):
            self.has_more = True
            return
        reference = read_reference(text, name, group.text)
        entry = EntryPoint(group, name, text, reference, self._name)
        self.entries.append(entry)
        if reference is not None:
            (self.references if string.closed else self.unfinished).append(reference)
        if string.closed and not table.repeats(item):
            # The rest has a syntax error already.
            self._checked.append(entry)
            self._fixes.add(item.key)
            self._fixes.add(string)

    def _is_whole(self, table: TomlTable) -> bool:
        """Whether a table in braces is closed; what follows an open one may not belong to it."""
        text = self._tree.lines.text
        return text[table.start : table.start + 1] != "{" or text[table.end - 1] == "}"

    def all_problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the entry points, with corrections as TOML writes them."""
        yield from self._problems
        for problem in entry_point_problems(self._groups, self._checked):
            yield self._fixes.applied(problem)

    def _no_table(self, item: TomlItem, remedy: str) -> None:
        """Remember that another value stands where all backends want a table."""
        value = item.value
        if value is None or (isinstance(value, TomlString) and not value.closed):
            return
        key = self._tree.name(item.key)
        told = f"{quoted(key.text)} is no table; {remedy}."
        self._problems.append(Problem(Code.INVALID_OBJECT_REFERENCE, key.range, told))

    def _dotted_name(self, table: TomlTable, item: TomlItem) -> Problem | None:
        """Return the problem of a name whose dot has made a table in a table of entry points."""
        inside = item.value
        if not isinstance(inside, TomlTable) or len(inside.items) != 1:
            return None
        key, leaf = item.key, inside.items[0]
        name = f"{key.text}.{leaf.key.text}"
        text = self._tree.lines.text
        begins = not text[: key.start].rstrip(" \t").endswith(".")
        if not begins or text[key.start : leaf.key.end] != name or _string(leaf.value) is None:
            return None
        place = self._tree.range(key.start, leaf.key.end)
        fix = Fix("Put it in quotes", place, f'"{name}"')
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            place,
            f"the dot makes {quoted(key.text)} a table, where an object reference must stand; if "
            f"the name is {quoted(name)}, put it in quotes.",
            fixes=(fix,) if table.item(name) is None and len(item.keys) == 1 else (),
        )

    def _no_string(self, item: TomlItem, value: TomlValue) -> Problem:
        key = item.key
        # A table of its own has no place of its own.
        place = value if value.start < value.end else key
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            self._tree.range(place.start, min(place.end, _line_end(self._tree, place.start))),
            f'the object reference of {quoted(key.text)} is no string; write "module:attribute".',
        )

    def _needs_quotes(self, table: TomlTable, path: tuple[TomlItem, ...], group: Name) -> Problem:
        """Return the problem of a group whose dots have made tables within tables."""
        last = path[-1].key
        # Of all tables in the first one, each header writes its name again.
        first = max((key for key in path[0].keys if key.start < last.start), key=lambda k: k.start)
        fixes: tuple[Fix, ...] = ()
        written = self._tree.lines.text[first.start : last.end]
        if written == group.text and table.item(group.text) is None:
            place = self._tree.range(first.start, last.end)
            fixes = (Fix("Put it in quotes", place, f'"{group.text}"'),)
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            self._tree.range(last.start, last.end),
            f"{quoted(last.text)} is a table within the group {quoted(path[0].key.text)}, where an "
            f"object reference must stand; if the group is {quoted(group.text)}, put it in quotes.",
            fixes=fixes,
        )


def _has_entries(value: TomlValue | None) -> bool:
    """Whether a table holds anything but tables; an empty one is a group without entry points."""
    items = value.items if isinstance(value, TomlTable) else []
    return not items or any(not isinstance(item.value, TomlTable) for item in items)


def _line_end(tree: TomlTree, at: int) -> int:
    line, column = tree.lines.position(at)
    return at - column + len(tree.lines.line(line))
