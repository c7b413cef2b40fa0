"""What has been read for one question: files, their defaults, and the settings of sections."""

from __future__ import annotations

from typing import TypeAlias

from entryway.paste.sections import PasteFile, PasteSection
from entryway.paste.settings import (
    Conf,
    LoadedFile,
    SectionSettings,
    load_file,
    section_settings,
)
from entryway.paste.surroundings import Surroundings
from entryway.paste.variable_sets import Variables, VariableSets

Key: TypeAlias = tuple[int, int, int]
"""A section, its file as it is loaded, and the global variables, by their identities."""

_VARIANT_LIMIT = 32
"""Files can be made that load a section with ever other global variables: circles that change one
each time, trees that double with each level. No real section sees more than a few."""


class Cache:
    """Everything that is the same however often a question asks for it."""

    def __init__(self, file: PasteFile, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.variables = VariableSets()
        self._files: dict[str, PasteFile | None] = {file.path: file}
        # What is known by its identity is kept alive by these.
        self._loaded: dict[tuple[str, int], LoadedFile] = {}
        self._settings: dict[tuple[int, int], SectionSettings] = {}
        self._merged: dict[tuple[int, int], Variables] = {}
        self._variants: dict[int, list[Key]] = {}

    def file(self, path: str) -> PasteFile | None:
        """Return a file by its absolute path."""
        if path not in self._files:
            self._files[path] = self._surroundings.file(path)
        return self._files[path]

    def load(self, file: PasteFile, variables: Conf | None) -> LoadedFile:
        """Return a file as its loader holds it for one who has these global variables."""
        given = None if variables is None else variables.own
        key = (file.path, id(given))
        loaded = self._loaded.get(key)
        if loaded is None:
            loaded = load_file(file, given)
            settings = self.variables.interned(loaded.defaults.settings)
            loaded = loaded._replace(defaults=loaded.defaults._replace(settings=settings))
            self._loaded[key] = loaded
        return loaded

    def settings(self, section: PasteSection, loaded: LoadedFile) -> SectionSettings:
        """Return what the options of a section of a loaded file are."""
        key = (id(section), id(loaded))
        settings = self._settings.get(key)
        if settings is None:
            settings = self._settings[key] = section_settings(section, loaded.defaults)
        return settings

    def merge(self, loaded: LoadedFile, variables: Conf | None) -> Variables:
        """Return a file's defaults with the variables of whoever loads a section over them."""
        defaults = loaded.defaults.settings
        if variables is None or variables.own is defaults:
            return defaults
        key = (id(defaults), id(variables.own))
        merged = self._merged.get(key)
        if merged is None:
            missing = {n: s for n, s in defaults.items() if n not in variables.own}
            merged = self._merged[key] = self.variables.changed(variables.own, missing)
        return merged

    def key(self, section: PasteSection, loaded: LoadedFile, variables: Variables) -> Key:
        """Return what the result of loading a section is known by.

        Beyond some number of variants the first stands for all others.
        """
        key = (id(section), id(loaded), id(variables))
        variants = self._variants.get(id(section))
        if variants is None:
            self._variants[id(section)] = [key]
        elif key not in variants:
            if len(variants) == _VARIANT_LIMIT:
                return variants[0]
            variants.append(key)
        return key

    def is_loaded(self, section: PasteSection) -> bool:
        """Whether a key was asked for, for a section of whatever variant."""
        return id(section) in self._variants
