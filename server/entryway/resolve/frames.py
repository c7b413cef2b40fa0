"""A scope while its statements are read: what each name is bound to so far."""

from __future__ import annotations

from collections.abc import Sequence

from entryway.resolve.facts import Binding, Names, find


class Frame:
    """The state of a scope between two of its statements.

    `names` is what its names are bound to so far, and is changed by `bind` alone. Where this scope
    is a class's, `module` is the same of its module, and `owner` the class's name. `certain` is
    False inside conditions and loops.
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
        self._changed: dict[str, None] = {}

    @property
    def in_class(self) -> bool:
        """Whether this is a class's body."""
        return self.owner is not None

    def branch(self) -> Frame:
        """Return a copy for statements that may or may not run."""
        return Frame(dict(self.names), self.module, self.owner, certain=False)

    def bind(self, name: str, bindings: tuple[Binding, ...]) -> None:
        """Let a name be held by these from now on."""
        self.names[name] = bindings
        self._changed[name] = None

    def join(self, outcomes: Sequence[Frame]) -> None:
        """Take over what alternatives, each a branch of this, made of the names.

        A name may then be what any of them made of it. Only what changed is looked at, since a
        module has many names and many branches.
        """
        for name in dict.fromkeys(name for outcome in outcomes for name in outcome._changed):
            self.bind(name, _union([find(outcome.names, name) for outcome in outcomes]))

    def mangled(self, name: str) -> str:
        """Return a name as it is stored: private names carry their class's ("Private names")."""
        if self.owner is None or not name.startswith("__"):
            return name
        return mangle(self.owner, name)

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


def _union(alternatives: list[tuple[Binding, ...]]) -> tuple[Binding, ...]:
    first = alternatives[0]
    if all(other is first for other in alternatives):
        return first
    return tuple(dict.fromkeys(binding for each in alternatives for binding in each))
