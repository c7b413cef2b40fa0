"""What loading a section builds, as a tree of frozen nodes, and what makes the loading fail.

The nodes mirror the contexts of `paste.deploy.loadwsgi` (`LoaderContext` and its object types).
Parts that are loaded alike are one and the same node, so a tree may be far larger than the memory
it takes: whoever walks it should remember the nodes that it has seen. It may also be too deep for
recursion, and so for `repr`; `order.faults` shows how to walk it. Equal is only what is the same.
"""

from __future__ import annotations

import enum

from entryway.model import Location, Reference, line_range
from entryway.namedtuples import NamedTuple
from entryway.paste.identity import by_identity
from entryway.paste.options import Option
from entryway.paste.sections import PasteSection, Wanted
from entryway.paste.settings import Conf, LoadedFile
from entryway.paste.targets import object_reference
from entryway.paste.variables import Word


class Spot(NamedTuple):
    """Where a part of a section is named: the words, or the section where there are none."""

    word: Word | None
    section: PasteSection | None

    @property
    def text(self) -> str:
        """The words as the loader reads them, "" where there are none."""
        return "" if self.word is None else self.word.text

    @property
    def location(self) -> Location:
        """Where the words stand, or else the section's header, or else the top of a file."""
        place = None if self.word is None else self.word.location
        if place is not None:
            return place
        if self.section is not None:
            return self.section.location
        path = "" if self.word is None else self.word.value.option.path
        return Location(path, line_range(0, 0, 0))

    def on(self, word: Word) -> Location:
        """Return where a part of the words stands, or all of them if it has no characters."""
        return (word.location if word.text else None) or self.location


class FaultKind(enum.Enum):
    """Why loading fails; where a diagnostic has the same meaning, the value is its code.

    `VARIABLE_NOT_SET` is a `get` of a global variable that is not there (a `KeyError`).
    `NO_PROTOCOL` is `call:` where no section says how to call the object: as an element of a
    pipeline, or the `use` of a `filter-app`; making the object fails. `FILTER_WITH_MISAPPLIED` is
    `filter-with` for an app that is a pipeline, a `filter-app` or has a `filter-with` itself: the
    loader takes it for a filter, makes a function of one argument in the app's place, and the first
    request fails.
    """

    SECTION_NOT_FOUND = "section-not-found"
    AMBIGUOUS_SECTION = "ambiguous-section"
    NO_LOADER = "no-loader"
    MULTIPLE_LOADERS = "multiple-loaders"
    PIPELINE_MISSING = "pipeline-missing"
    PIPELINE_EXTRA_SETTINGS = "pipeline-extra-settings"
    NEXT_MISSING = "next-missing"
    UNKNOWN_SCHEME = "unknown-scheme"
    DISTRIBUTION_NOT_FOUND = "distribution-not-found"
    ENTRY_POINT_NOT_FOUND = "entry-point-not-found"
    AMBIGUOUS_ENTRY_POINT = "ambiguous-entry-point"
    CONFIG_FILE_NOT_FOUND = "config-file-not-found"
    USE_CYCLE = "use-cycle"
    INTERPOLATION_ERROR = "interpolation-error"
    INVALID_OBJECT_REFERENCE = "invalid-object-reference"
    VARIABLE_NOT_SET = "variable-not-set"
    NO_PROTOCOL = "no-protocol"
    FILTER_WITH_MISAPPLIED = "filter-with-misapplied"


class Moment(enum.Enum):
    """When a fault shows: while contexts are found, objects are made, or a request comes."""

    LOAD = "load"
    MAKE = "make"
    REQUEST = "request"


class Fault(NamedTuple):
    """A reason for which loading fails, and the words to blame.

    `name` is what is named there: the section, scheme, distribution, entry point, file, variable or
    setting; it is never another option's value. `related` are the places that explain it: the
    sections that are ambiguous, the first of two factories, the default that hides an option, the
    sections that a cycle goes through. `is_certain` is False where the fault only shows if a
    composite reads its options as was guessed. `searched` is the file whose sections were searched
    for the name, or that replaced the variables of a value once more.
    """

    kind: FaultKind
    location: Location
    name: str
    wanted: Wanted | None = None
    related: tuple[Location, ...] = ()
    is_certain: bool = True
    searched: str = ""
    moment: Moment = Moment.LOAD


class How(enum.Enum):
    """How a factory is named: by a section's option, by `egg:` or by `call:`."""

    OPTION = "option"
    EGG = "egg"
    CALL = "call"


class Used(NamedTuple):
    """A section whose `use` led to a node, outermost first, with its own faults."""

    section: PasteSection
    faults: tuple[Fault, ...]
    rest: Used | None


@by_identity
class Stage(NamedTuple):
    """An app, filter or server that a factory makes.

    `section` is the one that names the factory, by an option of its own or as `egg:` or `call:` in
    its `use`; None where a name with a scheme stands in another's place, such as a pipeline's.
    `named` is the factory, or the words that name it, or None where there is none. `protocol` is
    how it is called, None where that is not known or there is no such protocol. `local` are the
    options that it is called with. `branches` are the parts of a composite, which looks their names
    up in `loader`.
    """

    wanted: Wanted
    how: How
    at: Spot
    section: PasteSection | None
    used: Used | None
    named: Reference | Word | None
    protocol: str | None
    local: Conf
    variables: Conf
    loader: LoadedFile | None
    branches: tuple[Branch, ...]
    faults: tuple[Fault, ...]

    @property
    def place(self) -> Location:
        """Where the factory is named; the places within `factory` are of the same file."""
        return self.at.location

    @property
    def factory(self) -> Reference | None:
        """What makes the object, None where the words that name it are no reference."""
        if not isinstance(self.named, Word):
            return self.named
        return object_reference(self.named, self.protocol or "", self.at.location.range)


@by_identity
class Pipeline(NamedTuple):
    """A `[pipeline:…]`: a request passes the filters in order, then reaches the app.

    `app` is None where the section has no pipeline.
    """

    section: PasteSection
    used: Used | None
    filters: tuple[Edge, ...]
    app: Edge | None
    local: Conf
    variables: Conf
    faults: tuple[Fault, ...]

    @property
    def wanted(self) -> Wanted:
        """What it is loaded as: always an app."""
        return Wanted.APP


@by_identity
class FilterApp(NamedTuple):
    """A `[filter-app:…]`: a filter of its own before the app that `next` names, if it does."""

    section: PasteSection
    used: Used | None
    filter: Node
    next: Edge | None
    local: Conf
    variables: Conf
    faults: tuple[Fault, ...]

    @property
    def wanted(self) -> Wanted:
        """What it is loaded as: always an app."""
        return Wanted.APP


@by_identity
class FilterWith(NamedTuple):
    """A section with `filter-with`: the filter before `inner`, which is all else of the section."""

    wanted: Wanted
    section: PasteSection
    used: Used | None
    filter: Edge
    inner: Node
    local: Conf
    variables: Conf
    faults: tuple[Fault, ...]


@by_identity
class Failure(NamedTuple):
    """What can't be loaded at all, for the faults that it holds."""

    wanted: Wanted
    used: Used | None
    faults: tuple[Fault, ...]


Node = Stage | Pipeline | FilterApp | FilterWith | Failure


@by_identity
class Edge(NamedTuple):
    """The words that name a part, where they stand, and what they lead to."""

    at: Spot
    node: Node

    @property
    def text(self) -> str:
        """The words as the loader reads them."""
        return self.at.text

    @property
    def location(self) -> Location:
        """Where the words stand."""
        return self.at.location


@by_identity
class Branch(NamedTuple):
    """A part of a composite: the option that names it, and the app, with the filters before it.

    `key` is the path of a URL map or the name of a flavour. `is_certain` is False where the
    composite's factory is not known to read its options so.
    """

    key: str
    option: Option
    filters: tuple[Edge, ...]
    app: Edge
    is_certain: bool

    @property
    def location(self) -> Location:
        """Where the key of the option stands."""
        return self.option.key_location or self.app.location


def asked_section(node: Node) -> PasteSection | None:
    """Return the section that was asked for to get a node: the first of those that use others."""
    if node.used is not None:
        return node.used.section
    return None if isinstance(node, Failure) else node.section
