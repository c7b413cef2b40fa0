"""Faults of a Paste Deploy file that may not show, since more is known where it is loaded.

A template fills in words, the files that include this one set variables and have sections of their
own, and a program may hand over variables (`pserve app.ini http_port=80`).
"""

from __future__ import annotations

import os
from functools import cached_property

from entryway.dialects.templates import has_placeholder, is_template, is_template_name
from entryway.features.paste_fixes import meant
from entryway.features.paste_page import Page
from entryway.features.paste_wording import may_be_given
from entryway.features.unused_sections import NAMING_KEYS
from entryway.model import Range
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.order import sections
from entryway.paste.sections import PasteSection
from entryway.workspace.snapshot import Document, Snapshot

_BY_VARIABLES = frozenset({FaultKind.INTERPOLATION_ERROR, FaultKind.VARIABLE_NOT_SET})
"""What depends on the variables that a file gets from those that include it."""

_BY_NAMES = frozenset({FaultKind.SECTION_NOT_FOUND, FaultKind.AMBIGUOUS_SECTION})
"""What depends, in a composite, on the sections of the file that uses it: there it looks."""

_FILLED_IN = "unknown: a template fills in what stands here"


class _Inclusion(NamedTuple):
    """What comes of a file through one that includes it: the sections that are loaded, the faults.

    The sections are those of other files, too.
    """

    sections: frozenset[PasteSection]
    faults: frozenset[tuple[FaultKind, Range]]


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
            # Any of them may come to ask for the section, and a lone "%" is wrong whoever does.
            return bool(self._inclusions and fault.name)
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
            )
            for each in loaded
            if each is not None
        )


class Doubts:
    """Why some faults of what one file loads may not show, in half a sentence each."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot = snapshot
        self._path = path
        self._known: dict[str, tuple[Page, Excuses] | None] = {}

    def of(self, fault: Fault, words: str) -> str:
        """Return what is to be known first, "" where a fault is certain.

        `words` are those that stand at the fault, as far as they may be shown.
        """
        path = fault.location.path
        document = self._snapshot.document(path)
        if not isinstance(document, Document):
            return ""
        text = document.text.text
        if is_template(text):
            return _FILLED_IN
        may_be_filled_in = has_placeholder(text) or is_template_name(os.path.basename(path))
        is_included = path == self._path and bool(self._snapshot.includers(path))
        if not may_be_filled_in and not is_included and fault.kind not in _BY_VARIABLES:
            return ""  # All else asks for what loading the whole file builds.
        found = self._page(document)
        if found is None:
            return ""
        page, excuses = found
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
