"""INI files as trees with exact ranges, read as `configparser` reads them.

setuptools and pbr use `RawConfigParser`, Paste Deploy uses `ConfigParser` and interpolates when an
option is asked for; both keep their defaults for everything else, except that keys stay
case-sensitive. The two split a text alike, so there is one reader. Its rules are those of
`RawConfigParser._read` (the same for CPython 3.10 to 3.14) with ``strict=True``: ``=`` and ``:``
as delimiters, full-line comments with ``#`` and ``;``, no inline comments, blank lines kept inside
values, no keys without a value. For every text that configparser accepts, the tree holds the same
sections, options and values, and no problems.

What configparser rejects is read on, so that one broken line does not lose the rest of the file:

- Lines before the first section header belong to nothing. They are left out of the tree, and the
  first of them has a problem.
- A header that is not closed (``[app``) or has no name (``[]``) still opens a section, under the
  name that was typed. Otherwise the options below it would turn into duplicates of those above
  while a header is being typed. ``[app:main`` is different: the colon makes it an option named
  ``[app``, which configparser accepts, so it is that here too, unless no section is open yet.
- A line that is neither option nor header is left out, and so are its continuation lines, which
  configparser would give to the option above.
- Repeated sections and options all stay, in their places; the later of two has the problem.
"""

from __future__ import annotations

import enum
import re

from entryway.model import Name, Position, Range, line_range
from entryway.namedtuples import NamedTuple
from entryway.syntax.text import split_lines

_DEFAULT_SECTION = "DEFAULT"
_BYTE_ORDER_MARK = "\ufeff"
_COMMENT_PREFIXES = ("#", ";")
_DELIMITER = re.compile("[=:]")

# A text with the line and the column it starts at. Trees hold these and make a `Name` when asked
# for one, as a `Name` is four objects, and the garbage collector has to visit each of them.
_Word = tuple[str, int, int]


class IniProblemKind(enum.Enum):
    """Why configparser rejects a text; each kind stands for one of its exceptions.

    `MissingSectionHeaderError`, `ParsingError`, `DuplicateSectionError`, `DuplicateOptionError`.
    """

    MISSING_SECTION_HEADER = "missing-section-header"
    UNPARSABLE_LINE = "unparsable-line"
    DUPLICATE_SECTION = "duplicate-section"
    DUPLICATE_OPTION = "duplicate-option"


class IniProblem(NamedTuple):
    """One reason for which configparser would reject the text.

    `range` covers the line without the blanks around it, or for a duplicate the later header or
    key; `first` is the earlier header or key. `message` is one sentence and repeats no values, as
    they may be passwords.
    """

    kind: IniProblemKind
    range: Range
    message: str
    first: Range | None = None


class IniOption(NamedTuple):
    """A key, its delimiter (``=`` or ``:``) and its value; each is made anew when asked for."""

    written_key: _Word
    delimiter_column: int
    written_value: tuple[_Word, ...]

    @property
    def key(self) -> Name:
        """The text before the delimiter without the blanks around it; never empty."""
        return _name(self.written_key)

    @property
    def key_text(self) -> str:
        """The key without its place."""
        return self.written_key[0]

    @property
    def delimiter(self) -> Range:
        """Where the ``=`` or ``:`` stands that ends the key."""
        return line_range(self.written_key[1], self.delimiter_column, self.delimiter_column + 1)

    @property
    def value(self) -> tuple[Name, ...]:
        """One piece per line that configparser keeps of the value, without surrounding blanks.

        The first piece is what follows the delimiter and is always there. Comments have no piece,
        blank lines have one only when more of the value follows. An empty piece stands at the end
        of its line, where the next character would be typed.
        """
        return tuple([_name(word) for word in self.written_value])

    @property
    def value_lines(self) -> tuple[tuple[int, str], ...]:
        """The pieces of the value with the 0-based lines they stand on, without their columns."""
        return tuple((line, text) for text, line, _ in self.written_value)

    @property
    def key_line(self) -> int:
        """The 0-based line of the key."""
        return self.written_key[1]

    @property
    def value_start(self) -> Position:
        """Where the first piece of the value starts."""
        _, line, column = self.written_value[0]
        return Position(line, column)

    @property
    def value_text(self) -> str:
        """The value as configparser returns it, before interpolation."""
        if len(self.written_value) == 1:
            return self.written_value[0][0]
        return "\n".join(text for text, _, _ in self.written_value)


class IniSection(NamedTuple):
    """A section header with the options below it, in file order."""

    written_name: _Word
    written_header: _Word
    options: tuple[IniOption, ...]
    last_line: _Word

    @property
    def name(self) -> Name:
        """The exact text within the brackets; configparser keeps blanks around it."""
        return _name(self.written_name)

    @property
    def name_text(self) -> str:
        """The name without its place."""
        return self.written_name[0]

    @property
    def header(self) -> Range:
        """From the ``[`` to the line's last ``]``, or to the end of a header that is not closed."""
        return _range(self.written_header)

    @property
    def line(self) -> int:
        """The 0-based line of the header."""
        return self.written_header[1]

    @property
    def end(self) -> Position:
        """Behind the section's last line that is neither blank nor a comment."""
        return _range(self.last_line).end

    @property
    def is_default(self) -> bool:
        """Whether the options are defaults of all other sections; such sections may repeat."""
        return self.written_name[0] == _DEFAULT_SECTION


class IniTree(NamedTuple):
    """What a text holds, in file order; sections of the same name stay separate."""

    sections: tuple[IniSection, ...]
    problems: tuple[IniProblem, ...]
    written_comments: tuple[_Word, ...]

    @property
    def comments(self) -> tuple[Name, ...]:
        """Whole comment lines from their prefix on, those inside values included."""
        return tuple(_name(word) for word in self.written_comments)

    def section(self, name: str) -> IniSection | None:
        """Return the first section of exactly this name."""
        return next((section for section in self.sections if section.written_name[0] == name), None)


def read_ini(text: str) -> IniTree:
    """Return the tree of any text, in time proportional to its length.

    A leading byte order mark is skipped. configparser never sees it in a file opened as
    "utf-8-sig", and takes it for text above the first header otherwise.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        # A blank keeps the columns right, and no rule looks at the first line's indent.
        text = " " + text[1:]
    reader = _Reader()
    for number, line in enumerate(split_lines(text)):
        reader.read(number, line)
    return reader.tree()


class _OpenSection:
    """The section that lines are being added to; `last` is its last line so far."""

    __slots__ = ("header", "keys", "last", "name", "options")

    def __init__(self, name: _Word, header: _Word, keys: dict[str, _Word]) -> None:
        self.name = name
        self.header = header
        self.last = header
        self.keys = keys
        self.options: list[tuple[_Word, int, list[_Word]]] = []

    def close(self) -> IniSection:
        options = tuple([IniOption(key, at, tuple(value)) for key, at, value in self.options])
        return IniSection(self.name, self.header, options, self.last)


class _Reader:
    """What `RawConfigParser._read` knows between two lines, with places instead of text."""

    def __init__(self) -> None:
        self._sections: list[IniSection] = []
        self._section: _OpenSection | None = None
        self._comments: list[_Word] = []
        self._problems: list[IniProblem] = []
        self._headers: dict[str, _Word] = {}
        # [DEFAULT] may repeat, but no key may repeat over all of its parts.
        self._default_keys: dict[str, _Word] = {}
        # Where lines indented deeper than `_indent` go; None when they continue nothing.
        self._value: list[_Word] | None = None
        self._indent = 0
        # Blank lines become part of a value only when more of it follows.
        self._blanks: list[_Word] = []

    def read(self, number: int, text: str) -> None:
        """Read one line, without its end; `number` is 0-based."""
        content = text.strip()
        if not content:
            self._blanks.append(("", number, len(text)))
            return
        indent = len(text) - len(text.lstrip())
        line = (content, number, indent)
        if content.startswith(_COMMENT_PREFIXES):
            self._comments.append(line)
            return
        if self._value is not None and indent > self._indent:
            self._value += self._blanks
            self._value.append(line)
        else:
            self._indent = indent
            self._read_statement(line, len(text))
        self._blanks.clear()
        if self._section is not None:
            self._section.last = line

    def tree(self) -> IniTree:
        """Return the tree of the lines read so far."""
        self._close_section()
        return IniTree(tuple(self._sections), tuple(self._problems), tuple(self._comments))

    def _read_statement(self, line: _Word, line_end: int) -> None:
        """Read a line that continues nothing: a header, an option, or neither of them."""
        content = line[0]
        delimiter = _DELIMITER.search(content)
        if content.startswith("["):
            # As the regular expression of configparser: to the last bracket, and not empty.
            close = content.rfind("]")
            if close > 1:
                self._read_header(line, close)
                return
            if self._section is None or delimiter is None:
                self._read_broken_header(line, close)
                return
        if self._section is None:
            # The remedy mends the lines below as well, so only the first has a problem.
            if not self._problems:
                message = 'no section header stands above this line; write one, such as "[main]"'
                self._report(IniProblemKind.MISSING_SECTION_HEADER, line, message)
        elif delimiter is None:
            message = 'this line has neither "=" nor ":"; add one, or indent it below an option'
            self._report(IniProblemKind.UNPARSABLE_LINE, line, message)
            if self._value is not None:
                # What continues this line belongs to no option: nobody reads this list.
                self._value = []
        elif delimiter.start() == 0:
            message = f'no key stands before this "{content[0]}"; write one'
            self._report(IniProblemKind.UNPARSABLE_LINE, line, message)
            self._value = None
        else:
            self._read_option(self._section, line, delimiter.start(), line_end)

    def _read_option(self, section: _OpenSection, line: _Word, at: int, line_end: int) -> None:
        """Read a key and the first line of its value; `at` is the delimiter's place in `line`."""
        content, number, start = line
        key = (content[:at].rstrip(), number, start)
        text = content[at + 1 :].lstrip()
        self._value = [(text, number, start + len(content) - len(text) if text else line_end)]
        section.options.append((key, start + at, self._value))
        first = section.keys.setdefault(key[0], key)
        if first is not key:
            message = f"option {_quoted(key)} is already set on {_place(first)}; remove one of them"
            self._report(IniProblemKind.DUPLICATE_OPTION, key, message, first)

    def _read_header(self, line: _Word, close: int) -> None:
        content, number, start = line
        header = (content[: close + 1], number, start)
        name = (content[1:close], number, start + 1)
        self._open_section(name, header)
        if name[0] == _DEFAULT_SECTION:
            return
        first = self._headers.setdefault(name[0], header)
        if first is not header:
            message = f"section {_quoted(name)} already begins on {_place(first)}; merge the two"
            self._report(IniProblemKind.DUPLICATE_SECTION, header, message, first)

    def _read_broken_header(self, line: _Word, close: int) -> None:
        """Read a header that lacks its closing bracket or, when `close` is 1, a name."""
        content, number, start = line
        if close == 1:
            message = "this header has no name; write one between the brackets"
            header, name = "[]", ""
        else:
            message = f'header {_quoted(line)} is not closed; add a "]"'
            header, name = content, content[1:]
        if self._section is None and not self._problems:
            self._report(IniProblemKind.MISSING_SECTION_HEADER, line, message)
        else:
            self._report(IniProblemKind.UNPARSABLE_LINE, line, message)
        self._open_section((name, number, start + 1), (header, number, start))

    def _open_section(self, name: _Word, header: _Word) -> None:
        self._close_section()
        keys = self._default_keys if name[0] == _DEFAULT_SECTION else {}
        self._section = _OpenSection(name, header, keys)
        # The first line below a header continues nothing, however deep it is.
        self._value = None

    def _close_section(self) -> None:
        if self._section is not None:
            self._sections.append(self._section.close())

    def _report(
        self, kind: IniProblemKind, word: _Word, message: str, first: _Word | None = None
    ) -> None:
        earlier = None if first is None else _range(first)
        self._problems.append(IniProblem(kind, _range(word), message, earlier))


def _range(word: _Word) -> Range:
    text, line, column = word
    return line_range(line, column, column + len(text))


def _name(word: _Word) -> Name:
    text, line, column = word
    return Name(text, line_range(line, column, column + len(text)))


def _place(word: _Word) -> str:
    """Return where a word stands, counting lines as people do."""
    return f"line {word[1] + 1}"


def _quoted(word: _Word) -> str:
    """Return a word for a message, which a line of a megabyte must not fill."""
    text = word[0]
    return f'"{text}"' if len(text) <= 80 else f'"{text[:79]}…"'
