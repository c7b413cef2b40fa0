"""One file loaded twice: by Paste Deploy itself, and as a graph."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from configparser import InterpolationError
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any, NamedTuple

from paste.deploy import loadwsgi

from entryway.files.view import Text
from entryway.model import EggReference
from entryway.paste.graph import load_name
from entryway.paste.nodes import (
    Edge,
    Failure,
    FaultKind,
    FilterApp,
    FilterWith,
    Moment,
    Node,
    Pipeline,
    Stage,
)
from entryway.paste.order import faults
from entryway.paste.sections import PasteFile, Wanted, read_paste_file
from entryway.paste.settings import Conf
from entryway.paste.surroundings import Surroundings
from paste.parts import DISTRIBUTIONS, Made, entry_point, has_distribution

OBJECT_TYPES = {
    Wanted.APP: loadwsgi.APP,
    Wanted.FILTER: loadwsgi.FILTER,
    Wanted.SERVER: loadwsgi.SERVER,
}

_MESSAGES = {
    "No section ": FaultKind.SECTION_NOT_FOUND,
    "Ambiguous section names ": FaultKind.AMBIGUOUS_SECTION,
    "No loader given in section ": FaultKind.NO_LOADER,
    "Multiple protocols given in section ": FaultKind.MULTIPLE_LOADERS,
    "URI scheme not known": FaultKind.UNKNOWN_SCHEME,
    "Entry point ": FaultKind.ENTRY_POINT_NOT_FOUND,
    "Ambiguous entry points ": FaultKind.AMBIGUOUS_ENTRY_POINT,
    "Configuration not in format ": FaultKind.INVALID_OBJECT_REFERENCE,
    "Cannot resolve relative uri": FaultKind.CONFIG_FILE_NOT_FOUND,
    # `str.split` unpacked into two, and a match of a regular expression that is None.
    "not enough values to unpack": FaultKind.INVALID_OBJECT_REFERENCE,
    "too many values to unpack": FaultKind.INVALID_OBJECT_REFERENCE,
    "'NoneType' object has no attribute 'group'": FaultKind.INVALID_OBJECT_REFERENCE,
    "A distribution name is required": FaultKind.DISTRIBUTION_NOT_FOUND,
    "list index out of range": FaultKind.PIPELINE_MISSING,
}
_IN_MESSAGES = {
    "is missing a 'pipeline' setting": FaultKind.PIPELINE_MISSING,
    "is missing a 'next' setting": FaultKind.NEXT_MISSING,
    "has extra (disallowed) settings": FaultKind.PIPELINE_EXTRA_SETTINGS,
}
_TYPES: tuple[tuple[type[BaseException], FaultKind], ...] = (
    (RecursionError, FaultKind.USE_CYCLE),
    (InterpolationError, FaultKind.INTERPOLATION_ERROR),
    (PackageNotFoundError, FaultKind.DISTRIBUTION_NOT_FOUND),
    (FileNotFoundError, FaultKind.CONFIG_FILE_NOT_FOUND),
    (IsADirectoryError, FaultKind.CONFIG_FILE_NOT_FOUND),
    (AssertionError, FaultKind.NO_PROTOCOL),
)


def kind_of(error: BaseException) -> FaultKind:
    """Return which fault an error of Paste Deploy is; an error it does not know is raised on."""
    for type_, kind in _TYPES:
        if isinstance(error, type_):
            return kind
    text = str(error)
    for start, kind in _MESSAGES.items():
        if text.startswith(start):
            return kind
    for part, kind in _IN_MESSAGES.items():
        if part in text:
            return kind
    if type(error) is KeyError:
        return FaultKind.VARIABLE_NOT_SET
    raise error


MISCALLED = "something that is not called as it wants to be"


class Outcome(NamedTuple):
    """What came of loading: the contexts and what they made, or the first error and what it names.

    `contexts` are there even if making the objects fails.
    """

    contexts: Any
    made: Any
    error: FaultKind | None
    named: str | None = None


_NAMED = re.compile(r"No section (?P<name>.*?) \(prefixed by ")


def load_really(
    path: Path, wanted: Wanted, name: str, given: Mapping[str, str] | None = None
) -> Outcome:
    """Load a section of a file with Paste Deploy."""
    contexts = None
    try:
        context = loadwsgi.loadcontext(
            OBJECT_TYPES[wanted], f"config:{path}", name=name, global_conf=given and dict(given)
        )
        contexts = _context(context)
        return Outcome(contexts, _called(context.create(), wanted), None)
    except TypeError:
        # The factory is called in a way it was not made for, which is no affair of the loader's.
        return Outcome(contexts, MISCALLED, None)
    except Exception as error:
        kind = kind_of(error)
        named = _NAMED.match(str(error))
        return Outcome(contexts, None, kind, named and ast.literal_eval(named["name"]))


def _called(made: Any, wanted: Wanted) -> Any:
    """Return what was made; filters and runners are called, so that they show themselves."""
    if wanted is Wanted.APP:
        return _shown(made)
    return _shown(made("«app»") if callable(made) else made)


def _shown(made: Any) -> Any:
    if isinstance(made, Made):
        return made._replace(parts=tuple((key, _shown(part)) for key, part in made.parts))
    if not callable(made):
        return made
    try:
        return _shown(made("«app»"))
    except TypeError:
        return "a function in the place of an app"


def _context(context: Any) -> Any:
    common = (dict(context.local_conf), dict(context.global_conf))
    match context.object_type.name:
        case "pipeline":
            filters = [_context(each) for each in context.filter_contexts]
            return ("pipeline", *common, filters, _context(context.app_context))
        case "filter_app":
            parts = (_context(context.filter_context), _context(context.next_context))
            return ("filter_app", *common, *parts)
        case "filtered_with":
            parts = (_context(context.filter_context), _context(context.next_context))
            return ("filter_with", *common, *parts)
        case name:
            return (name, *common, context.object.__name__, context.protocol)


# --- As a graph ----------------------------------------------------------------------------------


def read_file(path: Path | str) -> PasteFile | None:
    try:
        with Path(path).open(encoding="utf-8") as file:
            return read_paste_file(Text(str(path), file.read()))
    except (OSError, ValueError):
        return None


def surroundings() -> Surroundings:
    return Surroundings(read_file, entry_point, has_distribution)


def graph_of(path: Path, wanted: Wanted, name: str, given: Mapping[str, str] | None = None) -> Node:
    file = read_file(path)
    assert file is not None
    return load_name(file, surroundings(), wanted, name, given)


class World(NamedTuple):
    """What a graph is to be made of, so that it can be compared with what Paste Deploy made.

    `name` is what the factory of a stage is called, `make` what comes of the factory of that name,
    its variables, its options, and its parts by their keys.
    """

    name: Callable[[Stage], str]
    make: Callable[[str, dict[str, str], dict[str, str], tuple[tuple[str, Any], ...]], Any]


def factory_name(stage: Stage) -> str:
    """Return the name of the function in `parts` that a stage's factory is."""
    reference = stage.factory
    assert reference is not None
    if isinstance(reference, EggReference):
        groups = DISTRIBUTIONS[reference.distribution.text]
        return groups[stage.protocol or ""][reference.entry_name]
    name = reference.text.partition(":")[2]
    return "urlmap" if name == "urlmap_factory" else name


def _make(
    name: str,
    variables: dict[str, str],
    local: dict[str, str],
    parts: tuple[tuple[str, Any], ...],
) -> Any:
    if name in ("filter_", "other_filter", "wrap", "runner"):
        return lambda inner: Made(name, variables, local, (("inner", inner),))
    return Made(name, variables, local, parts)


PARTS = World(factory_name, _make)
"""The world of `parts`."""


def outcome_of(node: Node, wanted: Wanted, world: World = PARTS) -> Outcome:
    """Return a graph as loading it would turn out."""
    first = next((f for f in faults([node]) if f.moment is not Moment.REQUEST), None)
    if first is not None:
        named = first.name if first.kind is FaultKind.SECTION_NOT_FOUND else None
        return Outcome(None, None, first.kind, named)
    try:
        made = _called(_made(node, world), wanted)
    except TypeError:
        made = MISCALLED
    return Outcome(contexts_of(node, world), made, None)


def _dictionary(conf: Conf) -> dict[str, str]:
    return {name: setting.text for name, setting in conf.flat().items()}


def contexts_of(node: Node, world: World) -> Any:
    """Return a graph in the form of `_context`."""
    assert not isinstance(node, Failure)
    common = (_dictionary(node.local), _dictionary(node.variables))

    def contexts(node: Node) -> Any:
        return contexts_of(node, world)

    match node:
        case Pipeline(filters=filters, app=app):
            assert app is not None
            return ("pipeline", *common, [contexts(e.node) for e in filters], contexts(app.node))
        case FilterApp(filter=filter_, next=following):
            assert following is not None
            return ("filter_app", *common, contexts(filter_), contexts(following.node))
        case FilterWith(filter=edge, inner=inner):
            return ("filter_with", *common, contexts(edge.node), contexts(inner))
        case Stage():
            name = "application" if node.wanted is Wanted.APP else node.wanted.value
            return (name, *common, world.name(node), node.protocol)


def _made(node: Node, world: World) -> Any:
    """Make what a graph says would be made, with no help of Paste Deploy's."""
    match node:
        case Failure():
            raise AssertionError("a failure makes nothing")
        case Pipeline(filters=filters, app=app):
            assert app is not None
            return _filtered(filters, app, world)
        case FilterApp(filter=filter_, next=following):
            assert following is not None
            return _made(filter_, world)(_made(following.node, world))
        case FilterWith(filter=edge, inner=inner):
            outer, made = _made(edge.node, world), _made(inner, world)
            if node.wanted is Wanted.APP and not node.faults:
                return outer(made)
            return lambda app: outer(made(app))
        case Stage():
            parts = tuple((b.key, _filtered(b.filters, b.app, world)) for b in node.branches)
            return world.make(
                world.name(node), _dictionary(node.variables), _dictionary(node.local), parts
            )


def _filtered(filters: tuple[Edge, ...], app: Edge, world: World) -> Any:
    made = _made(app.node, world)
    for edge in reversed(filters):
        made = _made(edge.node, world)(made)
    return made
