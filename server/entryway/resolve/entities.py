"""What a name may stand for while a reference is being followed."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.model import Definition, DefinitionKind, Hop, Location, Position, Range
from entryway.resolve.facts import Binding, Class, Function, ModuleFacts, Scope
from entryway.resolve.modules import FoundModule, NamespacePackage, SourceModule

TOP = Range(Position(0, 0), Position(0, 0))


@dataclass(frozen=True, slots=True)
class Bound:
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a name may be, the assignments that also are right answers, and the way there."""

    entity: Entity
    through: tuple[Definition, ...] = ()
    hops: tuple[Hop, ...] = ()

    def behind(self, hops: tuple[Hop, ...], through: tuple[Definition, ...] = ()) -> Candidate:
        """Return this candidate reached by these hops first."""
        return Candidate(self.entity, through + self.through, hops + self.hops)


def module_definition(module: FoundModule) -> Definition | None:
    """Return a module as a target: its file, a namespace package's first folder, or None."""
    path: str | None
    if isinstance(module, NamespacePackage):
        path = next(iter(module.portions), None)
    else:
        path = module.path
    return None if path is None else Definition(DefinitionKind.MODULE, module.name, path, TOP, TOP)
