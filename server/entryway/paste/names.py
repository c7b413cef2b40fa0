"""What the words of a Paste Deploy file name, and which of them stand at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from entryway.model import Location, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.roots import Ways, find_ways, meant_by
from entryway.paste.sections import PasteFile, PasteSection, paste_file
from entryway.paste.targets import ConfigTarget, SectionTarget
from entryway.paste.uses import Use, UseKind, find_uses
from entryway.paste.variable_uses import VariableUse, find_variable_uses
from entryway.syntax.ini import IniTree


class BranchKey(NamedTuple):
    """The key of an option whose value names what is loaded: a path, a flavour, `next`, `use`.

    `uses` are the names in the value; what the key stands for is the last of them, the app.
    """

    uses: tuple[Use, ...]


class VariableKey(NamedTuple):
    """The key of an option that some variable of the file has its value from."""

    name: str
    location: Location


class PasteName(NamedTuple):
    """Words of a file and what they are: a section's own header, a use of a name, or a variable.

    The key `pipeline` stands for its section, which is nothing but what its value says.
    """

    range: Range
    what: PasteSection | Use | VariableUse | VariableKey | BranchKey


@dataclass(frozen=True)
class PasteNames:
    """A file and all that is named in it, each part found when it is first asked for."""

    file: PasteFile

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """The words that name what is loaded."""
        return find_uses(self.file)

    @cached_property
    def ways(self) -> Ways:
        """Which sections lead to which."""
        return find_ways(self.file, self.uses)

    @cached_property
    def variables(self) -> tuple[VariableUse, ...]:
        """The variables that the file speaks of."""
        return find_variable_uses(self.file)

    @cached_property
    def _headers(self) -> Mapping[int, PasteSection]:
        """The sections by the lines of their headers, where nothing else is named."""
        return {section.ini.line: section for section in self.file.sections}

    @cached_property
    def _by_line(self) -> Mapping[int, tuple[PasteName, ...]]:
        """The names in options by each 0-based line they touch."""
        by_line: dict[int, list[PasteName]] = {}
        for name in _in_options(self.uses, self.variables):
            for line in range(name.range.start.line, name.range.end.line + 1):
                by_line.setdefault(line, []).append(name)
        return {line: tuple(names) for line, names in by_line.items()}

    def at(self, position: Position) -> tuple[PasteName, ...]:
        """Return the names under a cursor, the narrowest first."""
        section = self._headers.get(position.line)
        if section is not None:
            names: tuple[PasteName, ...] = (PasteName(section.header, section),)
        else:
            names = self._by_line.get(position.line, ())
        return tuple(sorted((n for n in names if position in n.range), key=_extent))

    def leading_to(self, section: PasteSection) -> Iterator[Use]:
        """Yield the uses in the file that mean one of its sections."""
        for use in self.uses:
            if section in meant_by(self.file, use.target, use.wanted):
                yield use


def read_names(located: tuple[str, IniTree]) -> PasteNames:
    """Return the tree of the file at a path as Paste Deploy's loader sees it, with its names."""
    return PasteNames(paste_file(*located))


def _in_options(uses: Iterable[Use], variables: Sequence[VariableUse]) -> Iterator[PasteName]:
    """Yield the names in the order in which they count where several have the same words."""
    for variable in variables:
        yield PasteName(variable.range, variable)
    places = {place: v.name.text for v in variables for place in v.definitions}
    for place, text in places.items():
        yield PasteName(place.range, VariableKey(text, place))
    by_key: dict[tuple[PasteSection, str], list[Use]] = {}
    for use in uses:
        yield PasteName(use.name.range, use)
        if use.kind is not UseKind.USE or isinstance(use.target, SectionTarget | ConfigTarget):
            # What else a `use` names is no name of a section's, but a factory's.
            by_key.setdefault((use.section, use.key), []).append(use)
    for (section, key), named in by_key.items():
        # An option of the defaults is no option of the section's own, and has no place in it.
        option = section.options.get(key)
        key_place = None if option is None else option.key_location
        if key_place is not None:
            is_pipeline = named[0].kind is UseKind.PIPELINE
            yield PasteName(key_place.range, section if is_pipeline else BranchKey(tuple(named)))


def _extent(name: PasteName) -> tuple[int, int]:
    start, end = name.range
    return (end.line - start.line, end.column - start.column)
