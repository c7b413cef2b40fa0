"""The newest releases of many projects, as someone who works on one of them would see it.

Each source release is the one workspace folder. The environment is the same for all: it holds the
pinned wheels of the projects themselves and of what their entry points lead into.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from conformance.archives import PROJECTS, Archive, pinned
from conformance.fetch import Releases
from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.model import EntryPoint, Resolution
from entryway.problems import Problem
from entryway.workspace.manifest import Manifest, read_manifest, table
from entryway.workspace.projects import Project
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

_TABLES = {
    ("project",): {"scripts", "gui-scripts", "entry-points"},
    ("tool", "poetry"): {"scripts", "plugins"},
    ("tool", "flit"): {"scripts", "entrypoints"},
}
"""The tables of pyproject.toml with the keys that declare entry points in them."""


class Declared(NamedTuple):
    """An entry point as people compare them: its group, its name and its value."""

    group: str
    name: str
    value: str


@dataclass(frozen=True)
class RealProject:
    """A source release with the environment that its wheel is unpacked into."""

    pin: Archive
    root: Path
    site_packages: Path
    snapshot: Snapshot

    @property
    def name(self) -> str:
        """What people call it."""
        return self.pin.project

    @cached_property
    def project(self) -> Project:
        """What Entryway reads of it."""
        return self.snapshot.project(f"{self.root}/pyproject.toml")

    @cached_property
    def entry_points(self) -> tuple[tuple[Declared, Resolution | None], ...]:
        """The entry points that its files declare, and where they lead."""
        return tuple(
            (_declared(entry), self._resolve(distribution.source, entry))
            for distribution in self.project.distributions
            for entry in distribution.entry_points
        )

    def _resolve(self, path: str, entry: EntryPoint) -> Resolution | None:
        if entry.reference is None:
            return None
        return self.snapshot.resolve(path, entry.reference)

    @property
    def declared(self) -> list[Declared]:
        """The entry points that its files declare, in order."""
        return sorted(declared for declared, _ in self.entry_points)

    @cached_property
    def recorded(self) -> list[Declared]:
        """The entry points that its wheel records, as `importlib.metadata` reads them, in order."""
        search = [str(self.site_packages)]
        (found,) = importlib.metadata.Distribution.discover(name=self.name, path=search)
        return sorted(Declared(e.group, e.name, e.value) for e in found.entry_points)

    @property
    def is_complete(self) -> bool:
        """Whether Entryway takes what it has read for all that is declared."""
        return not self.project.hidden and all(d.complete for d in self.project.distributions)

    @cached_property
    def problems(self) -> tuple[tuple[Document, Problem], ...]:
        """All that is said about its files, those of its tests included."""
        return tuple(
            (document, problem)
            for document in self.documents
            for problem in diagnostics(self.snapshot, document)
        )

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The files that Entryway reads."""
        candidates = self.snapshot.candidates(str(self.root))
        documents = (self.snapshot.document(path) for path in candidates)
        return tuple(document for document in documents if isinstance(document, Document))

    def shown(self, document: Document) -> str:
        """Return a document's path inside the release."""
        return str(Path(document.path).relative_to(self.root))

    @property
    def forms(self) -> tuple[str, ...]:
        """Where its entry points are declared, in the words of its files."""
        return tuple(
            dict.fromkeys(_forms(self.project, read_manifest(self.snapshot.view, str(self.root))))
        )

    @property
    def backend(self) -> str:
        """What builds it: the build backend that it names, else setuptools as of old."""
        manifest = read_manifest(self.snapshot.view, str(self.root))
        backend = table(manifest.pyproject, "build-system").get("build-backend")
        return str(backend) if backend is not None else "setup.py"


def _declared(entry: EntryPoint) -> Declared:
    # Setuptools records the blanks around a value as they are; who reads the record drops them.
    return Declared(entry.group.text, entry.name.text, entry.value.text.strip())


def _forms(project: Project, manifest: Manifest) -> Iterator[str]:
    for distribution in project.distributions:
        name = Path(distribution.source).name
        if not distribution.entry_points:
            continue
        if name == "pyproject.toml":
            for owner, keys in _TABLES.items():
                if keys & table(manifest.pyproject, *owner).keys():
                    yield f"[{'.'.join(owner)}]"
        elif name == "setup.cfg":
            for section in ("entry_points", "options.entry_points"):
                if manifest.setup_cfg.section(section) is not None:
                    yield f"setup.cfg [{section}]"
        else:
            yield name


def read_projects(releases: Releases) -> tuple[RealProject, ...]:
    """Return the projects in the order of their names."""
    store = Store()
    return tuple(
        RealProject(
            pin,
            root := releases.sources[pin.release],
            releases.site_packages,
            take_snapshot(
                store, folders=(str(root),), settings=Settings(str(releases.environment))
            ),
        )
        for pin in pinned(PROJECTS).sources
    )
