"""What one Python source binds: plain facts, kept instead of its tree.

A tree costs four times the memory of these facts, and only these are asked for again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entryway.model import Position, Range

_NOWHERE = Range(Position(0, 0), Position(0, 0))


@dataclass(frozen=True, slots=True)
class Dotted:
    """An expression that is a name or a chain of attributes: `App.launch`, as its parts.

    `where` is what its first name was bound to when the expression was evaluated; `local` says that
    a class body bound it, not the module.
    """

    parts: tuple[str, ...]
    where: tuple[Binding, ...] = ()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A value made by a call; `callee` is None where that is no dotted name."""

    callee: Dotted | None
    arguments: tuple[Dotted, ...] = ()


@dataclass(frozen=True, slots=True)
class Opaque:
    """Any other value: a literal, an operation, a comprehension."""

    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A name bound by an import.

    `module` is what stands behind `from` or `import`; `level` counts the leading dots; `attribute`
    is None for `import module`.
    """

    module: tuple[str, ...]
    attribute: str | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class StarImport:
    """`from module import *`, which may bind any name; `before` is what held the name so far."""

    module: tuple[str, ...]
    level: int
    before: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A `def`; what decorators make of it is not known."""

    decorated: bool


@dataclass(frozen=True, slots=True)
class Class:
    """A `class`, its base expressions, and what its body binds.

    `opaque` says why attributes may exist that the body and the bases don't show, or is None.
    `abstract` says that its metaclass is `abc.ABCMeta`, whose own attributes are visible in it.
    """

    bases: tuple[Dotted | Call | Opaque, ...]
    scope: Scope
    opaque: str | None = None
    abstract: bool = False


Value = Dotted | Call | Opaque | Imported | StarImport | Function | Class


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One statement that binds a name; `range` is the identifier, `full` the statement.

    A binding equals only itself: its value may hold a long chain of earlier ones.
    """

    name: str
    value: Value
    range: Range
    full: Range


Names = dict[str, tuple[Binding, ...]]

UNBOUND = Binding("", Opaque("nothing"), _NOWHERE, _NOWHERE)
"""Stands among the bindings of a name on some way to which nothing binds it, or `del` did."""

ANY = "*"
"""The key under which `Names` holds the star imports that may bind names not listed."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a module's or a class's body binds by its end: for each name the bindings that may hold.

    More than one stands there when branches disagree (`try/except`, `if/else`), in source order;
    `UNBOUND` is among them when one of the branches does not bind the name.
    """

    names: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)

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


@dataclass(frozen=True, slots=True)
class Attached:
    """An attribute set from outside; `certain` where no condition guards it."""

    bindings: tuple[Binding, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Exports:
    """What a module's `__all__` lists: names, and the lists of other modules added to it.

    `computed` says that more or fewer may be in it than can be read.
    """

    names: frozenset[str]
    others: tuple[Dotted, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What a module's source says about its names.

    `attached` holds attributes set from outside at module level, by the dotted target:
    `setattr(Router, 'factory', f)` or `Router.factory = f` give `{('Router',): {'factory': …}}`.
    `global_names` are bound by `global` statements inside functions. `exports` is `__all__`, or
    None where there is none. `dynamic` says why names may exist that nothing here shows, or is
    None; `attached_dynamic` says the same of every class's attributes, and `exposed` of the
    objects it names, which calls at module level were given.
    """

    scope: Scope
    attached: Mapping[tuple[str, ...], Mapping[str, Attached]] = field(default_factory=dict)
    global_names: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)
    exports: Exports | None = None
    dynamic: str | None = None
    attached_dynamic: str | None = None
    exposed: Mapping[tuple[str, ...], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """A source that can't be parsed: the 0-based line where, and the parser's word for it."""

    line: int
    message: str
