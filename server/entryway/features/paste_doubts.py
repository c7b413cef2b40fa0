"""Faults of a Paste Deploy file that may not show, since more is known where it is loaded.

A template fills in words, the files that include this one set variables and have sections of their
own, and a program may hand over variables (`pserve app.ini http_port=80`).
"""

from __future__ import annotations

import enum
import os
from functools import cached_property

from entryway.dialects.templates import has_placeholder, is_template, is_template_name
from entryway.features.paste_fixes import meant
from entryway.features.paste_page import Page
from entryway.features.paste_wording import config_file, may_be_given
from entryway.features.unused_sections import NAMING_KEYS
from entryway.model import Range
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.order import sections
from entryway.paste.sections import PasteSection
from entryway.paste.targets import opened_path
from entryway.paste.variable_uses import global_variables
from entryway.workspace.snapshot import Document, Snapshot

_BY_VARIABLES = frozenset({FaultKind.INTERPOLATION_ERROR, FaultKind.VARIABLE_NOT_SET})
"""What depends on the variables that a file gets from those that include it."""

_BY_PAGE = _BY_VARIABLES | {FaultKind.CONFIG_FILE_NOT_FOUND}
"""What may be excused by more than a template and the files that include this one."""

_BY_NAMES = frozenset({FaultKind.SECTION_NOT_FOUND, FaultKind.AMBIGUOUS_SECTION})
"""What depends, in a composite, on the sections of the file that uses it: there it looks."""

_FILLED_IN = "unknown: a template fills in what stands here"


class _Inclusion(NamedTuple):
    """What comes of a file through one that includes it: the sections that are loaded, the faults.

    The sections are those of other files, too. `variables` are those that the including file sets.
    """

    sections: frozenset[PasteSection]
    faults: frozenset[tuple[FaultKind, Range]]
    variables: frozenset[str]


class Excuses:
    """Faults of a file that do not show when it is loaded through the files that include it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def excuses(self, fault: Fault) -> bool:
        """Whether one of the files that include this one loads it without the fault, or would."""
        if fault.kind not in _BY_VARIABLES and not self._is_of_composite(fault):
            return False
        section = self._page.section_at(fault.location.range.start.line)
        loading = [each for each in self._inclusions if section is None or section in each.sections]
        if not loading:
            # Any of them may come to ask for the section, and then hand it what it has.
            is_name = fault.kind not in _BY_VARIABLES
            return any(is_name or fault.name in each.variables for each in self._inclusions)
        key = (fault.kind, fault.location.range)
        return any(key not in each.faults for each in loading)

    def _is_of_composite(self, fault: Fault) -> bool:
        """Whether a fault is about a name that a composite looks up."""
        found = self._page.option_at(fault.location.range.start.line)
        return fault.kind in _BY_NAMES and found is not None and found[1].key not in NAMING_KEYS

    @cached_property
    def _inclusions(self) -> tuple[_Inclusion, ...]:
        snapshot, path = self._page.snapshot, self._page.document.path
        loaded = (snapshot.loaded_paste(includer) for includer in snapshot.includers(path))
        return tuple(
            _Inclusion(
                frozenset(sections(each.nodes)),
                frozenset(
                    (f.kind, f.location.range) for f in each.faults if f.location.path == path
                ),
                frozenset(global_variables(each.file)),
            )
            for each in loaded
            if each is not None
        )


def is_unreadable(page: Page, fault: Fault) -> bool:
    """Whether a file is there after all, and can't be read or lies behind a link."""
    if fault.kind is not FaultKind.CONFIG_FILE_NOT_FOUND:
        return False
    path = config_file(page, fault)
    if path is None:
        return False
    # Above a folder that is a link lies another one than stands in the path.
    opened = opened_path(fault.name, os.path.dirname(page.document.path))
    return any(p is not None and page.snapshot.view.is_file(p) for p in (path, opened))


class _Filling(enum.Enum):
    """What of a file a template engine fills in: lines, some words perhaps, or nothing."""

    LINES = "lines"
    WORDS = "words"
    NOTHING = "nothing"


def _filling(document: Document) -> _Filling:
    text = document.text.text
    if is_template(text):
        return _Filling.LINES
    may_be = has_placeholder(text) or is_template_name(os.path.basename(document.path))
    return _Filling.WORDS if may_be else _Filling.NOTHING


class Doubts:
    """Why some faults of what one file loads may not show, in half a sentence each."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot = snapshot
        self._path = path
        self._known: dict[str, tuple[Page, Excuses] | None] = {}
        self._fillings: dict[str, _Filling] = {}

    def of(self, fault: Fault, words: str) -> str:
        """Return what is to be known first, "" where a fault is certain.

        `words` are those that stand at the fault, as far as they may be shown.
        """
        path = fault.location.path
        document = self._snapshot.document(path)
        if not isinstance(document, Document):
            return ""
        filling = self._fillings.get(path) or self._fillings.setdefault(path, _filling(document))
        if filling is _Filling.LINES:
            return _FILLED_IN
        may_be_filled_in = filling is _Filling.WORDS
        is_included = path == self._path and bool(self._snapshot.includers(path))
        if not may_be_filled_in and not is_included and fault.kind not in _BY_PAGE:
            return ""  # All else asks for what loading the whole file builds.
        found = self._page(document)
        if found is None:
            return ""
        page, excuses = found
        if is_unreadable(page, fault):
            return "unknown: the file is there and can't be read"
        if may_be_filled_in and page.is_hidden(fault):
            return _FILLED_IN
        if is_included and excuses.excuses(fault):
            return "unknown: it depends on the file that includes this one"
        if may_be_given(page, fault) and meant(page, fault) is None:
            name = f'the variable "{fault.name}"' if fault.name in words else "a variable"
            return f"unknown: {name} is not set here, but a program may hand it over"
        return ""

    def _page(self, document: Document) -> tuple[Page, Excuses] | None:
        path = document.path
        if path not in self._known:
            loaded = self._snapshot.loaded_paste(path)
            page = None if loaded is None else Page(self._snapshot, document, loaded)
            self._known[path] = None if page is None else (page, Excuses(page))
        return self._known[path]
