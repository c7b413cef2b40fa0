"""What a section sets once it is loaded: its options as `ConfigLoader.get_context` reads them.

The loader hands two dictionaries to a factory. The global one starts as `[DEFAULT]` with `here` and
`__file__`, is handed on to all that a section loads, and is changed by `set x = …`. The local one
holds the section's other options; `get x = y` copies the global `y` into it. An option that is also
a default is no local option at all, whatever the section sets it to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from entryway.model import Location
from entryway.namedtuples import NamedTuple
from entryway.paste.identity import by_identity
from entryway.paste.options import Option
from entryway.paste.sections import GET, SET, PasteFile, PasteSection
from entryway.paste.variables import InterpolationFault, Scope, Span, Value, expand

_SETTERS = (SET, GET)


class Setting(NamedTuple):
    """What a name is set to, and the option that sets it; `known` is False where a fault hides it.

    The value of a `get` is that of the variable, with the variable's place.
    """

    value: Value
    option: Option
    known: bool = True

    @property
    def text(self) -> str:
        """The value as the loader hands it on."""
        return self.value.text

    @property
    def is_lost(self) -> bool:
        """Whether nothing of the value is known; otherwise its words without a hole are."""
        return not self.known and not self.value.holes


@by_identity
class Conf(NamedTuple):
    """A dictionary that a factory is called with, `own` laid over `under`.

    Two nodes of a graph hold the same object where the loader hands the same dictionary to both, so
    that what is written into one of them is seen in the other. Equal is only what is the same.
    """

    own: Mapping[str, Setting]
    under: Conf | None = None

    def flat(self) -> dict[str, Setting]:
        """Return all settings, in the order in which a dictionary would have them."""
        layers: list[Mapping[str, Setting]] = []
        layer: Conf | None = self
        while layer is not None:
            layers.append(layer.own)
            layer = layer.under
        flat: dict[str, Setting] = {}
        for own in reversed(layers):
            flat.update(own)
        return flat


class Defaults(NamedTuple):
    """The defaults of a file as its loader holds them.

    `options` are as written, and what `%(x)s` is looked up in; `settings` are expanded, and what a
    section's global variables start from. `setters` are the keys among them that set or get, which
    they do in every section. `faults` fail the loading of every section.
    """

    options: Mapping[str, Option]
    settings: Mapping[str, Setting]
    setters: tuple[str, ...]
    faults: tuple[InterpolationFault, ...]


@by_identity
class LoadedFile(NamedTuple):
    """A file with the defaults it has for one that loads it: the `ConfigLoader` of `loadwsgi`."""

    file: PasteFile
    defaults: Defaults


class SectionSettings(NamedTuple):
    """What a section's options are, whoever loads it.

    `sets` are global variables that it sets, `gets` names the local options that it takes from
    global variables and the variables they are taken from, `own` its local options. `shadowed` are
    those that the loader skips since they are defaults.
    """

    sets: Mapping[str, Setting]
    gets: Mapping[str, Setting]
    own: Mapping[str, Setting]
    shadowed: Mapping[str, Option]
    faults: tuple[InterpolationFault, ...]


class LocalSettings(NamedTuple):
    """A section's local options for given global variables, and the `get`s that failed."""

    settings: dict[str, Setting]
    unset: tuple[Setting, ...]


def load_file(file: PasteFile, given: Mapping[str, Setting] | None = None) -> LoadedFile:
    """Return a file as a `ConfigLoader` holds it.

    `given` are the global variables of whoever loads the file; as in `update_defaults` they are
    defaults where the file has none of the name. Their values are expanded a second time.
    """
    options = {
        "here": Option("here", os.path.dirname(file.path), file.path),
        "__file__": Option("__file__", file.path, file.path),
    }
    options.update(file.defaults)
    handed: dict[str, Value] = {}
    for name, setting in (given or {}).items():
        if name not in options:
            options[name] = Option(name, setting.text, file.path)
            handed[name] = setting.value
    scope = Scope({}, options)
    settings: dict[str, Setting] = {}
    faults: list[InterpolationFault] = []
    for key, option in options.items():
        value = expand(option, scope)
        if value.holes:
            origin = handed.get(key)
            faults.extend(value.faults if origin is None else _again(value, origin, file.path))
        # `NicerConfigParser.defaults` takes an empty value for none, and the written one instead.
        value = value if value.text else Value(option.text, option)
        settings[key] = Setting(value, option, not value.holes)
    setters = tuple(key for key in options if key.startswith((SET, GET)))
    return LoadedFile(file, Defaults(options, settings, setters, tuple(faults)))


def _again(value: Value, origin: Value, path: str) -> Iterator[InterpolationFault]:
    """Yield the faults of a value that the file at `path` was handed, where it was written."""
    for start, end, fault in value.holes:
        place = origin.location(*value.written(start, end))
        yield fault if place is None else fault._replace(location=place, via=None, again=path)


def given_settings(given: Mapping[str, str]) -> dict[str, Setting]:
    """Return variables that are handed to the loader from outside, as `global_conf`."""
    options = {name: Option(name, text, "") for name, text in given.items()}
    return {name: Setting(Value(o.text, o), o) for name, o in options.items()}


def section_settings(section: PasteSection, defaults: Defaults) -> SectionSettings:
    """Return what the options of a section are, in the loader's order."""
    plain = plain_settings(section, defaults)
    if plain is not None:
        return SectionSettings({}, {}, plain, {}, ())
    return expanded_settings(section, defaults)


def expanded_settings(section: PasteSection, defaults: Defaults) -> SectionSettings:
    """Return what the options of a section are that is known not to be a plain one."""
    scope = Scope(section.options, defaults.options)
    sets: dict[str, Setting] = {}
    gets: dict[str, Setting] = {}
    own: dict[str, Setting] = {}
    shadowed: dict[str, Option] = {}
    faults: list[InterpolationFault] = []
    inherited = [defaults.options[key] for key in defaults.setters if key not in section.options]
    for option in (*section.options.values(), *inherited):
        key = option.key
        kind, name = split_setter(key)
        if kind is None and key in defaults.options:
            # It is not even expanded.
            shadowed[key] = option
            continue
        value = expand(option, scope)
        if value.holes:
            faults.extend(value.faults)
        into = own if kind is None else sets if kind == SET else gets
        into[name] = Setting(value, option, not value.holes)
    return SectionSettings(sets, gets, own, shadowed, tuple(faults))


def plain_settings(section: PasteSection, defaults: Defaults) -> dict[str, Setting] | None:
    """Return the local options of a section if all its options are such, just as written.

    None where some set or get variables, have variables in them, or are defaults too.
    """
    if section.has_setters or defaults.setters:
        return None
    settings: dict[str, Setting] = {}
    for key, option in section.options.items():
        if "%" in option.text or key in defaults.options:
            return None
        settings[key] = Setting(Value(option.text, option), option)
    return settings


class LocalOptions(Mapping[str, Setting]):
    """A section's local options as they are if it is loaded for itself, expanded when asked for.

    Most questions are about a few options of many.
    """

    def __init__(self, section: PasteSection, defaults: Defaults) -> None:
        self._options = section.options
        self._defaults = defaults.options
        self._known: Mapping[str, Setting] | None = None
        if defaults.setters or section.has_setters:
            settings = expanded_settings(section, defaults)
            variables = {**defaults.settings, **settings.sets}
            self._known = local_settings(settings, variables).settings

    def __getitem__(self, key: str) -> Setting:
        if self._known is not None:
            return self._known[key]
        setting = self.find(key)
        if setting is None:
            raise KeyError(key)
        return setting

    def find(self, key: str) -> Setting | None:
        """Return an option, None where there is none: most are asked for in vain."""
        if self._known is not None:
            return self._known.get(key)
        option = self._options.get(key)
        if option is None or key in self._defaults:
            return None
        if "%" not in option.text:
            return Setting(Value(option.text, option), option)
        value = expand(option, Scope(self._options, self._defaults))
        return Setting(value, option, not value.holes)

    def __iter__(self) -> Iterator[str]:
        if self._known is not None:
            return iter(self._known)
        return (key for key in self._options if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        if self._known is not None:
            return key in self._known
        return key in self._options and key not in self._defaults


def split_setter(key: str) -> tuple[str | None, str]:
    """Return `("set ", "x")` for the key `set x`, likewise for `get`, and None for other keys."""
    if key.startswith(_SETTERS):
        return key[: len(SET)], key[len(SET) :].strip()
    return None, key


def local_settings(settings: SectionSettings, variables: Mapping[str, Setting]) -> LocalSettings:
    """Return a section's local options once `get` has read the global variables."""
    local = dict(settings.own)
    unset: list[Setting] = []
    for name, setting in settings.gets.items():
        variable = variables.get(setting.text) if setting.known else None
        if variable is not None:
            value = _placed(variable.value, setting.option)
            local[name] = Setting(value, setting.option, variable.known)
        else:
            # The option is there, whatever it is.
            local[name] = Setting(setting.value, setting.option, False)
            if setting.known:
                unset.append(setting)
    return LocalSettings(local, tuple(unset))


def _placed(value: Value, option: Option) -> Value:
    """Return a value with a place: its own, or the option's if it stands in no file."""
    if value.option.ini is not None:
        return value
    return Value(value.text, option, (Span(0, 0, len(option.text), False),))


def location_of_variable(setting: Setting) -> Location | None:
    """Return where a global variable is set: the key of a default, the `x` of `set x`."""
    key = setting.option.key
    _, name = split_setter(key)
    return setting.option.key_part(len(key) - len(name))
