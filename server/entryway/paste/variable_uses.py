"""Every word of a file that names a variable, and where the variable gets its value.

Variables are the options that `%(x)s` is replaced by, and the global ones that `set x` changes and
`get y = x` reads (`ConfigLoader.get_context`).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from entryway.model import Location, Name, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.options import Option
from entryway.paste.sections import GET, SET, PasteFile
from entryway.paste.settings import split_setter
from entryway.paste.variables import variable_references

_BUILT_IN = frozenset({"here", "__file__"})


class VariableKind(enum.Enum):
    """How a variable is spoken of: `%(x)s`, the value of `get y = x`, the key `set x`."""

    INTERPOLATION = "interpolation"
    GET = "get"
    SET = "set"


class VariableUse(NamedTuple):
    """A word that names a variable; `range` is all of the `%(x)s`, or the name's own.

    `definitions` are the options that may give it its value: for `%(x)s` the one of the section, or
    else the default; for `get` the default and all that `set` it; for `set` the default it changes.
    `here` and `__file__` have none, and `is_built_in` is True.
    """

    kind: VariableKind
    name: Name
    range: Range
    definitions: tuple[Location, ...]
    is_built_in: bool


def find_variable_uses(file: PasteFile) -> tuple[VariableUse, ...]:
    """Return the variables that a file speaks of, in its defaults and then section by section."""
    sources = global_variables(file)
    scopes = (file.defaults, *(section.options for section in file.sections))
    return tuple(
        use
        for options in scopes
        for option in options.values()
        for use in _uses(option, options, file.defaults, sources)
    )


def _uses(
    option: Option,
    own: Mapping[str, Option],
    defaults: Mapping[str, Option],
    sources: Mapping[str, tuple[Location, ...]],
) -> Iterator[VariableUse]:
    """Yield the variables that an option speaks of, `own` being those beside it."""
    prefix, name = split_setter(option.key)
    if prefix == SET:
        place = option.key_part(len(option.key) - len(name))
        if place is not None:
            definitions = _places(defaults.get(name))
            yield _use(VariableKind.SET, Name(name, place.range), place.range, definitions)
    for reference in variable_references(option.text):
        place = option.location(reference.start, reference.end)
        if reference.name and place is not None:
            (first, start), (last, end) = place.range
            inner = Range(Position(first, start + 2), Position(last, end - 2))
            found = own.get(reference.name) or defaults.get(reference.name)
            word = Name(reference.name, inner)
            yield _use(VariableKind.INTERPOLATION, word, place.range, _places(found))
    if prefix == GET and "%" not in option.text:
        place = option.value_location
        if place is not None and option.text:
            word = Name(option.text, place.range)
            yield _use(VariableKind.GET, word, place.range, sources.get(option.text, ()))


def _use(
    kind: VariableKind, name: Name, range_: Range, definitions: tuple[Location, ...]
) -> VariableUse:
    return VariableUse(kind, name, range_, definitions, not definitions and name.text in _BUILT_IN)


def _places(option: Option | None) -> tuple[Location, ...]:
    place = None if option is None else option.key_location
    return () if place is None else (place,)


def global_variables(file: PasteFile) -> Mapping[str, tuple[Location, ...]]:
    """Return where each global variable gets a value: its default, and each `set` of it."""
    sources = {name: [*_places(option)] for name, option in file.defaults.items()}
    for options in (file.defaults, *(section.options for section in file.sections)):
        for option in options.values():
            prefix, name = split_setter(option.key)
            place = option.key_part(len(option.key) - len(name)) if prefix == SET else None
            if place is not None:
                sources.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in sources.items()}
