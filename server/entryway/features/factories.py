"""Whether Paste Deploy can call the factories that a document names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from entryway.features.signatures import (
    Misfit,
    NotCallable,
    Signature,
    is_alias,
    misfit,
    read_callable,
    takes_all,
)
from entryway.model import (
    Definition,
    DefinitionKind,
    EggReference,
    Found,
    HopKind,
    Location,
    ObjectReference,
    Range,
    Reference,
)
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Stage
from entryway.paste.order import stages
from entryway.paste.variables import Word
from entryway.problems import SEVERITIES, Code, Problem, Related
from entryway.syntax.object_reference import quoted
from entryway.workspace.paste_graphs import LoadedPaste
from entryway.workspace.snapshot import Document, Snapshot

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "paste.app_factory": ("global_conf",),
    "paste.composite_factory": ("loader", "global_conf"),
    "paste.composit_factory": ("loader", "global_conf"),
    "paste.filter_factory": ("global_conf",),
    "paste.filter_app_factory": ("app", "global_conf"),
    "paste.server_factory": ("global_conf",),
    "paste.server_runner": ("app", "global_conf"),
}
"""What the factories of each protocol are called with, besides the options as keywords: the
`invoke` of `_App`, `_Filter` and `_Server` in `paste.deploy.loadwsgi`."""

_FOLLOWED = frozenset(
    {
        HopKind.IMPORT,
        HopKind.STAR_IMPORT,
        HopKind.ALIAS,
        HopKind.BASE_CLASS,
        HopKind.ENTRY_POINT,
    }
)
"""The steps that lead to the very object; what is inferred or set from elsewhere may be another."""


class _Callable(NamedTuple):
    """A definition and how it can be called."""

    definition: Definition
    how: Signature | NotCallable


def stage_problems(
    snapshot: Snapshot, document: Document, loaded: LoadedPaste
) -> Iterator[Problem]:
    """Yield what is wrong with the factories that a Paste Deploy file names, options included."""
    is_fragment: bool | None = None
    # None stands for those of which there is nothing to say.
    known: dict[tuple[str, str], tuple[Reference, tuple[_Callable, ...]] | None] = {}
    told: set[Range] = set()
    for stage in stages(loaded.nodes):
        protocol = stage.protocol
        if protocol is None or protocol not in PARAMETERS:
            continue
        key = (_words(stage), protocol)
        if key not in known:
            read = _read(snapshot, document, stage.factory)
            known[key] = None if read is None or _takes_all(read, protocol) else read
        found = known[key]
        if found is None:
            continue
        place = stage.place
        if place.path != document.path or place.range in told:
            continue
        options = list(stage.local.flat())
        problem = _judge(found, protocol, options, place.range)
        if problem is not None and _is_by_options(found, protocol):
            if is_fragment is None:
                is_fragment = bool(snapshot.includers(document.path))
            if is_fragment:
                # Those who include the file may add options.
                continue
        if problem is not None:
            told.add(place.range)
            yield problem


def entry_point_problems(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the factories that a document declares as entry points.

    Which options they will be called with is not known.
    """
    for entry in document.reading.entry_points:
        protocol, reference = entry.group.text, entry.reference
        if protocol in PARAMETERS and reference is not None:
            found = _read(snapshot, document, reference)
            if found is not None:
                problem = _judge(found, protocol, None, reference.range)
                if problem is not None:
                    yield problem


class FactoryOption(NamedTuple):
    """A parameter of a factory that an option of its section is handed to."""

    name: str
    is_required: bool


def factory_options(
    snapshot: Snapshot, document: Document, factory: Reference
) -> Iterator[FactoryOption]:
    """Yield the options that a factory named in a document takes by name.

    None where its source does not tell, or where its group is no protocol of Paste Deploy's.
    """
    protocol = _protocol(snapshot, document, factory)
    found = _read(snapshot, document, factory) if protocol in PARAMETERS else None
    for each in found[1] if found is not None else ():
        if isinstance(each.how, Signature):
            given = len(PARAMETERS[protocol])
            how = each.how
            first = max(given, how.positional_only)
            for at, name in enumerate(how.positional[first:], first):
                yield FactoryOption(name, at < how.required)
            for name in how.keywords:
                yield FactoryOption(name, name in how.required_keywords)


def _protocol(snapshot: Snapshot, document: Document, factory: Reference) -> str:
    if isinstance(factory, EggReference):
        entries = snapshot.eggs(document.path).entries(factory)
        return entries[0].group.text if entries else ""
    return factory.group or ""


def _words(stage: Stage) -> str:
    named = stage.named
    return named.text if isinstance(named, Word | EggReference | ObjectReference) else ""


def _read(
    snapshot: Snapshot, document: Document, reference: Reference | None
) -> tuple[Reference, tuple[_Callable, ...]] | None:
    """Return how all that a reference may lead to can be called, None where nobody can tell."""
    if reference is None:
        return None
    resolution = snapshot.resolve(document.path, reference)
    if not isinstance(resolution, Found):
        return None
    if any(hop.kind not in _FOLLOWED for hop in resolution.hops):
        return None
    read: list[_Callable] = []
    for target in resolution.targets:
        if not isinstance(target, Definition):
            return None
        how = read_callable(snapshot.view, target)
        if how is None and len(resolution.targets) > 1 and is_alias(snapshot.view, target):
            # What it names is another of the targets.
            continue
        if how is None or (
            target.kind is DefinitionKind.METHOD
            and not _is_through_class(snapshot, document, reference)
        ):
            return None
        read.append(_Callable(target, how))
    return (reference, tuple(read)) if read else None


def _is_through_class(snapshot: Snapshot, document: Document, reference: Reference) -> bool:
    """Whether a method is reached through its class; through an instance it is bound."""
    if isinstance(reference, EggReference):
        entries = snapshot.eggs(document.path).entries(reference)
        target = entries[0].reference if entries else None
    else:
        target = reference
    if target is None or len(target.attributes) < 2:
        return False
    owner = target._replace(attributes=target.attributes[:-1])
    resolution = snapshot.resolve(document.path, owner)
    return isinstance(resolution, Found) and all(
        isinstance(each, Definition) and each.kind is DefinitionKind.CLASS
        for each in resolution.targets
    )


def _misfits(
    found: tuple[Reference, tuple[_Callable, ...]], protocol: str, options: Iterable[str] | None
) -> list[Misfit] | None:
    """Return why the call fails whichever of the definitions holds, None where one may do."""
    given = len(PARAMETERS[protocol])
    misfits: list[Misfit] = []
    for each in found[1]:
        if isinstance(each.how, Signature):
            reason = misfit(each.how, given, options)
            if reason is None:
                return None
            misfits.append(reason)
    return misfits


def _takes_all(found: tuple[Reference, tuple[_Callable, ...]], protocol: str) -> bool:
    """Whether some definition takes whatever options there are, as nearly all factories do."""
    given = len(PARAMETERS[protocol])
    return any(isinstance(c.how, Signature) and takes_all(c.how, given) for c in found[1])


def _is_by_options(found: tuple[Reference, tuple[_Callable, ...]], protocol: str) -> bool:
    """Whether other options could make the call succeed."""
    return _misfits(found, protocol, None) is None


def _judge(
    found: tuple[Reference, tuple[_Callable, ...]],
    protocol: str,
    options: Iterable[str] | None,
    range_: Range,
) -> Problem | None:
    misfits = _misfits(found, protocol, options)
    if misfits is None:
        return None
    definition, how = found[1][0]
    if isinstance(how, NotCallable):
        code = Code.NOT_CALLABLE
        message = (
            f"{definition.name} is {how.what}, and {protocol} calls it; name a function or a class."
        )
    else:
        code = Code.SIGNATURE_MISMATCH
        message = _tell(definition, how, misfits[0], protocol)
    related = Related(
        Location(definition.path, definition.selection), f"{definition.name} is defined here"
    )
    return Problem(code, range_, message, SEVERITIES[code], (related,))


def _tell(definition: Definition, how: Signature, reason: Misfit, protocol: str) -> str:
    name = definition.name
    if reason.too_many:
        wanted = ", ".join((*PARAMETERS[protocol], "**local_conf"))
        takes = _count(len(how.positional))
        return f"{name} takes {takes}, and {protocol} calls it with ({wanted}); let it take these."
    if reason.missing is not None:
        return (
            f"{name} needs {quoted(reason.missing)}, which no option gives it; set the option, or "
            "give the parameter a default."
        )
    return (
        f"{name} takes no {quoted(reason.unexpected or '')}, which the options give it; remove the "
        "option, or let it take **local_conf."
    )


def _count(number: int) -> str:
    if number == 0:
        return "no positional arguments"
    return "one positional argument" if number == 1 else f"{number} positional arguments"
