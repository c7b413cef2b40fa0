"""The recorded facts, and Entryway's answers to the same references."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from conformance.fetch import Releases
from entryway.files.store import Store
from entryway.model import Definition, Found, Missing, Reference, Resolution
from entryway.syntax.text import split_lines
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

FACTS = Path(__file__).parent / "victoria.jsonl"


@dataclass(frozen=True)
class Fact:
    """One row of victoria.jsonl; README.md explains the fields."""

    dist: str
    file: str
    line: int
    group: str
    name: str
    value: str
    kind: str
    status: str
    target: str | None = None
    target_line: int | None = None
    def_line: int | None = None
    target_kind: str | None = None
    resolved_value: str | None = None
    error: str | None = None

    @property
    def loads(self) -> bool:
        """Whether importing the reference succeeded."""
        return self.status == "ok"

    def is_at(self, definition: Definition) -> bool:
        """Whether a definition is the place that `inspect` named."""
        line = definition.selection.start.line + 1
        right_line = self.def_line is None or line in (self.target_line, self.def_line)
        return definition.path.endswith(f"/{self.target}") and right_line


def read_facts() -> tuple[Fact, ...]:
    """Return all recorded facts, in the order of the file."""
    return tuple(Fact(**json.loads(line)) for line in split_lines(FACTS.read_text("utf-8")) if line)


@dataclass(frozen=True)
class Answer:
    """What Entryway says of one fact's reference."""

    fact: Fact
    document: Document
    reference: Reference
    resolution: Resolution

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The places in Python source that it leads to."""
        targets = self.resolution.targets if isinstance(self.resolution, Found) else ()
        return tuple(target for target in targets if isinstance(target, Definition))

    @property
    def exact(self) -> bool:
        """Whether the recorded place is among the targets, and any other is an alias of it."""
        others = [d for d in self.definitions if not self.fact.is_at(d)]
        found = len(others) < len(self.definitions)
        return found and all(d.kind.value == "variable" for d in others)

    @property
    def missing(self) -> bool:
        """Whether the reference is proven to lead nowhere."""
        return isinstance(self.resolution, Missing)


def snapshot_of(release: Path, releases: Releases) -> Snapshot:
    """Return a snapshot of one release with the pinned wheels as its environment."""
    return take_snapshot(
        Store(), folders=(str(release),), settings=Settings(str(releases.environment))
    )


def answer(snapshot: Snapshot, release: Path, fact: Fact) -> Answer:
    """Find a fact's reference where the fact says it stands, and resolve it."""
    path = f"{release}/{fact.file}"
    document = snapshot.document(path)
    assert isinstance(document, Document), f"{path} is not read: {document}"
    on_line = [
        reference
        for reference in document.reading.references
        if reference.range.start.line == fact.line - 1
        and reference.key is not None
        and reference.key.text == fact.name
    ]
    assert len(on_line) == 1, f"{path}:{fact.line}: {len(on_line)} references named {fact.name}"
    return Answer(fact, document, on_line[0], snapshot.resolve(path, on_line[0]))
