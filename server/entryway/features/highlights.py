"""Document highlights: every place of a file that speaks of what stands under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entryway.features.paste_names import paste_names
from entryway.model import Location, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.names import BranchKey, PasteName, PasteNames, VariableKey
from entryway.paste.roots import meant_by
from entryway.paste.sections import PasteSection
from entryway.paste.uses import Use
from entryway.paste.variable_uses import VariableUse
from entryway.workspace.snapshot import Document, Snapshot


class Highlight(NamedTuple):
    """A place to mark; `declares` where the thing gets its name or value, not where it is used."""

    range: Range
    declares: bool = False


def highlights(snapshot: Snapshot, document: Document, position: Position) -> tuple[Highlight, ...]:
    """Return the section or variable under a cursor and all its uses in the file, in their order.

    From a use of a section that several headers fit, all of them are marked.
    """
    names = paste_names(snapshot, document)
    if names is None:
        return ()
    for name in names.at(position):
        found = tuple(_of(names, name))
        if found:
            return tuple(sorted(dict.fromkeys(found)))
    return ()


def _of(names: PasteNames, name: PasteName) -> Iterable[Highlight]:
    match name.what:
        case PasteSection() as section:
            return _of_sections(names, (section,))
        case Use(target=target, wanted=wanted):
            return _of_sections(names, meant_by(names.file, target, wanted))
        case BranchKey(uses=uses):
            return _of_sections(names, meant_by(names.file, uses[-1].target, uses[-1].wanted))
        case VariableKey(location=place):
            return _of_variable(names, frozenset((place,)))
        case VariableUse(definitions=definitions):
            return _of_variable(names, frozenset(definitions))


def _of_sections(names: PasteNames, sections: tuple[PasteSection, ...]) -> Iterator[Highlight]:
    for section in sections:
        yield Highlight(section.name_range, declares=True)
        for use in names.leading_to(section):
            yield Highlight(use.name.range)


def _of_variable(names: PasteNames, definitions: frozenset[Location]) -> Iterator[Highlight]:
    for place in definitions:
        yield Highlight(place.range, declares=True)
    for variable in names.variables:
        # A `set` is both: it names the variable, and is where a `get` may have its value from.
        if not definitions.isdisjoint(variable.definitions):
            yield Highlight(variable.name.range)
