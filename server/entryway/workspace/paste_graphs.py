"""What loading a whole Paste Deploy file builds, and what fails on the way."""

from __future__ import annotations

from entryway.namedtuples import NamedTuple
from entryway.paste.graph import load_file_from
from entryway.paste.names import PasteNames
from entryway.paste.nodes import Fault, Node
from entryway.paste.order import faults
from entryway.paste.roots import Ways, find_roots
from entryway.paste.sections import PasteFile
from entryway.paste.surroundings import Surroundings
from entryway.paste.uses import Use


class LoadedPaste(NamedTuple):
    """A file with the names in it, which sections lead to which, and what loading them builds.

    `faults` are those of included files too.
    """

    file: PasteFile
    uses: tuple[Use, ...]
    ways: Ways
    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]


def load_paste(names: PasteNames, surroundings: Surroundings) -> LoadedPaste:
    """Return what loading each section of a file builds, those first that nothing leads to."""
    file, ways = names.file, names.ways
    nodes = load_file_from(file, find_roots(file, ways), surroundings)
    return LoadedPaste(file, names.uses, ways, nodes, tuple(faults(nodes)))
