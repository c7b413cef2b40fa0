"""Sections of a Paste Deploy file that nothing can ask for.

Said of filters only. Apps, composites, pipelines and servers are asked for by name from outside of
any file (`pserve --app-name`, `loadapp("config:paste.ini", name="admin")`); a filter is not, save
by the sections that name it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from entryway.dialects.templates import has_placeholder, is_sample_name
from entryway.features.paste_page import Page, has_templated_headers
from entryway.paste.roots import reachable
from entryway.paste.sections import PasteSection, Wanted

NAMING_KEYS = frozenset({"pipeline", "use", "next", "filter-with"})
"""The options in which the loader itself looks for names; composites look into others."""

_NAMING_KINDS = frozenset({"pipeline", "composite", "composit", "filter-app"})


def unused_sections(page: Page, meant: Collection[str]) -> Iterator[PasteSection]:
    """Yield the filters that no app or server of a file leads to.

    `meant` are the names that misspelt ones probably mean, which are used then.

    There are none where more may be asked for than the file shows: in a sample, whose sections are
    there to be chosen from, in one that others include or that loads no app, and where a template
    or a missing variable hides a name. A filter whose name is a word of any option may be what the
    factory that gets the option looks up.
    """
    file = page.loaded.file
    loading = [section for section in file.sections if section.wanted is not Wanted.FILTER]
    if not any(section.wanted is Wanted.APP for section in loading):
        return
    if is_sample_name(os.path.basename(file.path)):
        return
    reached = reachable(page.loaded.ways, loading)
    unused = [s for s in file.sections if s not in reached and s.name != "main"]
    if not unused or _hides_names(page) or page.snapshot.includers(file.path):
        return
    words = _words(loading).union(meant)
    yield from (section for section in unused if section.name not in words)


def _words(sections: list[PasteSection]) -> set[str]:
    words: set[str] = set()
    for section in sections:
        for option in section.options.values():
            words.update(option.text.replace(",", " ").split())
    return words


def _hides_names(page: Page) -> bool:
    """Whether names of sections may be written where they can't be read."""
    if has_templated_headers(page.document.text):
        return True
    return any(
        has_placeholder(option.text) or ("%" in option.text and page.has_fault(option))
        for section in page.loaded.file.sections
        for option in section.options.values()
        if option.key in NAMING_KEYS or section.kind in _NAMING_KINDS
    )
