"""The options of a section that its factory takes by name."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.features.callees import read_callees
from entryway.features.protocols import FACTORIES
from entryway.features.signatures import Signature
from entryway.model import EggReference, Reference
from entryway.namedtuples import NamedTuple
from entryway.workspace.snapshot import Document, Snapshot


class FactoryOption(NamedTuple):
    """A parameter of a factory that an option of its section is handed to."""

    name: str
    is_required: bool


def factory_options(
    snapshot: Snapshot, document: Document, factory: Reference
) -> Iterator[FactoryOption]:
    """Yield the options that a factory named in a document takes by name.

    There are none where its source does not tell, or where its group is no protocol of Paste
    Deploy's.
    """
    protocol = _protocol(snapshot, document, factory)
    callees = read_callees(snapshot, document, factory) if protocol in FACTORIES else None
    for callee in callees or ():
        how = callee.how
        if isinstance(how, Signature):
            first = max(len(FACTORIES[protocol]), how.positional_only)
            for at, name in enumerate(how.positional[first:], first):
                yield FactoryOption(name, at < how.required)
            for name in how.keywords:
                yield FactoryOption(name, name in how.required_keywords)


def _protocol(snapshot: Snapshot, document: Document, factory: Reference) -> str:
    if isinstance(factory, EggReference):
        entries = snapshot.eggs(document.path).entries(factory)
        return entries[0].group.text if entries else ""
    return factory.group or ""
