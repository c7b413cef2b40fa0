"""How a graph is built: what `paste.deploy.loadwsgi` does, without importing or making anything.

A name leads to a section or has a scheme (`_named`). A section's options are read in the loader's
order (`_context`), and its kind says what is loaded on its behalf. Then the parts of composites are
loaded, as their factories would (`_finish`). What is loaded alike is built once, which is also what
tells that a section is loaded on behalf of itself.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Mapping
from itertools import islice

from entryway.model import Location
from entryway.paste.cache import Cache, Key
from entryway.paste.composites import named_by
from entryway.paste.frames import (
    Frame,
    explicit_stage,
    misapplied_faults,
    pipeline_faults,
    unset_faults,
    value_faults,
)
from entryway.paste.nodes import (
    Branch,
    Edge,
    Failure,
    Fault,
    FaultKind,
    FilterApp,
    FilterWith,
    Moment,
    Node,
    Pipeline,
    Spot,
    Stage,
    asked_section,
)
from entryway.paste.options import Option
from entryway.paste.overlay import Use, used_by
from entryway.paste.results import Open, Place, Results, is_complete
from entryway.paste.sections import (
    Ambiguous,
    NotFound,
    PasteFile,
    PasteSection,
    Wanted,
    find_section,
)
from entryway.paste.settings import (
    Conf,
    LoadedFile,
    Setting,
    given_settings,
    local_settings,
)
from entryway.paste.stages import (
    call_stage,
    composite_options,
    composite_rule,
    doubted,
    egg_stage,
    protocol_faults,
)
from entryway.paste.steps import Step
from entryway.paste.surroundings import Surroundings
from entryway.paste.targets import (
    CallTarget,
    ConfigTarget,
    EggTarget,
    SectionTarget,
    UnknownScheme,
    read_target,
)
from entryway.paste.variable_sets import Variables
from entryway.paste.variables import Value, Word

_RELATED_LIMIT = 20
"""A circle may be as long as the file; nobody reads more of it."""


class Builder:
    """The answer to one question, while it is being found."""

    def __init__(
        self, file: PasteFile, surroundings: Surroundings, given: Mapping[str, str] | None
    ) -> None:
        self._surroundings = surroundings
        self._cache = Cache(file, surroundings)
        sets = self._cache.variables
        self._given = Conf(sets.interned(given_settings(given))) if given else None
        self._file = self._cache.load(file, self._given)
        self._results = Results(self._cache)
        self._guesses = 0

    def named(self, name: str, wanted: Wanted) -> Step:
        """Load what a name means that stands in no file."""
        word = Value(name, Option("", name, self._file.file.path)).whole
        return self._part(Spot(word, None), word, wanted, self._file, self._given)

    def section(self, section: PasteSection) -> Step:
        """Load a section of the file, whatever else has its name."""
        at = Spot(None, section)
        place = self._results.place(self._file, self._given)
        key = self._cache.key(section, self._file, place.merged)
        node = yield from self._section(at, section, self._file, place, key)
        return (yield from self._finish(at, node, section.wanted))

    def is_loaded(self, section: PasteSection) -> bool:
        """Whether a section was loaded, for itself or on behalf of another."""
        return self._cache.is_loaded(section)

    def _part(
        self, at: Spot, word: Word, wanted: Wanted, loaded: LoadedFile, variables: Conf | None
    ) -> Step:
        """Load all of what a word names; `at` is what is blamed if that fails."""
        node = yield from self._named(at, word, wanted, loaded, variables)
        return (yield from self._finish(at, node, wanted))

    # --- Names -----------------------------------------------------------------------------------

    def _named(
        self, at: Spot, word: Word, wanted: Wanted, loaded: LoadedFile, variables: Conf | None
    ) -> Step:
        """Load what a word names, composites' parts aside (`get_context`, `loadcontext`)."""
        if word.fault is not None:
            return Failure(wanted, None, tuple(value_faults((word.fault,), at)))
        folder = os.path.dirname(loaded.file.path) if ":" in word.text else None
        target = read_target(word, folder)
        if target.word is not at.word:
            at = at._replace(word=target.word)
        match target:
            case SectionTarget():
                return (yield from self._by_name(at, word.text, wanted, loaded, variables))
            case ConfigTarget(path=path, section=section):
                file = None if target.file is None else self._cache.file(target.file)
                if file is None:
                    kind = FaultKind.CONFIG_FILE_NOT_FOUND
                    return _failure(kind, at.on(path), path.text, wanted)
                inner = self._cache.load(file, variables)
                if section is None:
                    return (yield from self._by_name(at, "main", wanted, inner, variables))
                return (yield from self._named(at, section, wanted, inner, variables))
            case EggTarget():
                return egg_stage(target, wanted, variables, at, self._surroundings)
            case CallTarget():
                return call_stage(target, wanted, variables, at)
            case UnknownScheme(scheme=scheme):
                return _failure(FaultKind.UNKNOWN_SCHEME, at.on(scheme), scheme.text, wanted)

    def _by_name(
        self, at: Spot, name: str, wanted: Wanted, loaded: LoadedFile, variables: Conf | None
    ) -> Step:
        related: tuple[Location, ...] = ()
        match find_section(loaded.file, wanted, name):
            case PasteSection() as section:
                place = self._results.place(loaded, variables)
                key = place.key(section, name)
                return (yield from self._section(at, section, loaded, place, key))
            case NotFound():
                kind = FaultKind.SECTION_NOT_FOUND
            case Ambiguous(candidates=candidates):
                kind = FaultKind.AMBIGUOUS_SECTION
                related = tuple(section.location for section in candidates)
        fault = Fault(kind, at.location, name, wanted, related, searched=loaded.file.path)
        return Failure(wanted, None, (fault,))

    # --- Sections --------------------------------------------------------------------------------

    def _section(
        self,
        at: Spot,
        section: PasteSection,
        loaded: LoadedFile,
        place: Place,
        key: Key,
    ) -> Step:
        """Load a section, once for the same global variables, unless it is being loaded."""
        known = self._results.contexts.get(key)
        if known is not None:
            return known
        if key in self._results.open:
            return self._cycle(at, key, section.wanted, section.name, Moment.LOAD)
        node: Node | None = place.stage(section)
        if node is None:
            self._results.open[key] = Open(section, self._guesses)
            node = yield self._context(section, loaded, place.merged)
            del self._results.open[key]
        self._results.contexts[key] = node
        return node

    def _cycle(self, at: Spot, key: Key | int, wanted: Wanted, name: str, moment: Moment) -> Node:
        """Return what stands where loading would start over."""
        opened = self._results.open
        keys = list(opened)
        around = dict.fromkeys(opened[other].section for other in keys[keys.index(key) :])
        related = tuple(s.location for s in islice(filter(None, around), _RELATED_LIMIT))
        is_certain = opened[key].guesses == self._guesses
        kind = FaultKind.USE_CYCLE
        fault = Fault(kind, at.location, name, wanted, related, is_certain, moment=moment)
        return Failure(wanted, None, (fault,))

    def _context(self, section: PasteSection, loaded: LoadedFile, merged: Variables) -> Step:
        """Read a section's options and load what its kind asks for (`get_context`)."""
        settings = self._cache.settings(section, loaded)
        variables = merged
        if settings.sets:
            variables = self._cache.variables.changed(merged, settings.sets)
        local, unset = local_settings(settings, variables)
        is_server = section.wanted is Wanted.SERVER
        filter_with = None if is_server else local.pop("filter-with", None)
        require = local.pop("require", None)
        faults: tuple[Fault, ...] = ()
        if loaded.defaults.faults or settings.faults or unset or require is not None:
            faults = (
                *value_faults(loaded.defaults.faults, Spot(None, section)),
                *value_faults(settings.faults, Spot(None, section)),
                *unset_faults(unset, section),
                *self._absent(require, section),
            )
        frame = Frame(
            section, section.wanted, loaded, settings, local, Conf(local), Conf(variables), faults
        )
        # A bare [pipeline] or [filter-app] is loaded as an app is.
        if section.text.startswith("filter-app:"):
            node = yield from self._filter_app(frame)
        elif section.text.startswith("pipeline:"):
            node = yield from self._pipeline(frame)
        elif "use" in local:
            node = yield from self._use(frame)
        else:
            node = explicit_stage(frame)
        return (
            node
            if filter_with is None
            else (yield from self._filter_with(frame, filter_with, node))
        )

    def _absent(self, require: Setting | None, section: PasteSection) -> Iterator[Fault]:
        """Yield the distributions that are required and not there."""
        for word in require.value.words() if require is not None and require.known else ():
            if self._surroundings.has_distribution(word.text) is False:
                where = word.location or section.location
                yield Fault(FaultKind.DISTRIBUTION_NOT_FOUND, where, word.text)

    def _use(self, frame: Frame) -> Step:
        """Load what `use` names and lay the section's settings over it (`_context_from_use`)."""
        use = frame.local.pop("use")
        node: Node = Failure(frame.wanted, None, ())
        if not use.is_lost:
            word = use.value.whole
            at = Spot(word, frame.section)
            node = yield from self._named(at, word, frame.wanted, frame.loaded, frame.variables)
        additions = dict(frame.settings.sets)
        additions["__file__"] = frame.variables.own["__file__"]
        written = Use(frame.section, frame.faults, frame.local_conf, additions, frame.loaded)
        return used_by(node, written, self._cache.variables)

    def _pipeline(self, frame: Frame) -> Step:
        """Load the app of a pipeline and then its filters (`_pipeline_app_context`)."""
        pipeline = frame.local.pop("pipeline", None)
        words = [] if pipeline is None or pipeline.is_lost else list(pipeline.value.words())
        faults = (*frame.faults, *pipeline_faults(frame, pipeline))
        place = self._results.place(frame.loaded, frame.variables)
        edges: list[Edge] = []
        for word in words[-1:] + words[:-1]:
            wanted = Wanted.FILTER if edges else Wanted.APP
            at = Spot(word, frame.section)
            node = place.complete(word, wanted)
            if node is None:
                node = yield self._part(at, word, wanted, frame.loaded, frame.variables)
            edges.append(Edge(at, node))
        return Pipeline(
            frame.section,
            None,
            tuple(edges[1:]),
            edges[0] if edges else None,
            frame.local_conf,
            frame.variables,
            faults,
        )

    def _filter_app(self, frame: Frame) -> Step:
        """Load what comes next, then the section's own filter (`_filter_app_context`)."""
        following = frame.local.pop("next", None)
        edge: Edge | None = None
        faults = frame.faults
        if following is None:
            hidden = frame.hidden("next")
            faults += (Fault(FaultKind.NEXT_MISSING, frame.header, "next", Wanted.APP, hidden),)
        elif not following.is_lost:
            edge = yield from self._edge(frame, following.value.whole, Wanted.APP)
        own = frame._replace(wanted=Wanted.FILTER, faults=())
        filter_: Node = (yield from self._use(own)) if "use" in frame.local else explicit_stage(own)
        filter_ = yield from self._finish(Spot(None, frame.section), filter_, Wanted.FILTER)
        return FilterApp(
            frame.section, None, filter_, edge, frame.local_conf, frame.variables, faults
        )

    def _filter_with(self, frame: Frame, filter_with: Setting, inner: Node) -> Step:
        """Load the filter that a section is wrapped in."""
        if filter_with.is_lost:
            return inner
        edge = yield from self._edge(frame, filter_with.value.whole, Wanted.FILTER)
        faults = misapplied_faults(frame, edge, inner)
        return FilterWith(
            frame.wanted,
            frame.section,
            None,
            edge,
            inner,
            frame.local_conf,
            frame.variables,
            faults,
        )

    def _edge(self, frame: Frame, word: Word, wanted: Wanted) -> Generator[Step, Node, Edge]:
        """Load a part of a section."""
        at = Spot(word, frame.section)
        node = self._results.place(frame.loaded, frame.variables).complete(word, wanted)
        if node is None:
            node = yield self._part(at, word, wanted, frame.loaded, frame.variables)
        return Edge(at, node)

    # --- Composites ------------------------------------------------------------------------------

    def _finish(self, at: Spot, node: Node, wanted: Wanted) -> Step:
        """Load the parts of the composites in what a name leads to.

        Parts that have names of their own are finished already.
        """
        if is_complete(node):
            return node
        results, opened = self._results.finished, self._results.open
        known = results.get(id(node))
        if known is not None:
            return known[1]
        if id(node) in opened:
            return self._cycle(at, id(node), wanted, at.text, Moment.MAKE)
        opened[id(node)] = Open(asked_section(node), self._guesses)
        finished: Node = node
        if isinstance(node, Stage):
            finished = yield from self._finish_stage(node)
        elif isinstance(node, FilterWith):
            inner = yield self._finish(at, node.inner, wanted)
            finished = node._replace(inner=inner)
        del opened[id(node)]
        results[id(node)] = (node, finished)
        return finished

    def _finish_stage(self, stage: Stage) -> Step:
        faults = stage.faults + protocol_faults(stage)
        rule, loader = composite_rule(stage), stage.loader
        if rule is None or loader is None:
            return stage._replace(faults=faults)
        place = self._results.place(loader, stage.variables)
        branches: list[Branch] = []
        for key, setting in composite_options(stage, rule).items():
            if setting.is_lost:
                continue
            edges: list[Edge] = []
            self._guesses += not rule.is_certain
            for word, wanted in named_by(rule, loader.file, key, setting.value):
                at = Spot(word, stage.section)
                node = place.complete(word, wanted)
                if node is None:
                    node = yield self._part(at, word, wanted, loader, stage.variables)
                edges.append(Edge(at, node if rule.is_certain else doubted(node)))
            self._guesses -= not rule.is_certain
            if edges:
                app = edges.pop()
                branches.append(Branch(key, setting.option, tuple(edges), app, rule.is_certain))
        return stage._replace(branches=tuple(branches), faults=faults)


def _failure(kind: FaultKind, where: Location, name: str, wanted: Wanted) -> Failure:
    return Failure(wanted, None, (Fault(kind, where, name, wanted),))
