"""A Paste Deploy document by its places: sections, options, and what a template fills in."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from entryway.dialects.open_headers import first_open_line, name_of, open_headers
from entryway.dialects.paste_kinds import GROUPS_BY_KIND
from entryway.dialects.templates import (
    has_placeholder,
    is_formatted,
    is_template,
    is_template_name,
    placeholders,
)
from entryway.files.view import Text
from entryway.model import Range
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.options import Option
from entryway.paste.sections import PasteSection, Wanted
from entryway.problems import Problem
from entryway.workspace.paste_graphs import LoadedPaste
from entryway.workspace.snapshot import Document, Snapshot

_HEADER = re.compile(r"^\[(.*)\]", re.MULTILINE)

_OF_WHOLE_SECTION = frozenset(
    {FaultKind.NO_LOADER, FaultKind.PIPELINE_MISSING, FaultKind.NEXT_MISSING}
)
_OF_WHOLE_VALUE = frozenset({FaultKind.INTERPOLATION_ERROR, FaultKind.VARIABLE_NOT_SET})
_OF_FURTHER_OPTIONS = frozenset({FaultKind.PIPELINE_EXTRA_SETTINGS, FaultKind.MULTIPLE_LOADERS})
_OF_SECTION_NAMES = frozenset({FaultKind.SECTION_NOT_FOUND, FaultKind.AMBIGUOUS_SECTION})


class Page:
    """A document that is being judged, with what loading it builds."""

    def __init__(self, snapshot: Snapshot, document: Document, loaded: LoadedPaste) -> None:
        self.snapshot = snapshot
        self.document = document
        self.loaded = loaded

    def section_at(self, line: int) -> PasteSection | None:
        """Return the section that a line belongs to, None for defaults and other programs' ones."""
        if line in self._headers:
            return self._headers[line]
        found = self.option_at(line)
        return None if found is None else found[0]

    def last_of(self, wanted: Wanted) -> PasteSection:
        """Return the last section that is loaded as this, or the last of all if none is."""
        return self._last_by_wanted.get(wanted, self.loaded.file.sections[-1])

    def is_header(self, range_: Range) -> bool:
        """Whether a range begins in the header of a section."""
        return range_.start.line in self._headers

    def option_at(self, line: int) -> tuple[PasteSection | None, Option] | None:
        """Return the last option that starts on a line or above it, with its section."""
        at = bisect_right(self._option_lines, line) - 1
        return self._options[at] if at >= 0 else None

    def has_fault(self, option: Option) -> bool:
        """Whether a variable in an option's value is not known."""
        place = option.value_location
        return place is not None and any(
            fault.kind in _OF_WHOLE_VALUE
            and fault.location.path == place.path
            and fault.location.range.start in place.range
            for fault in self.loaded.faults
        )

    def is_hidden(self, fault: Fault) -> bool:
        """Whether a fault may be none once a template is filled in."""
        if self._is_template and self._is_of_what_is_made(fault):
            return True
        start = fault.location.range.start
        section = self._headers.get(start.line)
        if section is not None:
            return fault.kind in _OF_WHOLE_SECTION and self._has_templated_lines(section)
        if fault.kind in _OF_SECTION_NAMES and self._has_templated_headers(fault.searched):
            return True
        found = self.option_at(start.line)
        if found is None:
            return False
        option = found[1]
        if not has_placeholder(option.text):
            return has_placeholder(option.key)
        if fault.kind in _OF_WHOLE_VALUE or self._is_filled_in(option, fault.location.range):
            return True
        # What is last in a pipeline is not known while it is not known what follows.
        return fault.kind is FaultKind.SECTION_NOT_FOUND and option.key == "pipeline"

    def is_misread(self, fault: Fault) -> bool:
        """Whether a fault comes from a header that is not closed, so that its section is missing.

        The options below it are then read as those of the section above.
        """
        if fault.kind in _OF_SECTION_NAMES:
            return fault.name in self._open_names
        if fault.kind not in _OF_FURTHER_OPTIONS:
            return False
        line = fault.location.range.start.line
        section = self.section_at(line)
        return section is not None and line > self._open_lines.get(section.ini.line, line)

    def is_filled_in_at(self, range_: Range) -> bool:
        """Whether a template fills in some of the characters of a value."""
        if not self._has_placeholder:
            return False
        found = self.option_at(range_.start.line)
        return found is not None and self._is_filled_in(found[1], range_)

    def _is_filled_in(self, option: Option, range_: Range) -> bool:
        """Whether a range touches what a template fills in, or a word that this is a part of."""
        for start, end in placeholders(option.text):
            while start and not option.text[start - 1].isspace():
                start -= 1
            while end < len(option.text) and not option.text[end].isspace():
                end += 1
            place = option.location(start, end)
            if place is not None and _overlap(place.range, range_):
                return True
        return False

    def _is_of_what_is_made(self, fault: Fault) -> bool:
        """Whether a fault of a template tells nothing of the file that is made of it.

        That one has another folder, with other files in it, and what fills the template in may
        write like configparser.
        """
        match fault.kind:
            case FaultKind.CONFIG_FILE_NOT_FOUND:
                return not os.path.isabs(fault.name)
            case FaultKind.INTERPOLATION_ERROR if not fault.name:
                return is_formatted(self.document.index.slice(fault.location.range))
            case _:
                return fault.kind in _OF_WHOLE_VALUE

    def _has_templated_lines(self, section: PasteSection) -> bool:
        """Whether a template fills in lines of a section, and not just values."""
        index = self.document.index
        first = section.header.start.line + 1
        for number in range(first, index.line_count):
            line = index.line(number).strip()
            if line.startswith("["):
                return False
            if line and has_placeholder(re.split("[=:]", line, maxsplit=1)[0]):
                return True
        return False

    def _has_templated_headers(self, path: str) -> bool:
        view = self.snapshot.view
        found = view.derive(has_templated_headers, path, view.config_text)
        return found is True

    @cached_property
    def _is_template(self) -> bool:
        return is_template_name(os.path.basename(self.document.path))

    @cached_property
    def _has_placeholder(self) -> bool:
        return has_placeholder(self.document.text.text)

    @cached_property
    def _open_names(self) -> set[str]:
        """The names that headers without a `]` would give to their sections."""
        sections = self.loaded.file.sections
        return {name_of(each) for section in sections for each in open_headers(section.ini)}

    @cached_property
    def _open_lines(self) -> dict[int, int]:
        """The lines of sections with those of their first headers without a `]`."""
        found = ((s.ini.line, first_open_line(s.ini)) for s in self.loaded.file.sections)
        return {line: first for line, first in found if first is not None}

    @cached_property
    def _last_by_wanted(self) -> dict[Wanted, PasteSection]:
        return {section.wanted: section for section in self.loaded.file.sections}

    @cached_property
    def _headers(self) -> dict[int, PasteSection]:
        return {section.header.start.line: section for section in self.loaded.file.sections}

    @cached_property
    def _options(self) -> list[tuple[PasteSection | None, Option]]:
        file = self.loaded.file
        options: list[tuple[PasteSection | None, Option]] = [
            (None, option) for option in file.defaults.values()
        ]
        options += [(s, option) for s in file.sections for option in s.options.values()]
        return sorted((each for each in options if each[1].ini is not None), key=_line)

    @cached_property
    def _option_lines(self) -> list[int]:
        return [_line(each) for each in self._options]


def _line(each: tuple[PasteSection | None, Option]) -> int:
    ini = each[1].ini
    return ini.key_line if ini is not None else -1


def has_templated_headers(text: Text) -> bool:
    """Whether a template fills in headers that may be those of Paste Deploy's sections."""
    if is_template(text.text):
        return True
    for match in _HEADER.finditer(text.text):
        first = next(placeholders(match[1]), None)
        if first is not None:
            written = match[1][: first[0]]
            if any(k.startswith(written) or written.startswith(k) for k in GROUPS_BY_KIND):
                return True
    return False


class Taken:
    """The places that something is said of already, so that nothing is said twice."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._by_line: dict[int, list[Range]] = {}
        for problem in problems:
            for line in _lines(problem.range):
                self._by_line.setdefault(line, []).append(problem.range)

    def covers(self, range_: Range) -> bool:
        """Whether a problem stands on some of the characters of a range."""
        return any(
            _overlap(other, range_)
            for line in _lines(range_)
            for other in self._by_line.get(line, ())
        )


def _overlap(one: Range, other: Range) -> bool:
    return one.start < other.end and other.start < one.end


def _lines(range_: Range) -> Iterator[int]:
    return iter(range(range_.start.line, range_.end.line + 1))
