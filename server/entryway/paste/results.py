"""What has been loaded for one question, and what can be loaded without waiting for anything else.

Most words name a section that was loaded before, or one whose own factory is all there is to it.
To see that takes a fraction of the time of the steps that load everything else.
"""

from __future__ import annotations

from typing import TypeAlias

from entryway.namedtuples import NamedTuple
from entryway.paste.cache import Cache, Key
from entryway.paste.frames import find_protocols, own_stage
from entryway.paste.nodes import FilterWith, Node, Stage
from entryway.paste.sections import PasteSection, Wanted, find_section
from entryway.paste.settings import Conf, LoadedFile, expanded_settings, plain_settings
from entryway.paste.stages import needs_finish
from entryway.paste.variable_sets import Variables
from entryway.paste.variables import Word


class Open(NamedTuple):
    """A section that is being loaded, and how many guesses led to it."""

    section: PasteSection | None
    guesses: int


_Nodes: TypeAlias = tuple[dict[Key, Node], dict[int, tuple[Node, Node]], dict[Key | int, Open]]
"""What `Results` has of nodes, which places change too; a place does not refer to its results."""


class Results:
    """The nodes of sections, by what they depend on, while a question is being answered.

    `contexts` are nodes whose composites may yet lack their parts; `finished` says for the id of
    one what became of it, the node itself beside it to keep the id its own. `open` is what is being
    loaded, outermost first.
    """

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.contexts: dict[Key, Node] = {}
        self.finished: dict[int, tuple[Node, Node]] = {}
        self.open: dict[Key | int, Open] = {}
        self._places: dict[tuple[int, int | None], Place] = {}

    def place(self, loaded: LoadedFile, variables: Conf | None) -> Place:
        """Return the place where one with these global variables looks names up."""
        key = (id(loaded), None if variables is None else id(variables.own))
        place = self._places.get(key)
        if place is None:
            nodes = (self.contexts, self.finished, self.open)
            place = self._places[key] = Place(self.cache, nodes, loaded, variables)
        return place


class Place:
    """Where names are looked up: a file as it is loaded, by one with some global variables."""

    def __init__(
        self, cache: Cache, nodes: _Nodes, loaded: LoadedFile, variables: Conf | None
    ) -> None:
        self._cache = cache
        self._contexts, self._finished, self._open = nodes
        self._loaded = loaded
        # It also keeps the variables, by whose identity the place is known.
        self._variables = variables
        self._merged = cache.merge(loaded, variables)
        self._keys: dict[tuple[Wanted, str], Key] = {}
        self._complete: dict[Wanted, dict[str, Node]] = {wanted: {} for wanted in Wanted}

    def key(self, section: PasteSection, name: str) -> Key:
        """Return what the result of loading a section of the file is known by; keep its name."""
        key = self._cache.key(section, self._loaded, self._merged)
        self._keys[section.wanted, name] = key
        return key

    def complete(self, word: Word, wanted: Wanted) -> Node | None:
        """Return all of what a word names, None where that has to be loaded step by step."""
        if word.value.holes and word.fault is not None:
            return None
        nodes = self._complete[wanted]
        node = nodes.get(word.text)
        if node is None:
            node = self._known(word.text, wanted) or self._plain(word.text, wanted)
            if node is not None:
                nodes[word.text] = node
        return node

    def _known(self, name: str, wanted: Wanted) -> Node | None:
        """Return the node of a section that was loaded before."""
        key = self._keys.get((wanted, name))
        node = None if key is None else self._contexts.get(key)
        if node is None or is_complete(node):
            return node
        finished = self._finished.get(id(node))
        return None if finished is None else finished[1]

    def _plain(self, name: str, wanted: Wanted) -> Node | None:
        """Load a section that leads to nothing else."""
        section = find_section(self._loaded.file, wanted, name) if ":" not in name else None
        if not isinstance(section, PasteSection):
            return None
        key = self.key(section, name)
        if key in self._contexts or key in self._open:
            return None
        node = self.stage(section)
        if node is not None:
            self._contexts[key] = node
        return node if node is not None and is_complete(node) else None

    def stage(self, section: PasteSection) -> Stage | None:
        """Return what a section builds if its own factory is all that is to be found."""
        loaded, defaults = self._loaded, self._loaded.defaults
        if section.leads_on or defaults.setters or defaults.faults:
            return None
        local = plain_settings(section, defaults)
        if local is None:
            settings = expanded_settings(section, defaults)
            if settings.faults or settings.shadowed:
                return None
            local = dict(settings.own)
        wanted = section.wanted
        found = find_protocols(local, wanted)
        if len(found) != 1:
            return None
        return own_stage(
            section, wanted, found[0], loaded, local, Conf(local), Conf(self._merged), ()
        )

    @property
    def merged(self) -> Variables:
        """The global variables that sections of the file start from."""
        return self._merged


def is_complete(node: Node) -> bool:
    """Whether a node has no composites in it whose parts are yet to be loaded."""
    return not needs_finish(node) if isinstance(node, Stage) else not isinstance(node, FilterWith)
