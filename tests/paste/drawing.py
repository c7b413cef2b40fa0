"""Paste Deploy files given as texts in a test, and graphs of them drawn as texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entryway.files.view import Text
from entryway.paste.graph import load_name
from entryway.paste.nodes import (
    Edge,
    Failure,
    Fault,
    FilterApp,
    FilterWith,
    Node,
    Pipeline,
    Stage,
)
from entryway.paste.order import faults
from entryway.paste.sections import PasteFile, Wanted, read_paste_file
from entryway.paste.surroundings import Surroundings
from paste.parts import entry_point, has_distribution
from syntax.marks import with_marks, without_marks

MAIN = "/etc/paste.ini"


def paste_file(text: str, path: str = MAIN) -> PasteFile:
    return read_paste_file(Text(path, text))


def surroundings(*files: PasteFile) -> Surroundings:
    """Return a world of some files and the distributions of `parts`."""
    known = {file.path: file for file in files}
    return Surroundings(known.get, entry_point, has_distribution)


def load(
    text: str, name: str = "main", wanted: Wanted = Wanted.APP, others: dict[str, str] | None = None
) -> Node:
    """Return the graph of a section of a text; `others` are more files in the same folder."""
    more = [paste_file(other, f"/etc/{path}") for path, other in (others or {}).items()]
    return load_name(paste_file(text), surroundings(*more), wanted, name)


def faults_in(nodes: Iterable[Node], text: str) -> tuple[str, list[str]]:
    """Return a text with the places of faults marked, and the kinds of the faults."""
    found = list(faults(nodes))
    marked = with_marks(text, {fault.location.range for fault in found})
    return marked, [told(fault) for fault in found]


def told(fault: Fault) -> str:
    doubt = "" if fault.is_certain else "?"
    return f"{fault.kind.value} {fault.name}".strip() + doubt


def assert_faults(marked: str, *kinds: str, name: str = "main") -> None:
    """Assert that loading a section fails as told, on the words that are marked."""
    text = without_marks(marked)
    assert faults_in([load(text, name)], text) == (marked, list(kinds))


# --- Drawings ------------------------------------------------------------------------------------


def drawn(node: Node) -> str:
    """Return a graph as indented lines; `<` stands between a section and what it uses."""
    return "".join(f"{line}\n" for line in _node(node, ""))


def _node(node: Node, label: str) -> Iterator[str]:
    used, names = node.used, ""
    while used is not None:
        names += f"[{used.section.text}] < "
        used = used.rest
    if isinstance(node, Failure):
        yield f"{label}{names}✗ " + ", ".join(told(fault) for fault in node.faults)
        return
    section = "" if node.section is None else f"[{node.section.text}] "
    yield f"{label}{names}{section}{_what(node)}".rstrip()
    yield from (f"    {line}" for line in _parts(node))


def _what(node: Stage | Pipeline | FilterApp | FilterWith) -> str:
    conf = ", ".join(f"{key}={setting.text}" for key, setting in node.local.flat().items())
    shown = f" ({conf})".replace("\n", "↵") if conf else ""
    match node:
        case Stage(factory=factory):
            return (factory.text if factory is not None else "✗") + shown
        case Pipeline():
            return "pipeline" + shown
        case FilterApp():
            return "filter-app" + shown
        case FilterWith():
            return "with filter" + shown


def _parts(node: Node) -> Iterator[str]:
    match node:
        case Stage(branches=branches):
            for branch in branches:
                doubt = "" if branch.is_certain else "? "
                yield f"{doubt}{branch.key} ->"
                for edge in (*branch.filters, branch.app):
                    yield from (f"    {line}" for line in _edge(edge))
        case Pipeline(filters=filters, app=app):
            for edge in (*filters, *([app] if app is not None else [])):
                yield from _edge(edge)
        case FilterApp(filter=filter_, next=following):
            yield from _node(filter_, "own: ")
            if following is not None:
                yield from _edge(following)
        case FilterWith(filter=edge, inner=inner):
            yield from _edge(edge)
            yield from _node(inner, "inner: ")


def _edge(edge: Edge) -> Iterator[str]:
    yield from _node(edge.node, f"{edge.text}: ")
