"""Which reference, and which part of it, stands under a cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entryway.features.paste_names import paste_names
from entryway.model import EggReference, Name, ObjectReference, Position, Range, Reference
from entryway.paste.names import PasteName
from entryway.paste.targets import CallTarget, EggTarget
from entryway.paste.uses import Use
from entryway.workspace.snapshot import Document, Snapshot


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a reference that leads somewhere of its own.

    `reference` is what that part names: in `glance.cmd.api:main` the part `cmd` names the module
    `glance.cmd`. `whole` is the reference it belongs to, and `range` the part itself.
    """

    range: Range
    reference: Reference
    whole: Reference

    @property
    def names_distribution(self) -> bool:
        """Whether this is the distribution of an egg reference, not its entry point."""
        return isinstance(self.whole, EggReference) and self.range == self.whole.distribution.range


def spot_at(snapshot: Snapshot, document: Document, position: Position) -> Spot | None:
    """Return the part of a reference that stands under a cursor, or None where there is none."""
    names, reading = paste_names(snapshot, document), document.reading
    here = () if names is None else names.at(position)
    others = [(name.range, reference) for name in here if (reference := _reference(name))]
    for reference in (*reading.references, *reading.unjudged, *(each for _, each in others)):
        # Most stand elsewhere, and large files have thousands.
        start = (reference.key or reference).range.start
        if not start <= position <= reference.range.end:
            continue
        for spot in _spots(reference):
            if position in spot.range:
                return spot
    # The scheme `call:` is no part of the reference, and belongs to no other.
    return next((Spot(range_, reference, reference) for range_, reference in others), None)


def _reference(name: PasteName) -> Reference | None:
    """Return the reference that an element of a pipeline or of a composite is by its scheme."""
    match name.what:
        case Use(target=EggTarget() | CallTarget() as target, wanted=wanted):
            return target.reference(wanted, name.range)
        case _:
            return None


def _spots(reference: Reference) -> Iterator[Spot]:
    """Yield the parts of a reference, the narrower ones first."""
    if isinstance(reference, ObjectReference):
        *_, last = (*reference.module, *reference.attributes)
        is_implied = last.range.start == last.range.end
        for index, part in enumerate(reference.module):
            named = _cut(reference, reference.module[: index + 1], ())
            if is_implied and index + 1 == len(reference.module):
                # What the last word stands for has a part that is not written.
                named = reference
            yield Spot(part.range, named, reference)
        for index, part in enumerate(reference.attributes):
            attributes = reference.attributes[: index + 1]
            yield Spot(part.range, _cut(reference, reference.module, attributes), reference)
    else:
        yield Spot(reference.distribution.range, reference, reference)
        if reference.entry is not None:
            yield Spot(reference.entry.range, reference, reference)
    yield Spot(reference.range, reference, reference)
    if reference.key is not None:
        yield Spot(reference.key.range, reference, reference)


def _cut(
    reference: ObjectReference, module: tuple[Name, ...], attributes: tuple[Name, ...]
) -> ObjectReference:
    last = attributes[-1] if attributes else module[-1]
    range_ = Range(module[0].range.start, last.range.end)
    return reference._replace(range=range_, module=module, attributes=attributes)
