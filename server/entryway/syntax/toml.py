"""TOML 1.0 as a tree with exact ranges.

Written by us since no library gives ranges: `tomllib` and `tomli` return plain values, `tomlkit`
keeps the text but no positions, and those that have positions are bindings to compiled parsers.
Nor does any of them read on after an error.

For every text that `tomllib` accepts the tree holds the same values and no problems; for every text
it rejects there is a problem. (A byte order mark is skipped, since editors and `View` drop it.)
What it rejects is read on, so that one broken line does not lose the rest of the file:

- A statement that breaks off ends with its line, and the next line is read. Where it had begun a
  value of several lines, what is behind it may be its inside: there the next line counts that looks
  like a header or like `key =`, from the second line of the statement on.
- An inline table that goes on over line ends is read to its end.
- What was read of a broken value stays, and so does a key without a value.
- A header that is not closed opens the table that it names so far. What is below one that names
  nothing, or a table that may not be opened, belongs to no table of the file.
- A table that is opened twice goes on; of repeated keys all stay, and the first one counts. The
  later of the two has the problem.

Nothing here recurses, so values may be nested to any depth, and each character is read a bounded
number of times.
"""

from __future__ import annotations

import re
from _weakref import proxy

from entryway.syntax.toml_scalars import NoScalarError, read_scalar
from entryway.syntax.toml_scanner import (
    BLANKS,
    LINE_END,
    LINE_REST,
    BrokenStatementError,
    TomlScanner,
)
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tables import TomlDefinitions
from entryway.syntax.toml_tree import (
    STATEMENT,
    TomlArray,
    TomlHeader,
    TomlItem,
    TomlScalar,
    TomlTable,
    TomlTree,
    TomlValue,
    give,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
"""What may stand nowhere in TOML: control characters, and carriage returns by themselves."""

_UNQUOTED = re.compile(r"[^\s,\[\]{}#'\"=][^,\[\]{}#'\"=\r\n]*")
_TEXT = re.compile(r"[^\W\d]")
_KEY_BEGINS = re.compile(r"[A-Za-z0-9_\"'-]")


def read_toml(text: str) -> TomlTree:
    """Return the tree of any text, with a problem for all that makes it no TOML."""
    return _Reader(text).read()


class _Reader(TomlScanner):
    """Reads one text, statement by statement."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        # Referred to weakly: a circle would keep the tree until garbage is collected.
        self._tables = TomlDefinitions(proxy(self))
        self._table = self._tables.root
        self._headers: list[TomlHeader] = []
        self._statements: list[tuple[int, int]] = []
        self._spread: set[int] = set()
        # What may be read a second time after errors, all in all.
        self._patience = 2 * len(text)

    def read(self) -> TomlTree:
        """Read all of the text."""
        for nowhere in (_CONTROL, _LONE_RETURN):
            found = nowhere.search(self.text)
            if found is not None:
                self.report(found.start(), found.end(), _no_such_character(found[0]))
        while self._skip_to_statement():
            start = self.at
            try:
                if self.text[start] == "[":
                    self._read_header()
                else:
                    self._read_key_value()
                self._end_line()
            except BrokenStatementError as broken:
                self._go_on(start, broken)
        return TomlTree(
            self.lines,
            self._tables.root,
            tuple(self._headers),
            tuple(self._statements),
            tuple(self.comments),
            tuple(self.problems),
        )

    # --- Lines -----------------------------------------------------------------------------------

    def _skip_to_statement(self) -> bool:
        """Go to the next statement; return whether there is one."""
        self.skip_blank_lines()
        return self.at < len(self.text)

    def _end_line(self) -> None:
        """Go behind a line on which nothing but a comment may follow."""
        self.skip(BLANKS)
        if self.text.startswith("#", self.at):
            self.skip_comment()
        if LINE_END.match(self.text, self.at) is None:
            start = self.at
            self.skip(LINE_REST)
            message = "this belongs to no statement; remove it, or move it to a line of its own"
            raise self.broken(start, self.at, message)

    def _go_on(self, start: int, broken: BrokenStatementError) -> None:
        """Report what broke a statement off, and find the line to read behind it."""
        problem = broken.problem
        if broken.is_open or self._has_line_end(start, self.at):
            line = self._next_line(start)
            # Mostly the lines skipped are few; where a text is made so that they are not, the
            # inside of a value may be read as statements, or the other way round.
            if self._patience < broken.scanned - line:
                line = self._next_line(self.at)
            self._patience -= max(broken.scanned - line, 0)
            while line < len(self.text) and STATEMENT.match(self.text, line) is None:
                line = self._next_line(line)
            if broken.outermost is not None and line <= broken.start:
                # It is the next statement that can't be read as the inside of this one.
                problem = self._not_closed(broken.outermost).problem
            self.at = line
        else:
            self.at = self._next_line(self.at)
        if self.problems and self.problems[-1].range == problem.range:
            # Of braces over several lines: that they are not closed says it all.
            self.problems.pop()
        self.problems.append(problem)

    def _next_line(self, at: int) -> int:
        end = LINE_REST.match(self.text, at)
        line_end = LINE_END.match(self.text, at if end is None else end.end())
        return len(self.text) if line_end is None else line_end.end()

    def _has_line_end(self, start: int, end: int) -> bool:
        return "\n" in self.text[start:end] or "\r" in self.text[start:end]

    # --- Headers ---------------------------------------------------------------------------------

    def _read_header(self) -> None:
        """Read `[a.b]` or `[[a.b]]`, and open the table."""
        self._tables.end_section()
        start = self.at
        mark = "[[" if self.text.startswith("[[", start) else "["
        close = "]" * len(mark)
        self.at += len(mark)
        self._table = TomlTable(start, start)
        try:
            parts = self.key()
        except BrokenStatementError as broken:
            if broken.key:
                self._table = self._tables.open(broken.key, is_array=mark == "[[")
            self._headers.append(TomlHeader(start, self.at, self.at))
            raise
        self._table = self._tables.open(parts, is_array=mark == "[[")
        is_closed = self.text.startswith(close, self.at)
        if is_closed:
            self.at += len(close)
        self._headers.append(TomlHeader(start, self.at, self.at))
        if not is_closed:
            raise self.broken(start, self.at, f'this header is not closed; add "{close}"')

    # --- Keys and values -------------------------------------------------------------------------

    def _read_key_value(self) -> None:
        start = self.at
        parts = self.key()
        self._equals(parts)
        item = self._tables.place(self._table, parts, is_inline=False)
        self.skip(BLANKS)
        self._read_value(item)
        self._statements.append((start, self.at))
        if self._headers:
            self._headers[-1] = self._headers[-1]._replace(last=self.at)

    def _equals(self, parts: list[TomlString]) -> None:
        if not self.text.startswith("=", self.at):
            start, end = parts[0].start, parts[-1].end
            raise self.broken(start, end, 'no "=" stands behind this key; write key = value')
        self.at += 1

    def _read_value(self, item: TomlItem) -> None:
        """Read the value of an item, of any depth."""
        stack: list[TomlArray | TomlTable] = []
        try:
            value = self._begin_value(item)
            while True:
                if isinstance(value, TomlArray | TomlTable):
                    stack.append(value)
                # What is complete may complete what is around it.
                while stack:
                    following = self._continue(stack[-1], is_fresh=stack[-1] is value)
                    if following is not None:
                        break
                    value = stack.pop()
                else:
                    return
                value = self._begin_value(following)
        except BrokenStatementError as broken:
            for node in stack:
                node.end = self.at
            if stack:
                broken.is_open = True
                broken.outermost = stack[0]
            raise

    def _begin_value(self, owner: TomlItem | TomlArray) -> TomlValue:
        """Read a value, or the opening bracket of one, and give it to its owner."""
        start = self.at
        char = self.text[start : start + 1]
        value: TomlValue
        if char == "[":
            self.at += 1
            value = TomlArray(start, self.at)
        elif char == "{":
            self.at += 1
            value = TomlTable(start, self.at)
        elif char in ('"', "'"):
            return self.string(owner=owner)
        else:
            try:
                scalar, self.at = read_scalar(self.text, start)
            except NoScalarError as error:
                raise self._no_value(start, error) from None
            value = TomlScalar(scalar, start, self.at)
        give(owner, value)
        return value

    def _continue(self, node: TomlArray | TomlTable, is_fresh: bool) -> TomlItem | TomlArray | None:
        """Return who owns the next value in a bracket, or None behind the closing one."""
        if isinstance(node, TomlArray):
            return self._continue_array(node, is_fresh)
        return self._continue_inline_table(node, is_fresh)

    def _continue_array(self, array: TomlArray, is_fresh: bool) -> TomlArray | None:
        self.skip_blank_lines()
        if not is_fresh and self.text.startswith(",", self.at):
            self.at += 1
            is_fresh = True
            self.skip_blank_lines()
        if self.text.startswith("]", self.at):
            self.at += 1
            array.end = self.at
            return None
        if self.at == len(self.text):
            raise self._not_closed(array)
        if not is_fresh:
            message = 'a "," or the closing "]" of the array is missing before this'
            raise self.broken(self.at, self.at + 1, message)
        return array

    def _continue_inline_table(self, table: TomlTable, is_fresh: bool) -> TomlItem | None:
        line_ends = self._skip_line_ends()
        if not is_fresh and self.text.startswith(",", self.at):
            comma = self.at
            self.at += 1
            is_fresh = True
            line_ends |= self._skip_line_ends()
            if self.text.startswith("}", self.at):
                message = 'no "," may stand before the closing "}"; remove it'
                self.report(comma, comma + 1, message, replacement="")
        is_closed = self.text.startswith("}", self.at)
        if not is_closed and not is_fresh and not line_ends and self.at < len(self.text):
            message = 'a "," or the closing "}" of the inline table is missing before this'
            raise self.broken(self.at, self.at + 1, message)
        if not is_closed and (not is_fresh or _KEY_BEGINS.match(self.text, self.at) is None):
            raise self._not_closed(table)
        if line_ends and table.start not in self._spread:
            self._spread.add(table.start)
            message = "an inline table stands on one line; close it there or write a header for it"
            self.report(table.start, table.start + 1, message)
        if is_closed:
            self.at += 1
            table.end = self.at
            table.is_closed = True
            return None
        parts = self.key()
        self._equals(parts)
        self.skip(BLANKS)
        return self._tables.place(table, parts, is_inline=True)

    def _skip_line_ends(self) -> bool:
        """Go to what follows in an inline table; return whether line ends, or comments, did.

        TOML 1.0 has none there, but where the table goes on behind them they are all that is wrong.
        """
        self.skip(BLANKS)
        start = self.at
        self.skip_blank_lines()
        return self.at > start

    # --- Problems --------------------------------------------------------------------------------

    def _no_value(self, start: int, error: NoScalarError) -> BrokenStatementError:
        """Say what is wrong with what stands in a value's place."""
        if error.message:
            return self.broken(start, error.end, f"{error.message}; correct it")
        word = _UNQUOTED.match(self.text, start)
        if word is not None:
            end = start + len(word[0].rstrip())
            self.at = end
            if _TEXT.match(word[0]) is None:
                return self.broken(start, end, "this is no value; put it in quotes if it is text")
            message = "a text needs quotes; put this one in them"
            quoted_word = f'"{self.text[start:end]}"' if "\\" not in word[0] else None
            return self.broken(start, end, message, quoted_word)
        if LINE_END.match(self.text, start) is None and not self.text.startswith("#", start):
            return self.broken(start, start + 1, "no value begins with this; write a value before")
        before = start
        while self.text[before - 1] in " \t":
            before -= 1
        return self.broken(before - 1, before, "a value is missing behind this; write one")

    def _not_closed(self, node: TomlArray | TomlTable) -> BrokenStatementError:
        what, close = ("array", "]") if isinstance(node, TomlArray) else ("inline table", "}")
        message = f'this {what} is not closed; add "{close}"'
        problem = self.problem(node.start, node.start + 1, message)
        return BrokenStatementError(problem, node.start, self.at, True)


def _no_such_character(char: str) -> str:
    if char == "\r":
        return "a carriage return ends no line by itself; save the file with line feeds"
    return f"the control character U+{ord(char):04X} can't stand in TOML; remove it"
