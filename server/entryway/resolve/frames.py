"""A scope while its statements are read: what each name is bound to so far."""

from __future__ import annotations

from collections.abc import Sequence

from entryway.resolve.facts import Binding, Names, find


class Frame:
    """The state of a scope between two of its statements.

    `names` is what its names are bound to so far, `module` the same of the module where this scope
    is a class's, and `owner` that class's name. `certain` is False inside conditions and loops.
    """

    def __init__(
        self,
        names: Names,
        module: Names | None = None,
        owner: str | None = None,
        certain: bool = True,
    ) -> None:
        self.names = names
        self.module = module
        self.owner = owner
        self.certain = certain

    @property
    def in_class(self) -> bool:
        """Whether this is a class's body."""
        return self.owner is not None

    def branch(self) -> Frame:
        """Return a copy for statements that may or may not run."""
        return Frame(dict(self.names), self.module, self.owner, certain=False)

    def join(self, outcomes: Sequence[Frame]) -> None:
        """Take over what alternatives made of the names: each may be what any made of it."""
        names = merge([outcome.names for outcome in outcomes])
        # In place, as a class's frame holds on to its module's names.
        self.names.clear()
        self.names.update(names)

    def mangled(self, name: str) -> str:
        """Return a name as it is stored: private names carry their class's ("Private names")."""
        return name if self.owner is None else mangle(self.owner, name)

    def find(self, name: str) -> tuple[tuple[Binding, ...], bool]:
        """Return what a name is bound to now, and whether a class body bound it."""
        if self.module is not None:
            found = self.names.get(name)
            if found is not None:
                return found, True
            return find(self.module, name), False
        return find(self.names, name), False


def mangle(owner: str, name: str) -> str:
    """Return a private name of a class as the compiler stores it: `__x` -> `_Owner__x`."""
    if not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = owner.lstrip("_")
    return f"_{stripped}{name}" if stripped else name


def merge(outcomes: Sequence[Names]) -> Names:
    """Join what alternatives bound: each name with all that may hold it, each once."""
    merged: Names = {}
    for outcome in outcomes:
        for name in outcome.keys() - merged.keys() if merged else outcome:
            merged[name] = _union([find(other, name) for other in outcomes])
    return merged


def _union(alternatives: list[tuple[Binding, ...]]) -> tuple[Binding, ...]:
    first = alternatives[0]
    if all(other is first for other in alternatives):
        return first
    return tuple(dict.fromkeys(binding for each in alternatives for binding in each))
