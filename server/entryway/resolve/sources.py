"""What the sources of modules say, each read when it is first asked for."""

from __future__ import annotations

from entryway.files.view import Unreadable, View
from entryway.model import Location, Reason
from entryway.resolve.bindings import read_module
from entryway.resolve.entities import TOP
from entryway.resolve.facts import Broken, ModuleFacts
from entryway.resolve.modules import SourceModule
from entryway.resolve.outcomes import Hidden

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.resolve.dynamics import Dynamics, Signs


class Sources:
    """Reads modules' sources through one view of the disk."""

    def __init__(self, view: View) -> None:
        self._view = view

    def facts(self, module: SourceModule) -> ModuleFacts | Hidden:
        """Return what a module's source says, or why it can't be read."""
        facts = self._view.derive(read_module, module.path, self._view.python_text)
        if isinstance(facts, Unreadable):
            return Hidden(
                Reason.UNREADABLE,
                f"{module.path} can't be read: {facts.reason}",
                Location(module.path, TOP),
            )
        if isinstance(facts, Broken):
            return Hidden(
                Reason.SYNTAX,
                f"{module.path} does not parse at line {facts.line + 1}: {facts.message}",
                Location(module.path, TOP),
            )
        return facts

    def dynamics(self, module: SourceModule, facts: ModuleFacts) -> Dynamics:
        """Return why names of a module, and attributes of its classes, may exist unseen."""
        from entryway.resolve.dynamics import Dynamics, read_dynamics  # Needed for proofs only.

        if facts.unfinished is not None:
            return Dynamics(facts.unfinished, facts.unfinished)
        found = self._view.derive(read_dynamics, module.path, self._view.python_text)
        if isinstance(found, Unreadable):
            why = f"it can't be read: {found.reason}"
            return Dynamics(why, why)
        return found if found.module is not None else found._replace(module=facts.dynamic)

    def signs(self, module: SourceModule) -> Signs:
        """Return the signs in a module's source that attributes are set out of sight."""
        from entryway.resolve.dynamics import Signs, read_signs

        signs = self._view.derive(read_signs, module.path, self._view.python_text)
        return Signs(frozenset(), True) if isinstance(signs, Unreadable) else signs
