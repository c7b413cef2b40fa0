"""Small workspaces written as text, for tests that look at more than one file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import Resolution
from entryway.workspace.projects import Project, read_project
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot
from syntax.marks import without_marks

_FILE = re.compile(r"^-- (?P<path>\S+)(?: -> (?P<link>\S+))? --\n", re.MULTILINE)


def write_tree(root: Path, text: str) -> Path:
    """Write the files of a text below a folder, marks left off; return the folder.

    `-- path --` begins a file, `-- path -> target --` makes a symbolic link.
    """
    _, *pieces = _FILE.split(dedent(text).lstrip("\n"))
    for path, link, content in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if link:
            file.symlink_to(link)
        else:
            file.write_text(without_marks(content), "utf-8", newline="")
    return root


def project_of(root: Path, text: str) -> Project:
    """Return the project in a folder with these files."""
    write_tree(root, text)
    return read_project(View(Store()), str(root))


def marked_file(text: str, path: str) -> str:
    """Return one file of a tree's text, with its marks."""
    pieces = _FILE.split(dedent(text).lstrip("\n"))
    return pieces[pieces.index(path) + 2]


DEFAULTS = Settings()


@dataclass(frozen=True)
class Workspace:
    """A folder that is open, with the settings and the variables it is opened with."""

    root: Path
    settings: Settings = DEFAULTS
    variables: Mapping[str, str] | None = None
    overlays: Mapping[str, str] | None = None

    def snapshot(self) -> Snapshot:
        """Return a snapshot of the disk as it is now, with nothing remembered."""
        return take_snapshot(
            Store(),
            overlays={f"{self.root}/{name}": text for name, text in (self.overlays or {}).items()},
            folders=(str(self.root),),
            settings=self.settings,
            variables=self.variables,
        )

    def document(self, path: str) -> Document:
        """Return a document of the workspace."""
        document = self.snapshot().document(f"{self.root}/{path}")
        assert isinstance(document, Document), document
        return document

    def resolutions(self, path: str) -> list[Resolution]:
        """Return what each reference of a document resolves to."""
        snapshot = self.snapshot()
        document = snapshot.document(f"{self.root}/{path}")
        assert isinstance(document, Document), document
        return [snapshot.resolve(document.path, r) for r in document.reading.references]

    def resolution(self, path: str) -> Resolution:
        """Return what the only reference of a document resolves to."""
        (resolution,) = self.resolutions(path)
        return resolution
