"""Document links: the files that a Paste Deploy file includes."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.features.paste_names import paste_names
from entryway.model import Range
from entryway.namedtuples import NamedTuple
from entryway.paste.targets import ConfigTarget
from entryway.workspace.snapshot import Document, Snapshot


class FileLink(NamedTuple):
    """Words that are the path of a file, and the file's absolute path."""

    range: Range
    path: str


def document_links(snapshot: Snapshot, document: Document) -> tuple[FileLink, ...]:
    """Return the paths behind `config:` that lead to a file, in their order."""
    return tuple(sorted(dict.fromkeys(_links(snapshot, document))))


def _links(snapshot: Snapshot, document: Document) -> Iterator[FileLink]:
    names = paste_names(snapshot, document)
    for use in names.uses if names is not None else ():
        if not isinstance(use.target, ConfigTarget) or use.target.file is None:
            continue
        place = use.target.path.location
        if place is not None and snapshot.view.is_file(use.target.file):
            yield FileLink(place.range, use.target.file)
