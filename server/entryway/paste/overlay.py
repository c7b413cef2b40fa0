"""What `use` does to what it leads to (`ConfigLoader._context_from_use`).

The loader writes the using section's settings into the dictionaries of the context it got, some of
which are those of other contexts, too: a section's `filter-with` and its `filter-app` share theirs
with the section's own factory, and all that an `egg:` or `call:` leads to has the global variables
of the section it stands in. Here nothing is written to: the nodes that would see the change are
made anew.
"""

from __future__ import annotations

from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import (
    Edge,
    Failure,
    Fault,
    FilterApp,
    FilterWith,
    How,
    Node,
    Pipeline,
    Stage,
    Used,
)
from entryway.paste.sections import PasteSection
from entryway.paste.settings import Conf, LoadedFile
from entryway.paste.variable_sets import Variables, VariableSets

_PROTOCOLS_BY_KIND = {
    "app": "paste.app_factory",
    "application": "paste.app_factory",
    "composite": "paste.composit_factory",
    "composit": "paste.composit_factory",
}


class Use(NamedTuple):
    """A section whose `use` led to a node, and what it writes into the node's dictionaries.

    `loader` takes the place of the node's own: a composite of another file looks its names up in
    the file that uses it.
    """

    section: PasteSection
    faults: tuple[Fault, ...]
    local: Conf
    additions: Variables
    loader: LoadedFile


def used_by(node: Node, use: Use, sets: VariableSets) -> Node:
    """Return a node as the section that uses it gets it."""
    if isinstance(node, Failure):
        return node._replace(used=Used(use.section, use.faults, node.used))
    local = node.local
    if use.local.own:
        local = Conf(use.local.own, node.local)
    variables = node.variables
    changed_variables = sets.changed(variables.own, use.additions)
    if changed_variables is not variables.own:
        variables = Conf(changed_variables)
    written = _Written(node.local, local, node.variables, variables)
    changed = _rebound(node, written)
    if not isinstance(changed, Stage):
        return changed._replace(used=Used(use.section, use.faults, changed.used))
    stage = changed._replace(loader=use.loader)
    if stage.how is How.CALL and stage.protocol is None:
        kind = use.section.text.partition(":")[0]
        protocol = _PROTOCOLS_BY_KIND.get(kind, f"paste.{kind}_factory")
        stage = stage._replace(protocol=protocol)
    if stage.section is None:
        return stage._replace(section=use.section, faults=use.faults + stage.faults)
    return stage._replace(used=Used(use.section, use.faults, stage.used))


class _Written(NamedTuple):
    """Two dictionaries, as they were and as they are once the use has written into them."""

    old_local: Conf
    local: Conf
    old_variables: Conf
    variables: Conf

    def reaches(self, node: Node) -> bool:
        """Whether a node sees what was written."""
        return not isinstance(node, Failure) and (
            (node.local is self.old_local and self.local is not self.old_local)
            or (node.variables is self.old_variables and self.variables is not self.old_variables)
        )


def _rebound(node: Node, written: _Written) -> Node:
    """Return a node that sees what was written, as do those parts of it that share a dictionary.

    Only a section's own parts do, so this is never deep.
    """
    if isinstance(node, Failure) or not written.reaches(node):
        return node
    local = written.local if node.local is written.old_local else node.local
    shares = node.variables is written.old_variables
    variables = written.variables if shares else node.variables
    match node:
        case Stage():
            return node._replace(local=local, variables=variables)
        case Pipeline():
            filters = tuple(_rebound_edge(edge, written) for edge in node.filters)
            app = None if node.app is None else _rebound_edge(node.app, written)
            return node._replace(local=local, variables=variables, filters=filters, app=app)
        case FilterApp():
            following = None if node.next is None else _rebound_edge(node.next, written)
            own = _rebound(node.filter, written)
            return node._replace(local=local, variables=variables, next=following, filter=own)
        case FilterWith():
            edge = _rebound_edge(node.filter, written)
            inner = _rebound(node.inner, written)
            return node._replace(local=local, variables=variables, filter=edge, inner=inner)


def _rebound_edge(edge: Edge, written: _Written) -> Edge:
    return edge._replace(node=_rebound(edge.node, written))
