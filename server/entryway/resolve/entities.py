"""What a name may stand for while a reference is being followed."""

from __future__ import annotations

from entryway.model import Definition, DefinitionKind, Hop, HopKind, Location, Position, Range
from entryway.namedtuples import NamedTuple
from entryway.resolve.facts import Binding, Class, Function, ModuleFacts, Scope
from entryway.resolve.modules import FoundModule, NamespacePackage, SourceModule

TOP = Range(Position(0, 0), Position(0, 0))


class Bound(NamedTuple):
    """A binding at its place: its module, and the classes around it, outermost first."""

    module: SourceModule
    facts: ModuleFacts
    binding: Binding
    within: tuple[Bound, ...] = ()

    @property
    def qualified(self) -> tuple[str, ...]:
        """The dotted name within the module, as its parts."""
        return (*(outer.binding.name for outer in self.within), self.binding.name)

    @property
    def full_name(self) -> str:
        """The name as an object reference, `module:Class.attribute`."""
        return f"{self.module.name}:{'.'.join(self.qualified)}"

    @property
    def location(self) -> Location:
        """The place of the binding's identifier."""
        return Location(self.module.path, self.binding.range)

    @property
    def scope(self) -> Scope:
        """What a class's body binds; empty for anything but a class."""
        value = self.binding.value
        return value.scope if isinstance(value, Class) else Scope()

    def definition(self) -> Definition:
        """Return the place as a target."""
        match self.binding.value:
            case Function():
                kind = DefinitionKind.METHOD if self.within else DefinitionKind.FUNCTION
            case Class():
                kind = DefinitionKind.CLASS
            case _:
                kind = DefinitionKind.VARIABLE
        binding = self.binding
        return Definition(kind, self.full_name, self.module.path, binding.range, binding.full)


Entity = Bound | FoundModule


class Alias(NamedTuple):
    """A dotted name by which a module knows an entity, and may set attributes on it."""

    module: SourceModule
    facts: ModuleFacts
    parts: tuple[str, ...]

    def below(self, name: str) -> Alias | None:
        """Return the name of an attribute of the entity, None where nothing is said of it."""
        parts = (*self.parts, name)
        told = (*self.facts.attached, *self.facts.exposed)
        if any(len(other) >= len(parts) and other[: len(parts)] == parts for other in told):
            return Alias(self.module, self.facts, parts)
        return None


class Candidate(NamedTuple):
    """One thing a name may be, the assignments that also are right answers, and the way there.

    `doubt` says why it may be something else all the same, so that nothing can be proven of it.
    `certain` is False where the name may not be bound at all. `known_as` are the names by which
    modules on the way set attributes on it.
    """

    entity: Entity
    through: tuple[Definition, ...] = ()
    hops: tuple[Hop, ...] = ()
    doubt: str | None = None
    certain: bool = True
    known_as: tuple[Alias, ...] = ()

    @property
    def key(self) -> object:
        """What tells one target from another."""
        entity = self.entity
        place = (entity.module, entity.binding) if isinstance(entity, Bound) else entity
        return (place, self.through)

    @property
    def not_followed(self) -> Hop | None:
        """The hop that could not be made, where this stands for what lies behind it."""
        return next((hop for hop in self.hops if hop.kind is HopKind.NOT_FOLLOWED), None)

    def behind(self, hops: tuple[Hop, ...], through: tuple[Definition, ...] = ()) -> Candidate:
        """Return this candidate reached by these hops first."""
        return self._replace(
            through=through + self.through,
            hops=tuple(dict.fromkeys((*hops, *self.hops))),
        )

    def doubted(self, doubt: str) -> Candidate:
        """Return this candidate with a doubt, unless there is one already."""
        return self if self.doubt is not None else self._replace(doubt=doubt)

    def also(self, alias: Alias | None) -> Candidate:
        """Return this candidate known by one more name."""
        if alias is None or alias in self.known_as:
            return self
        return self._replace(known_as=(*self.known_as, alias))


def module_definition(module: FoundModule) -> Definition | None:
    """Return a module as a target: its file, a namespace package's first folder, or None."""
    path: str | None
    if isinstance(module, NamespacePackage):
        path = next(iter(module.portions), None)
    else:
        path = module.path
    return None if path is None else Definition(DefinitionKind.MODULE, module.name, path, TOP, TOP)
