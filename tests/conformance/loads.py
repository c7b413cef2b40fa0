"""The recorded facts on loading entry points, `loads.jsonl`; README.md explains the fields."""

from __future__ import annotations

import json
from dataclasses import dataclass

from conformance.archives import HERE
from entryway.model import Definition, DefinitionKind, Found, Resolution
from entryway.syntax.text import split_lines

FACTS = HERE / "loads.jsonl"


@dataclass(frozen=True)
class Load:
    """What became of one recorded entry point when it was loaded."""

    project: str
    group: str
    name: str
    value: str
    status: str
    error: str | None = None
    target: str | None = None
    target_line: int | None = None
    def_line: int | None = None
    target_kind: str | None = None

    @property
    def loads(self) -> bool:
        """Whether it gave an object."""
        return self.status == "ok"

    @property
    def why(self) -> str:
        """Why it gave none, as Python says it."""
        return f"{self.status}: {self.error}"

    def is_at(self, definition: Definition) -> bool:
        """Whether a definition is the place that the object came from."""
        if self.target is None or not definition.path.endswith(f"/{self.target}"):
            return False
        if self.target_kind == "module":
            return definition.kind is DefinitionKind.MODULE
        return definition.selection.start.line + 1 in (self.target_line, self.def_line)

    def is_exact(self, resolution: Resolution | None) -> bool:
        """Whether the place is among a resolution's targets, and any other is an alias of it."""
        targets = resolution.targets if isinstance(resolution, Found) else ()
        definitions = [target for target in targets if isinstance(target, Definition)]
        others = [each for each in definitions if not self.is_at(each)]
        found = len(others) < len(definitions)
        return found and all(each.kind is DefinitionKind.VARIABLE for each in others)


def read_loads() -> tuple[Load, ...]:
    """Return all recorded facts, in the order of the file."""
    return tuple(Load(**json.loads(line)) for line in split_lines(FACTS.read_text("utf-8")) if line)
