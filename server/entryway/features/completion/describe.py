"""What is told of an item once it is looked at: reading sources for all of them would take long."""

from __future__ import annotations

from entryway.features.source import describe
from entryway.model import Definition, DefinitionKind, Found, Name, line_range
from entryway.namedtuples import NamedTuple
from entryway.syntax.object_reference import parse_object_reference
from entryway.workspace.snapshot import Snapshot


class Told(NamedTuple):
    """An object's signature in one line, and the first line of its docstring."""

    signature: str
    summary: str


def describe_object(snapshot: Snapshot, path: str, reference: str) -> Told | None:
    """Return what is told of the object that a reference in the document at `path` names."""
    whole = Name(reference, line_range(0, 0, len(reference)))
    parsed = parse_object_reference(whole)
    if parsed is None:
        return None
    resolution = snapshot.resolve(path, parsed)
    targets = resolution.targets if isinstance(resolution, Found) else ()
    definitions = [target for target in targets if isinstance(target, Definition)]
    if not definitions:
        return None
    # Of an alias and what it names, the latter tells more.
    telling = (each for each in definitions if each.kind is not DefinitionKind.VARIABLE)
    text = describe(snapshot.view, next(telling, definitions[0]))
    return Told(_in_one_line(text.signature), text.docstring.partition("\n")[0])


def _in_one_line(signature: str) -> str:
    """Return a signature without its decorators, in the one line that a list has for it."""
    lines = [line.strip() for line in signature.split("\n") if not line.startswith("@")]
    return " ".join(lines).replace("( ", "(").replace(", )", ")")
