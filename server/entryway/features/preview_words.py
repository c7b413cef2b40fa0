"""What a preview says of one stage: its factory, whether that is there, and why not."""

from __future__ import annotations

from entryway.features.source import describe
from entryway.features.wording import tell_missing, tell_unknown
from entryway.model import (
    Definition,
    EggReference,
    Found,
    Hop,
    HopKind,
    Missing,
    ObjectReference,
    Resolution,
    Unknown,
)
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Fault, FaultKind, Stage
from entryway.paste.variables import Word
from entryway.workspace.snapshot import Snapshot

_FAULTS = {
    FaultKind.SECTION_NOT_FOUND: 'no section fits the name "{name}"',
    FaultKind.AMBIGUOUS_SECTION: 'several sections fit the name "{name}"',
    FaultKind.NO_LOADER: "neither a factory nor use is given",
    FaultKind.MULTIPLE_LOADERS: "a second factory is given, {name}",
    FaultKind.PIPELINE_MISSING: "its pipeline is not given",
    FaultKind.PIPELINE_EXTRA_SETTINGS: 'a pipeline can\'t have the option "{name}"',
    FaultKind.NEXT_MISSING: "next is not given",
    FaultKind.UNKNOWN_SCHEME: 'there is no scheme "{name}"',
    FaultKind.DISTRIBUTION_NOT_FOUND: 'there is no distribution "{name}"',
    FaultKind.ENTRY_POINT_NOT_FOUND: 'there is no entry point "{name}"',
    FaultKind.AMBIGUOUS_ENTRY_POINT: 'the entry point "{name}" is in several groups',
    FaultKind.CONFIG_FILE_NOT_FOUND: "there is no file {name}",
    FaultKind.USE_CYCLE: 'loading "{name}" leads back to itself',
    FaultKind.INTERPOLATION_ERROR: 'the variable "{name}" has no value',
    FaultKind.INVALID_OBJECT_REFERENCE: '"{name}" names no object',
    FaultKind.VARIABLE_NOT_SET: 'the variable "{name}" is not set',
    FaultKind.NO_PROTOCOL: "nothing says how to call {name}",
    FaultKind.FILTER_WITH_MISAPPLIED: "filter-with can't wrap it",
}


def tell_fault(fault: Fault) -> str:
    """Return half a sentence on why loading fails."""
    return _FAULTS[fault.kind].format(name=fault.name)


class StageWords(NamedTuple):
    """What is told of a stage's factory; `text` names it, `why` is "" where it is found.

    `egg` is how it is named where it is an entry point.
    """

    text: str
    egg: str
    resolution: Resolution | None
    target: Definition | None
    why: str

    @property
    def is_missing(self) -> bool:
        """Whether the factory is proven not to be there."""
        return isinstance(self.resolution, Missing)


def stage_words(snapshot: Snapshot, stage: Stage) -> StageWords:
    """Resolve a stage's factory and tell where it leads."""
    reference = stage.factory
    if reference is None:
        given = stage.named.text if isinstance(stage.named, Word) else ""
        return StageWords(given, "", None, None, "what makes it is not known")
    resolution = snapshot.resolve(stage.place.path, reference)
    text, egg = reference.text, ""
    entry = next((hop for hop in resolution.hops if hop.kind is HopKind.ENTRY_POINT), None)
    if isinstance(reference, EggReference) and entry is not None:
        text, egg = _value(entry), text
    match resolution:
        case Found(targets=targets):
            definitions = (target for target in targets if isinstance(target, Definition))
            return StageWords(text, egg, resolution, next(definitions, None), "")
        case Missing():
            why = tell_missing(reference, resolution, snapshot.shown).removesuffix(".")
            return StageWords(text, egg, resolution, None, why)
        case Unknown():
            why = tell_unknown(resolution).removeprefix("Unknown: ").removesuffix(".")
            return StageWords(text, egg, resolution, None, why)


def _value(entry: Hop) -> str:
    """Return what an entry point leads to: its hop is named `name = value`."""
    return entry.name.partition(" = ")[2]


def docstring_line(snapshot: Snapshot, stage: Stage, target: Definition) -> str:
    """Return the first line of a factory's docstring, or else of the class it belongs to."""
    own = _first_line(describe(snapshot.view, target).docstring)
    reference = stage.factory
    if own or not isinstance(reference, ObjectReference) or len(reference.attributes) < 2:
        return own
    owner = reference._replace(attributes=reference.attributes[:-1])
    match snapshot.resolve(stage.place.path, owner):
        case Found(targets=(Definition() as class_, *_)):
            return _first_line(describe(snapshot.view, class_).docstring)
        case _:
            return ""


def _first_line(docstring: str) -> str:
    return docstring.strip().partition("\n")[0].strip()
