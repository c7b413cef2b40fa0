"""Installed distributions and the entry points their metadata records.

The layout is that of the packaging specification "Recording installed projects" and of
setuptools' older `.egg-info`; names compare normalised ("Names and normalization").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.files.view import Unreadable, View
from entryway.model import EntryPoint, Location
from entryway.namedtuples import NamedTuple


def normalise(name: str) -> str:
    """Return the form in which names compare: `Oslo.Middleware` -> `oslo-middleware`.

    Those of distributions ("Names and normalization") and, since PEP 685, of extras.
    """
    return re.sub(r"[-_.]+", "-", name).lower()


class Distribution(NamedTuple):
    """A distribution that declares entry points: an installed one, or a project of the workspace.

    `source` is the file that declares them, or the distribution's metadata folder where it has
    none. `complete` is False where some may be declared in a form that is not read.
    """

    name: str
    version: str | None
    source: str
    entry_points: tuple[EntryPoint, ...]
    complete: bool = True

    def find(self, groups: Iterable[str], name: str) -> tuple[EntryPoint, ...]:
        """Return the entry points of this name, in the order of the groups."""
        return tuple(
            entry
            for group in groups
            for entry in self.entry_points
            if entry.group.text == group and entry.name.text == name
        )


class Metadata(NamedTuple):
    """An installed distribution's metadata folder, not yet read."""

    name: str
    version: str | None
    folder: str


def list_metadata(view: View, folders: Iterable[str]) -> Iterator[Metadata]:
    """Yield the distributions whose metadata lies in these folders of the search path, in order."""
    for folder in folders:
        listing = view.listing(folder)
        for entry in sorted(listing.folders) if listing is not None else ():
            stem, dot, kind = entry.rpartition(".")
            if dot and kind in ("dist-info", "egg-info"):
                parts = stem.split("-")
                version = parts[1] if len(parts) > 1 else None
                yield Metadata(parts[0], version, f"{folder}/{entry}")
            elif entry == "EGG-INFO":
                yield Metadata(*_egg_name(folder), f"{folder}/{entry}")


def _egg_name(folder: str) -> tuple[str, str | None]:
    """Return the name and version of an unpacked egg, from its folder `Name-1.0-py3.8.egg`."""
    parts = folder.rsplit("/", 1)[-1].removesuffix(".egg").split("-")
    return parts[0], parts[1] if len(parts) > 1 else None


def read_installed(view: View, metadata: Metadata) -> Distribution:
    """Return an installed distribution with its recorded entry points."""
    path = f"{metadata.folder}/entry_points.txt"
    reading = view.derive(read_entry_points_txt, path, view.config_text)
    if isinstance(reading, Unreadable):
        return Distribution(metadata.name, metadata.version, metadata.folder, ())
    return Distribution(metadata.name, metadata.version, path, reading.entry_points)


def entry_point_location(distribution: Distribution, entry: EntryPoint) -> Location:
    """Return where a distribution declares an entry point: the entry's name."""
    return Location(distribution.source, entry.name.range)
