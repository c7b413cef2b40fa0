"""jedi, the last resort: attributes of values that are made by a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entryway.files.view import Unreadable, View
from entryway.model import Hop, HopKind, Reason
from entryway.resolve.bindings import read_module
from entryway.resolve.entities import Bound, Candidate
from entryway.resolve.facts import Binding, Class, Function, ModuleFacts, Opaque, Value
from entryway.resolve.modules import ModuleFinder, SourceModule
from entryway.resolve.outcomes import Hidden, Lookup
from entryway.syntax.line_index import LineIndex

if TYPE_CHECKING:
    from entryway.resolve.jedi_sources import InferredName


def infer_attribute(view: View, finder: ModuleFinder, bound: Bound, name: str) -> Lookup:
    """Find attribute `name` of the value a binding holds, as far as jedi infers the value.

    Never proves anything missing: what jedi does not see may still be there.
    """
    unknown = Hidden(Reason.VALUE, f"{bound.full_name} is a value made at run time", bound.location)
    text = view.python_text(bound.module.path)
    if isinstance(text, Unreadable) or not name.isidentifier():
        return unknown
    from entryway.resolve.jedi_sources import SIZE_LIMIT, goto

    if len(text.text) > SIZE_LIMIT:
        return unknown
    # A line of our own behind the module asks jedi for the attribute as the module would see it.
    expression = ".".join((*bound.qualified, name))
    source = f"{text.text}\n{expression}"
    line = LineIndex.of(source).line_count
    try:
        names = goto(view, finder, source, bound.module.path, line, len(expression))
    except Exception as error:  # jedi raises what it likes on odd source; the answer is unknown.
        import logging

        logging.getLogger(__name__).debug("jedi on %s: %r", bound.full_name, error)
        return unknown
    found = [_bound(view, finder, name) for name in names]
    return tuple(_inferred(each) for each in found if each is not None) or unknown


def _inferred(bound: Bound) -> Candidate:
    return Candidate(bound, hops=(Hop(HopKind.INFERRED, bound.full_name, bound.location),))


def _bound(view: View, finder: ModuleFinder, name: InferredName) -> Bound | None:
    """Return the binding at a place that jedi found, as our own reading of its module has it."""
    place = (name.line, name.column, name.line, name.column + len(name.name))
    module = finder.find(tuple(name.module_name.split(".")))
    if not isinstance(module, SourceModule) or module.path != name.path:
        module = SourceModule(name.module_name, name.path)
    qualifier = name.full_name.removeprefix(f"{module.name}.").split(".")[:-1]
    facts = view.derive(read_module, module.path, view.python_text)
    if not isinstance(facts, ModuleFacts):
        return None
    within: tuple[Bound, ...] = ()
    scope = facts.scope
    for outer in qualifier:
        classes = [b for b in scope.find(outer) if isinstance(b.value, Class)]
        if classes:
            within = (*within, Bound(module, facts, classes[-1], within))
            scope = within[-1].scope
    for bindings in scope.names.values():
        for binding in bindings:
            if binding.name_at == place:
                return Bound(module, facts, binding, within)
    # What a function binds, such as `self.app = …`, is in no scope; its place is all there is.
    value: Value = Function(decorated=False) if name.is_function else Opaque("value of an object")
    return Bound(module, facts, Binding(name.name, value, place, place), within)
