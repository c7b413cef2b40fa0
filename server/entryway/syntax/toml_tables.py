"""Which tables headers and keys of TOML define, and which they may not define again.

(TOML 1.0, "Keys", "Table", "Inline Table" and "Array of Tables", as `tomllib` takes them.)
"""

from __future__ import annotations

from entryway.syntax.object_reference import quoted
from entryway.syntax.toml_scanner import TomlScanner
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tree import TomlArray, TomlItem, TomlTable


class TomlDefinitions:
    """The tables of one text as far as it is read; the scanner is told what is wrong."""

    def __init__(self, scanner: TomlScanner) -> None:
        self.root = TomlTable(0, len(scanner.text))
        self._scanner = scanner
        self._dotted: list[TomlTable] = []

    def end_section(self) -> None:
        """Forbid later headers to add to what dotted keys have made in the section that ends."""
        for table in self._dotted:
            table.is_explicit = True
        self._dotted.clear()

    def open(self, parts: list[TomlString], is_array: bool) -> TomlTable:
        """Return the table that a header opens."""
        parent = self.root
        for part in parts[:-1]:
            inner = self._inner(parent, part, through_arrays=True)
            if inner is None:
                return TomlTable(part.start, part.start)
            parent = inner
        last = parts[-1]
        item = parent.item(last.text)
        if item is not None:
            item.keys.append(last)
        if is_array:
            return self._opened_in_array(parent, item, last)
        if item is None or item.value is None:
            table = TomlTable(last.start, last.start)
            if item is None:
                parent.add(TomlItem(last, table))
            else:
                item.value = table
        elif not isinstance(item.value, TomlTable) or item.value.is_closed:
            self._report_second(last, item)
            return TomlTable(last.start, last.start)
        else:
            table = item.value
            if table.is_explicit:
                self._report_second(last, item, "as a table", "merge the two")
        table.is_explicit = True
        return table

    def _opened_in_array(
        self, parent: TomlTable, item: TomlItem | None, last: TomlString
    ) -> TomlTable:
        table = TomlTable(last.start, last.start)
        if item is None:
            array = TomlArray(last.start, last.start, is_tables=True)
            parent.add(TomlItem(last, array))
        elif isinstance(item.value, TomlArray) and item.value.is_tables:
            array = item.value
        else:
            self._report_second(last, item)
            return table
        array.items.append(table)
        return table

    def _inner(self, table: TomlTable, part: TomlString, through_arrays: bool) -> TomlTable | None:
        """Return the table a part of a key leads to, made where there is none.

        None where something else stands there, which is reported.
        """
        item = table.item(part.text)
        if item is None:
            inner = TomlTable(part.start, part.start)
            table.add(TomlItem(part, inner))
            return inner
        item.keys.append(part)
        if item.value is None:
            # Its key is typed, and no value yet.
            item.value = TomlTable(part.start, part.start)
        value = item.value
        if through_arrays and isinstance(value, TomlArray) and value.is_tables:
            value = value.items[-1]
        if isinstance(value, TomlTable) and not value.is_closed:
            return value
        self._report_second(part, item)
        return None

    def _report_second(
        self,
        key: TomlString,
        first: TomlItem,
        how: str = "in a way that this can't add to",
        remedy: str = "rename or merge them",
    ) -> None:
        line = self._scanner.lines.position(first.key.start).line + 1
        where = f"line {line}, {how}" if how else f"line {line}"
        message = f"{quoted(key.text)} is already defined on {where}; {remedy}"
        self._scanner.report(key.start, key.end, message, first.key)

    def place(self, table: TomlTable, parts: list[TomlString], is_inline: bool) -> TomlItem:
        """Return a new item for the value of a dotted key, at its place in a table.

        What has no place is reported, and stands in no table.
        """
        nest: TomlTable | None = table
        for part in parts[:-1]:
            if nest is None:
                break
            inner = self._inner(nest, part, through_arrays=False)
            if inner is not None and not is_inline:
                if inner.is_explicit:
                    self._report_second(part, nest.item(part.text) or TomlItem(part, inner))
                self._dotted.append(inner)
            nest = inner
        item = TomlItem(parts[-1], None)
        if nest is not None:
            nest.add(item)
            first = nest.item(parts[-1].text)
            if first is not None and first is not item:
                self._report_second(parts[-1], first, "", "remove one of them")
        return item
