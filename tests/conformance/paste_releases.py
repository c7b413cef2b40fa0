"""The Paste Deploy files of the real releases, as someone who works on a release would see them.

Each release is the one workspace folder. Its environment holds the pinned wheels and, as after
`pip install --editable`, the release's own sources where they come with metadata: the eggs of a
checkout are found by it, and nothing has to be built or run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from conformance.fetch import Releases
from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.model import EggReference, Found
from entryway.paste.sections import PasteFile, PasteSection, Wanted, find_section
from entryway.paste.targets import (
    CallTarget,
    ConfigTarget,
    EggTarget,
    SectionTarget,
    Target,
    UnknownScheme,
    read_target,
)
from entryway.paste.uses import Use, find_uses
from entryway.problems import Problem
from entryway.workspace.discovery import find_candidates
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

CHECKOUTS = {
    "PasteDeploy-3.1.0": ("src", "tests/fake_packages/FakeApp.egg"),
    "keystone-12.0.3": (".",),
    "pyramid-2.1": ("src",),
    "swift-2.38.3": (".",),
    "zope-5.13": ("src",),
}
"""The folders of a release that hold sources with metadata beside them."""


@dataclass(frozen=True)
class Release:
    """A release with the folders of its search path that hold distributions."""

    name: str
    root: Path
    search: tuple[Path, ...]
    snapshot: Snapshot

    @cached_property
    def files(self) -> tuple[ReadFile, ...]:
        """The Paste Deploy files that a search of the release finds."""
        found = []
        for path in find_candidates(self.snapshot.view, str(self.root)):
            document = self.snapshot.document(path)
            if isinstance(document, Document) and document.dialect.name == "paste":
                file = self.snapshot.paste_file(path)
                assert file is not None
                found.append(ReadFile(self, document, file))
        return tuple(found)


@dataclass(frozen=True)
class ReadFile:
    """A Paste Deploy file of a release, as a document and as the loader sees it."""

    release: Release
    document: Document
    paste: PasteFile

    @property
    def name(self) -> str:
        """The path inside the release."""
        return str(Path(self.paste.path).relative_to(self.release.root))

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every word that names what is loaded on behalf of a section."""
        return find_uses(self.paste)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is said about the file."""
        return diagnostics(self.release.snapshot, self.document)

    def words(self, problem: Problem) -> str:
        """Return what a problem stands on, in one line."""
        return " ".join(self.document.index.slice(problem.range).split())

    def resolves(self, use: Use) -> bool:
        """Whether a word leads to a section, an entry point or an object that is there."""
        return self._leads(use.target, use.wanted, self.paste)

    def _leads(self, target: Target, wanted: Wanted, file: PasteFile) -> bool:
        snapshot = self.release.snapshot
        fallback = self.paste.sections[0].header
        match target:
            case SectionTarget(word=word):
                return isinstance(find_section(file, wanted, word.text), PasteSection)
            case ConfigTarget(file=path, section=section):
                other = None if path is None else snapshot.paste_file(path)
                if other is None:
                    return False
                if section is None:
                    return isinstance(find_section(other, wanted, "main"), PasteSection)
                return self._leads(
                    read_target(section, str(Path(other.path).parent)), wanted, other
                )
            case EggTarget():
                egg = target.reference(wanted, fallback)
                return isinstance(snapshot.resolve(self.paste.path, egg), Found)
            case CallTarget():
                reference = target.reference(wanted, fallback)
                if reference is None:
                    return False
                return isinstance(snapshot.resolve(self.paste.path, reference), Found)
            case UnknownScheme():
                return False

    def entry_point(self, reference: EggReference) -> str | None:
        """Return the value of the entry point that an egg reference leads to."""
        entries = self.release.snapshot.eggs(self.paste.path).entries(reference)
        return entries[0].value.text if entries else None


def read_releases(releases: Releases, folder: Path) -> tuple[Release, ...]:
    """Return the releases that hold Paste Deploy files, with environments made in a folder."""
    read = (_read(name, root, releases, folder / name) for name, root in releases.sources.items())
    return tuple(release for release in read if release.files)


def _read(name: str, root: Path, releases: Releases, environment: Path) -> Release:
    checkouts = tuple(root / each for each in CHECKOUTS.get(name, ()))
    search = (*checkouts, releases.site_packages)
    site_packages = environment / releases.site_packages.relative_to(releases.environment)
    site_packages.mkdir(parents=True)
    (environment / "pyvenv.cfg").write_text(
        (releases.environment / "pyvenv.cfg").read_text("utf-8"), "utf-8"
    )
    (site_packages / "checkout.pth").write_text("".join(f"{each}\n" for each in search), "utf-8")
    snapshot = take_snapshot(Store(), folders=(str(root),), settings=Settings(str(environment)))
    return Release(name, root, search, snapshot)
