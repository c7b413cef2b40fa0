"""What one Python source binds: plain facts, kept instead of its tree.

A tree costs four times the memory of these facts, and only these are asked for again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from entryway.model import Position, Range
from entryway.namedtuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""An empty mapping that nobody can fill."""


class Dotted(NamedTuple):
    """An expression that is a name or a chain of attributes: `App.launch`, as its parts.

    `where` is what its first name was bound to when the expression was evaluated; `local` says that
    a class body bound it, not the module.
    """

    parts: tuple[str, ...]
    where: tuple[Binding, ...] = ()
    local: bool = False


class Call(NamedTuple):
    """A value made by a call; `callee` is None where that is no dotted name."""

    callee: Dotted | None
    arguments: tuple[Dotted, ...] = ()


class Opaque(NamedTuple):
    """Any other value: a literal, an operation, a comprehension."""

    what: str


class Imported(NamedTuple):
    """A name bound by an import.

    `module` is what stands behind `from` or `import`; `level` counts the leading dots; `attribute`
    is None for `import module`.
    """

    module: tuple[str, ...]
    attribute: str | None
    level: int = 0


class StarImport(NamedTuple):
    """`from module import *`, which may bind any name; `before` is what held the name so far."""

    module: tuple[str, ...]
    level: int
    before: tuple[Binding, ...]


class Function(NamedTuple):
    """A `def`; what decorators make of it is not known."""

    decorated: bool


class Class(NamedTuple):
    """A `class`, its base expressions, and what its body binds.

    `opaque` says why attributes may exist that the body and the bases don't show, or is None.
    `abstract` says that its metaclass is `abc.ABCMeta`, whose own attributes are visible in it.
    """

    bases: tuple[Dotted | Call | Opaque, ...]
    scope: Scope
    opaque: str | None = None
    abstract: bool = False


Value = Dotted | Call | Opaque | Imported | StarImport | Function | Class


Stretch = tuple[int, int, int, int]
"""A range as four numbers: first line and column, last line and column, as in `Range`.

Of the thousands of names that a module binds few are ever shown, and only those are made a `Range`.
"""


class Binding:
    """One statement that binds a name; `name_at` is the identifier, `statement_at` all of it.

    A binding equals only itself: its value may hold a long chain of earlier ones.
    """

    __slots__ = ("name", "name_at", "statement_at", "value")

    def __init__(self, name: str, value: Value, name_at: Stretch, statement_at: Stretch) -> None:
        self.name = name
        self.value = value
        self.name_at = name_at
        self.statement_at = statement_at

    @property
    def range(self) -> Range:
        """Where the identifier stands."""
        return _range(self.name_at)

    @property
    def full(self) -> Range:
        """Where the statement stands, from its first decorator on."""
        return _range(self.statement_at)


def _range(stretch: Stretch) -> Range:
    line, column, last_line, last_column = stretch
    return Range(Position(line, column), Position(last_line, last_column))


Names = dict[str, tuple[Binding, ...]]

NOWHERE: Stretch = (0, 0, 0, 0)
"""The place of a binding that no statement makes: the top of the module."""

UNBOUND = Binding("", Opaque("nothing"), NOWHERE, NOWHERE)
"""Stands among the bindings of a name on some way to which nothing binds it, or `del` did."""

ANY = "*"
"""The key under which `Names` holds the star imports that may bind names not listed."""


class Scope(NamedTuple):
    """What a module's or a class's body binds by its end: for each name the bindings that may hold.

    More than one stands there when branches disagree (`try/except`, `if/else`), in source order;
    `UNBOUND` is among them when one of the branches does not bind the name.
    """

    names: Mapping[str, tuple[Binding, ...]] = NOTHING

    def find(self, name: str) -> tuple[Binding, ...]:
        """Return what may hold a name: its bindings, or the star imports that may bring it."""
        return find(self.names, name)

    @property
    def known(self) -> set[str]:
        """The names that are bound by name."""
        return {name for name, held in self.names.items() if held != (UNBOUND,) and name != ANY}


def find(names: Mapping[str, tuple[Binding, ...]], name: str) -> tuple[Binding, ...]:
    """Return what may hold a name; `UNBOUND` alone where nothing does."""
    found = names.get(name)
    return names.get(ANY, (UNBOUND,)) if found is None else found


ANYTHING: tuple[str, ...] = ()
"""The target under which `attached` holds what is set on objects known only at run time."""


class Attached(NamedTuple):
    """An attribute set from outside; `certain` where no condition guards it."""

    bindings: tuple[Binding, ...]
    certain: bool


class Exports(NamedTuple):
    """What a module's `__all__` lists: names, and the lists of other modules added to it.

    `computed` says that more or fewer may be in it than can be read.
    """

    names: frozenset[str]
    others: tuple[Dotted, ...] = ()
    computed: bool = False


class ModuleFacts(NamedTuple):
    """What a module's source says about its names.

    `attached` holds attributes set from outside at module level, by the dotted target:
    `setattr(Router, 'factory', f)` or `Router.factory = f` give `{('Router',): {'factory': …}}`.
    `global_names` are bound by `global` statements inside functions. `exports` is `__all__`, or
    None where there is none. `dynamic` says why names of the module may be set by a call it makes,
    or is None; `exposed` says the same of the objects it names, which calls at module level were
    given. `unfinished` says that some of the text was left out, which may bind anything.
    """

    scope: Scope
    attached: Mapping[tuple[str, ...], Mapping[str, Attached]] = NOTHING
    global_names: Mapping[str, tuple[Binding, ...]] = NOTHING
    exports: Exports | None = None
    dynamic: str | None = None
    unfinished: str | None = None
    exposed: Mapping[tuple[str, ...], str] = NOTHING


class Broken(NamedTuple):
    """A source that can't be parsed: the 0-based line where, and the parser's word for it."""

    line: int
    message: str
