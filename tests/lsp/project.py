"""Small projects for tests, written as one text: files, and cursors ``<|>`` in them.

Places are given and shown as text, never as numbers. What a client would count is counted here, by
a rule of its own, so that the server's arithmetic is checked and not repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types

_FILE = re.compile(r"^-- (\S+) --$", re.MULTILINE)
_CURSOR = "<|>"
_LINE_END = re.compile("\r\n|\n|\r")


@dataclass
class Project:
    """Files below a folder, as they were written last, and the cursors drawn into them."""

    root: Path
    cursors: dict[str, tuple[str, int]] = field(default_factory=dict)

    def write(self, files: str) -> None:
        """Write the files of a text to disk, each behind a line ``-- its/path --``."""
        parts = _FILE.split(files.lstrip("\n"))
        assert not parts[0].strip(), f"text before the first file: {parts[0]!r}"
        for path, text in zip(parts[1::2], parts[2::2], strict=True):
            self.write_file(path, text.removeprefix("\n"))

    def write_file(self, path: str, text: str) -> None:
        """Write one file, taking the cursor out of its text."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.without_cursor(path, text).encode())

    def without_cursor(self, path: str, text: str) -> str:
        """Return a text without its cursor, whose place is noted."""
        if _CURSOR in text:
            self.cursors[path] = (path, text.index(_CURSOR))
        return text.replace(_CURSOR, "")

    def read(self, path: str) -> str:
        """Return a file's text as it is on disk."""
        return (self.root / path).read_bytes().decode()

    def path(self, path: str) -> str:
        """Return the absolute path of a file."""
        return str(self.root / path)

    def uri(self, path: str) -> str:
        """Return the URI under which our client knows a file."""
        return (self.root / path).as_uri()

    def name_of(self, uri: str) -> str:
        """Return a file's path below the root from its URI in any spelling."""
        return Path(unquote(urlsplit(uri).path)).relative_to(self.root).as_posix()


def place(text: str, offset: int, encoding: str) -> types.Position:
    """Return the position of an offset as a client counts it."""
    before = _LINE_END.split(text[:offset])
    return types.Position(len(before) - 1, _count(before[-1], encoding))


def marked(text: str, range_: types.Range, encoding: str) -> str:
    """Return the lines a range touches, with ``«`` and ``»`` around it."""
    lines = _LINE_END.split(text)
    first, last = range_.start.line, range_.end.line
    lines[last] = _mark(lines[last], range_.end.character, "»", encoding)
    lines[first] = _mark(lines[first], range_.start.character, "«", encoding)
    return "\n".join(lines[first : last + 1]).strip()


def _mark(line: str, units: int, mark: str, encoding: str) -> str:
    for index in range(len(line) + 1):
        if _count(line[:index], encoding) == units:
            return line[:index] + mark + line[index:]
    raise AssertionError(f"no character of {line!r} begins at {units} units of {encoding}")


def _count(text: str, encoding: str) -> int:
    match encoding:
        case "utf-8":
            return len(text.encode())
        case "utf-16":
            return len(text.encode("utf-16-le")) // 2
        case _:
            return len(text)
