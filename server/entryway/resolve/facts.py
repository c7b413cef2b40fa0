"""What one Python source binds: plain facts, kept instead of its tree.

A tree costs four times the memory of these facts, and only these are asked for again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entryway.model import Range


@dataclass(frozen=True, slots=True)
class Dotted:
    """An expression that is a name or a chain of attributes: `App.launch`, as its parts."""

    parts: tuple[str, ...]


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
class Function:
    """A `def`; what decorators make of it is not known."""

    decorated: bool


@dataclass(frozen=True, slots=True)
class Class:
    """A `class`, its base expressions, and what its body binds.

    `opaque` says why attributes may exist that the body and the bases don't show, or is None.
    """

    bases: tuple[Dotted | Call | Opaque, ...]
    scope: Scope
    opaque: str | None = None


Value = Dotted | Call | Opaque | Imported | Function | Class


@dataclass(frozen=True, slots=True)
class Binding:
    """One statement that binds a name; `range` is the identifier, `full` the statement."""

    name: str
    value: Value
    range: Range
    full: Range


Names = dict[str, tuple[Binding, ...]]


@dataclass(frozen=True, slots=True)
class StarImport:
    """`from module import *`."""

    module: tuple[str, ...]
    level: int
    range: Range


@dataclass(frozen=True, slots=True)
class Scope:
    """What a module's or a class's body binds by its end: for each name the bindings that may hold.

    More than one stands there when branches disagree (`try/except`, `if/else`), in source order.
    """

    names: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What a module's source says about its names.

    `attached` holds attributes set from outside at module level, by the dotted target:
    `setattr(Router, 'factory', f)` or `Router.factory = f` give `{('Router',): {'factory': …}}`.
    `global_names` are bound by `global` statements inside functions. `exports` is `__all__`, or
    None where there is none, or `computed_exports` is set. `dynamic` says why names may exist that
    nothing here shows, or is None. `attached_dynamic` says the same of every class's attributes.
    """

    scope: Scope
    star_imports: tuple[StarImport, ...] = ()
    attached: Mapping[tuple[str, ...], Mapping[str, tuple[Binding, ...]]] = field(
        default_factory=dict
    )
    global_names: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)
    exports: frozenset[str] | None = None
    computed_exports: bool = False
    dynamic: str | None = None
    attached_dynamic: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A source that can't be parsed: the 0-based line where, and the parser's word for it."""

    line: int
    message: str
