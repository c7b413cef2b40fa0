"""What the files in site folders add to the search path: `.pth`, `.egg-link`, editable finders.

A `.pth` line that begins with `import` would be run by Python (`site.addpackage`); here it is only
looked at for the name of a setuptools finder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from entryway.files.view import Unreadable, View
from entryway.resolve.editable import EditableFinder, read_finder
from entryway.syntax.text import split_lines


class Additions:
    """The search path as it grows, and what editable finders map (as in `SearchPath`)."""

    def __init__(self) -> None:
        self.folders: dict[str, None] = {}
        self.mapped: dict[str, str] = {}
        self.namespaces: dict[str, list[str]] = {}

    @property
    def search(self) -> tuple[str, ...]:
        """The folders in order."""
        return tuple(self.folders)


def read_path_files(view: View, sites: Sequence[str]) -> Additions:
    """Return the site folders with what the files in each add behind it."""
    additions = Additions()
    for site in sites:
        additions.folders.setdefault(site)
        listing = view.listing(site)
        for name in sorted(listing.files) if listing is not None else ():
            if name.startswith("."):
                continue
            if name.endswith(".pth"):
                _read_lines(view, additions, site, name)
            elif name.endswith(".egg-link"):
                for line in _lines(view, f"{site}/{name}")[:1]:
                    _add_folder(view, additions, site, line.strip())
    return additions


def read_path_file(view: View, path: str) -> Additions:
    """Return what one `.pth` file of a site folder adds."""
    additions = Additions()
    _read_lines(view, additions, *os.path.split(path))
    return additions


def _read_lines(view: View, additions: Additions, site: str, name: str) -> None:
    for line in _lines(view, f"{site}/{name}"):
        _read_line(view, additions, site, line)


def _lines(view: View, path: str) -> list[str]:
    text = view.config_text(path)
    return [] if isinstance(text, Unreadable) else split_lines(text.text)


def _read_line(view: View, additions: Additions, site: str, line: str) -> None:
    if line.startswith(("import ", "import\t")):
        for finder in _finders(view, site, line):
            additions.mapped.update(finder.mapping)
            for package, folders in finder.namespaces:
                additions.namespaces.setdefault(package, []).extend(folders)
    elif not line.startswith("#"):
        _add_folder(view, additions, site, line.rstrip())


def _add_folder(view: View, additions: Additions, site: str, line: str) -> None:
    if line.strip() and "\0" not in line:
        path = os.path.normpath(os.path.join(site, line))
        if view.is_folder(path):
            additions.folders.setdefault(path)


def _finders(view: View, site: str, line: str) -> Iterator[EditableFinder]:
    for name in dict.fromkeys(re.findall(r"\b(__editable__\w*_finder)\b", line)):
        finder = view.derive(read_finder, f"{site}/{name}.py", view.python_text)
        if isinstance(finder, EditableFinder):
            yield finder
