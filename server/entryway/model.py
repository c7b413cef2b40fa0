"""The facts Entryway speaks of: places, declarations, references, and what references resolve to.

Everything here is frozen data without behaviour beyond small derived properties: named tuples,
since making sixty frozen dataclasses takes longer than resolving a reference. Lines are 0-based.
Columns are 0-based and count code points (not UTF-16 units); only the LSP layer knows other
encodings. Paths are absolute strings, normalised by `os.path.abspath`.
"""

from __future__ import annotations

import enum

from entryway.namedtuples import NamedTuple


class Position(NamedTuple):
    """A place between two characters: 0-based line, 0-based column in code points."""

    line: int
    column: int


class Range(NamedTuple):
    """A half-open stretch of text: `start` is its first character, `end` stands behind its last."""

    start: Position
    end: Position

    def __contains__(self, position: object) -> bool:
        """Whether a cursor at `position` touches the range; its end counts, as editors count it."""
        return isinstance(position, Position) and self.start <= position <= self.end


def line_range(line: int, start: int, end: int) -> Range:
    """Return the range of columns `start` to `end` within one line."""
    # Most of what reading a file takes is making these; the constructors would double that.
    make = tuple.__new__
    return make(Range, (make(Position, (line, start)), make(Position, (line, end))))


class Name(NamedTuple):
    """A word of a document with the place it stands at.

    Its characters stand side by side on one line. Where they do not, since some are written as
    escapes or on another line, `places` has the range of each of them.
    """

    text: str
    range: Range
    places: tuple[Range, ...] | None = None


class Location(NamedTuple):
    """A range of a file."""

    path: str
    range: Range


# --- What documents hold -------------------------------------------------------------------------


class Folders(NamedTuple):
    """Folders, relative to the project's, that are searched before all others, or if `last` after.

    Whoever loads an object adds them to its path.
    """

    paths: tuple[str, ...] = ()
    last: bool = False


class ObjectReference(NamedTuple):
    """A string that names a Python object: `module` or `module:attribute`.

    The rule is the packaging specification "Entry points", data model. `module` and `attributes`
    hold the dotted parts, each with its own range. `key` is the name on the left of the delimiter,
    which leads to the whole. `group` is the entry point group, or the Paste Deploy protocol, that
    will load the object, or what else does (`[mypy] plugins`); None where that is not known.
    `folders` are searched besides the project's own and the environment's.

    `file` is the path of the module, relative to the project's folder, where it is named by that.
    An attribute whose range is empty is not written, and is meant all the same. If `is_dotted`, no
    colon ends the module: it is as long as it can be. If `in_build`, an environment of its own
    loads the object, and of what is installed here nothing follows for it.
    """

    range: Range
    module: tuple[Name, ...]
    attributes: tuple[Name, ...]
    key: Name | None = None
    group: str | None = None
    folders: Folders = Folders()
    file: str | None = None
    is_dotted: bool = False
    in_build: bool = False

    @property
    def text(self) -> str:
        """The reference in its canonical form, `module:attribute`."""
        module = ".".join(part.text for part in self.module)
        attributes = ".".join(part.text for part in self.attributes)
        return f"{module}:{attributes}" if attributes else module


class EggReference(NamedTuple):
    """A string that names an entry point of a distribution: `egg:Dist#name`, or `egg:Dist`.

    Where `entry` is None the entry point `main` is meant. `groups` are the entry point groups that
    Paste Deploy would search, in its order (`paste.deploy.loadwsgi.EggLoader`).
    """

    range: Range
    distribution: Name
    entry: Name | None
    groups: tuple[str, ...]
    key: Name | None = None

    @property
    def entry_name(self) -> str:
        """The name of the entry point that is looked up."""
        return self.entry.text if self.entry is not None else "main"

    @property
    def text(self) -> str:
        """The reference as Paste Deploy would read it."""
        return f"egg:{self.distribution.text}#{self.entry_name}"


Reference = ObjectReference | EggReference


class EntryPoint(NamedTuple):
    """A declared entry point: `name = value` in a group. `value` includes any extras.

    `home` is the section or the table that declares it, where a file may have several of which a
    build backend reads only some; "" elsewhere.
    """

    group: Name
    name: Name
    value: Name
    reference: ObjectReference | None
    home: str = ""


class Section(NamedTuple):
    """A section of a Paste Deploy file: `[kind:name]`; the name is `main` where none is written."""

    kind: str
    name: str
    header: Range


# --- What references resolve to ------------------------------------------------------------------


class DefinitionKind(enum.Enum):
    """What a definition in Python source is."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    METHOD = "method"
    VARIABLE = "variable"


class Definition(NamedTuple):
    """A place in Python source that defines an object.

    `name` is the definition's own full name (`glance.common.wsgi:Middleware.factory`), which may
    differ from the reference that led here. `selection` is the identifier, or an empty range at the
    top for a module; `full` runs from the first decorator to the end of the body.
    """

    kind: DefinitionKind
    name: str
    path: str
    selection: Range
    full: Range


class Declaration(NamedTuple):
    """A place in a configuration or metadata file that declares something, or such a file's top.

    `name` is what people call it: a distribution, an entry point, a section's header with its
    brackets, an option, a file. `full` is all that belongs to it, None for no more than its
    location.
    """

    name: str
    location: Location
    full: Range | None = None


Target = Definition | Declaration


class HopKind(enum.Enum):
    """The way one name leads to the next."""

    IMPORT = "imported from"
    STAR_IMPORT = "star import of"
    ALIAS = "names"
    BASE_CLASS = "inherited from"
    ATTACHED = "set by"
    GLOBAL = "bound by a global statement in"
    ENTRY_POINT = "entry point"
    UNREAD_BASE = "may be overridden by unread base"
    INFERRED = "inferred to be"
    NOT_FOLLOWED = "not followed further"


class Hop(NamedTuple):
    """One step on the way from a reference to its target, and the place that takes it."""

    kind: HopKind
    name: str
    location: Location | None = None


class Found(NamedTuple):
    """The reference leads to these targets: more than one for `try/except` doubles and aliases.

    `doubt` says why it may lead elsewhere all the same, such as an import that can't be followed
    beside them: then nothing can be proven of what it leads to.
    """

    targets: tuple[Target, ...]
    hops: tuple[Hop, ...] = ()
    doubt: str | None = None


class Absent(enum.Enum):
    """What kind of thing is proven missing."""

    MODULE = "module"
    FILE = "file"
    ATTRIBUTE = "attribute"
    DISTRIBUTION = "distribution"
    ENTRY_POINT = "entry point"


class Missing(NamedTuple):
    """The reference leads nowhere, and this is the proof.

    `part` is the index of the first failing part among the module parts followed by the attributes
    (for an egg reference: 0 the distribution, 1 the entry point). `owner` is what was found and
    read and lacks `name`; `owner_location` is where that is; `known` are the names it does have.
    """

    what: Absent
    name: str
    part: int
    owner: str
    owner_location: Location | None = None
    known: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()


class Reason(enum.Enum):
    """Why a reference can neither be found nor be proven missing."""

    NO_ENVIRONMENT = "no environment"
    NOT_INSTALLED = "not installed"
    COMPILED = "compiled module"
    BUILT_IN = "built into the interpreter"
    UNREADABLE = "unreadable source"
    SYNTAX = "source that does not parse"
    DYNAMIC = "names made at run time"
    BASE_CLASS = "unread base class"
    VALUE = "a value made at run time"
    CYCLE = "circular imports"
    UNDECLARED = "declarations not read"
    IMPORT = "an import that leads nowhere"


class Unknown(NamedTuple):
    """The reference may or may not lead somewhere; `detail` says why, as half a sentence.

    `part` is as in `Missing`. `location` is the file that hides the answer, where there is one.
    """

    reason: Reason
    detail: str
    part: int = 0
    location: Location | None = None
    hops: tuple[Hop, ...] = ()


Resolution = Found | Missing | Unknown
