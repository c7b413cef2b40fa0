"""A section while it is loaded: its options as `get_context` has read them, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from entryway.model import Location
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Edge, Failure, Fault, FaultKind, How, Moment, Node, Spot, Stage
from entryway.paste.sections import PROTOCOLS, PasteSection, Wanted
from entryway.paste.settings import Conf, LoadedFile, SectionSettings, Setting
from entryway.paste.targets import is_object_reference
from entryway.paste.variables import InterpolationFault, Word


class Frame(NamedTuple):
    """A section that is being loaded, with its options as `get_context` has read them.

    The loader takes options out of `local` as it goes on; `local_conf` is the same dictionary as
    nodes hold it.
    """

    section: PasteSection
    wanted: Wanted
    loaded: LoadedFile
    settings: SectionSettings
    local: dict[str, Setting]
    local_conf: Conf
    variables: Conf
    faults: tuple[Fault, ...]

    @property
    def header(self) -> Location:
        """The place of what is missing in the section."""
        return self.section.location

    def hidden(self, *keys: str) -> tuple[Location, ...]:
        """Return where options of the section stand that are no options, and why: defaults."""
        places: list[Location] = []
        for key in keys:
            if key in self.settings.shadowed:
                for option in (self.settings.shadowed[key], self.loaded.defaults.options[key]):
                    place = option.key_location
                    places += [] if place is None else [place]
        return tuple(places)


def explicit_stage(frame: Frame) -> Stage:
    """Return what a section's own factory builds (`_context_from_explicit`)."""
    faults = frame.faults
    found = find_protocols(frame.local, frame.wanted)
    if not found:
        keys = ("use", *(key for group in PROTOCOLS[frame.wanted] for key in group))
        kind, name, hidden = FaultKind.NO_LOADER, frame.section.name, frame.hidden(*keys)
        faults += (Fault(kind, frame.header, name, frame.wanted, hidden),)
    if len(found) > 1:
        first, second = (
            frame.local[protocol].option.key_location or frame.header for protocol in found[:2]
        )
        faults += (Fault(FaultKind.MULTIPLE_LOADERS, second, found[1], frame.wanted, (first,)),)
    return own_stage(
        frame.section,
        frame.wanted,
        found[0] if found else None,
        frame.loaded,
        frame.local,
        frame.local_conf,
        frame.variables,
        faults,
    )


def own_stage(
    section: PasteSection,
    wanted: Wanted,
    protocol: str | None,
    loaded: LoadedFile,
    local: dict[str, Setting],
    local_conf: Conf,
    variables: Conf,
    faults: tuple[Fault, ...],
) -> Stage:
    """Return what the factory builds that a section names by an option, and take that from `local`.

    `protocol` is the option, None where there is none; `local_conf` holds the same dictionary.
    """
    word: Word | None = None
    if protocol is not None:
        setting = local.pop(protocol)
        word = setting.value.whole if setting.known else None
    at = Spot(word, section)
    if word is not None and not is_object_reference(word.text):
        fault = Fault(FaultKind.INVALID_OBJECT_REFERENCE, at.on(word), protocol or "", wanted)
        faults = (*faults, fault)
        word = None
    return Stage(
        wanted,
        How.OPTION,
        at,
        section,
        None,
        word,
        protocol,
        local_conf,
        variables,
        loaded,
        (),
        faults,
    )


def pipeline_faults(frame: Frame, pipeline: Setting | None) -> Iterator[Fault]:
    """Yield what is wrong with a pipeline's own options (`_pipeline_app_context`)."""
    if pipeline is None:
        hidden = frame.hidden("pipeline")
        yield Fault(FaultKind.PIPELINE_MISSING, frame.header, "pipeline", Wanted.APP, hidden)
        return
    for key, setting in frame.local.items():
        where = setting.option.key_location or frame.header
        yield Fault(FaultKind.PIPELINE_EXTRA_SETTINGS, where, key, Wanted.APP)
    if pipeline.known and not pipeline.text.strip():
        where = pipeline.option.key_location or frame.header
        yield Fault(FaultKind.PIPELINE_MISSING, where, "pipeline", Wanted.APP)


def misapplied_faults(frame: Frame, filter_with: Edge, inner: Node) -> tuple[Fault, ...]:
    """Return the fault of a `filter-with` whose section is loaded as something else than an app.

    `_FilterWith.invoke` knows apps by their very type, which pipelines and the like are not of.
    """
    if frame.wanted is not Wanted.APP or isinstance(inner, Stage | Failure):
        return ()
    kind, at = FaultKind.FILTER_WITH_MISAPPLIED, filter_with.at
    related = (inner.section.location,)
    return (Fault(kind, at.location, at.text, Wanted.FILTER, related, moment=Moment.REQUEST),)


def value_faults(faults: Iterable[InterpolationFault], at: Spot) -> Iterator[Fault]:
    """Yield faults of values as faults of loading; `at` is blamed for what stands in no file."""
    for fault in faults:
        where = fault.location or fault.via or at.location
        related = () if fault.via in (None, where) else (fault.via,)
        kind, again = FaultKind.INTERPOLATION_ERROR, fault.again
        yield Fault(kind, where, fault.name, None, related, searched=again)


def unset_faults(unset: Iterable[Setting], section: PasteSection) -> Iterator[Fault]:
    """Yield the faults of `get`s whose variables are not set."""
    for setting in unset:
        where = setting.option.value_location or section.location
        yield Fault(FaultKind.VARIABLE_NOT_SET, where, setting.text)


def find_protocols(local: Mapping[str, Setting], wanted: Wanted) -> list[str]:
    """Return the protocols whose factories a section names (`_context_from_explicit`).

    Of those that are alternatives, the first alone counts; the others go to it as settings.
    """
    found: list[str] = []
    for alternatives in PROTOCOLS[wanted]:
        for protocol in alternatives:
            if protocol in local:
                found.append(protocol)
                break
    return found
