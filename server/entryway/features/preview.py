"""Previews: what loading a section builds, as the rows of a drawing, from the outside in.

Rows tell names of sections, factories, files, entry points and branches, and never any other value
of an option.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from entryway.dialects.templates import is_templated
from entryway.features.paste_doubts import Doubts
from entryway.features.preview_reasons import why
from entryway.features.preview_walk import Part, Stop, Turn, sections_of, walk
from entryway.features.source import describe
from entryway.features.wording import tell_missing, tell_unknown
from entryway.files.view import Text, Unreadable
from entryway.model import (
    Declaration,
    Definition,
    EggReference,
    Found,
    HopKind,
    Location,
    Missing,
    Reference,
    Resolution,
)
from entryway.namedtuples import NamedTuple
from entryway.paste.nodes import Fault, Pipeline, Stage
from entryway.paste.sections import PasteSection, Wanted
from entryway.paste.variables import Word
from entryway.syntax.line_index import LineIndex
from entryway.workspace.snapshot import Snapshot

SHOWN = 30
"""How many rows an editor is shown: each takes a look into sources."""

HIDDEN = "…"
"""Stands for a name that may be the value of another option."""


class State(enum.Enum):
    """Whether a stage resolves; `NONE` is what has nothing to resolve."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NONE = "none"


class Row(NamedTuple):
    """One stop on a request's way: a stage, or a pipeline that stands for the stages below it.

    `number`, `within`, `opens`, `after` and `repeats` are those of `preview_walk.Stop`. `name` is
    as it is written, `place` the header of the section that it means, or else the name's own place;
    `leads` are the sections that it leads on to. `factory` is as written, `target` what an entry
    point leads to. `reason` says why it does not resolve. `source` is where the factory is defined
    and `docstring` the first line of what it says of itself.
    """

    number: int | None
    within: tuple[Turn, ...]
    opens: bool
    after: int | None
    wanted: Wanted
    name: str
    role: str
    place: Location | None
    leads: tuple[str, ...]
    factory: str
    target: str
    state: State
    reason: str
    source: Location | None
    docstring: str
    repeats: int | None


class Passed(NamedTuple):
    """A stop that is only counted: what its row would say of where it stands."""

    number: int | None
    within: tuple[Turn, ...]
    opens: bool
    wanted: Wanted
    name: str


class Preview(NamedTuple):
    """What is drawn: a title such as `pipeline api`, the rows, and how many stages more there are.

    `place` is where what is drawn stands. `beyond` are the stops behind the last row, which the
    gist counts: the app that a long pipeline ends with is one of them.
    """

    title: str
    place: Location | None
    rows: tuple[Row, ...]
    more: int
    beyond: tuple[Passed, ...] = ()

    @property
    def stages(self) -> tuple[Row, ...]:
        """The rows that are stages."""
        return tuple(row for row in self.rows if row.number is not None)

    @property
    def gist(self) -> str:
        """All of it in one line, without a period."""
        return f"{self.title}: {_shape(self)}{_health(self)}"


def preview(
    snapshot: Snapshot,
    path: str,
    title: str,
    place: Location | None,
    parts: Iterable[Part],
    limit: int | None = SHOWN,
) -> Preview:
    """Return the preview of what a request to some parts passes; `path` is the file asked about.

    No more than `limit` rows are made; the others are counted.
    """
    reader = _Reader(snapshot, path)
    rows: list[Row] = []
    beyond: list[Passed] = []
    for stop in walk(parts):
        if limit is None or len(rows) < limit:
            rows.append(reader.row(stop))
        else:
            beyond.append(reader.passed(stop))
    more = sum(each.number is not None for each in beyond)
    return Preview(title, place, tuple(rows), more, tuple(beyond))


class _Reader:
    """Makes rows, asking the snapshot where factories lead."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot = snapshot
        self._path = path
        self._doubts = Doubts(snapshot, path)

    def passed(self, stop: Stop) -> Passed:
        name = self._name(stop, sections_of(stop.node))
        return Passed(stop.number, stop.within, stop.opens, stop.node.wanted, name)

    def row(self, stop: Stop) -> Row:
        node = stop.node
        sections = sections_of(node)
        reference, resolution = None, None
        if isinstance(node, Stage):
            reference = node.factory
            if reference is not None:
                resolution = self._snapshot.resolve(node.place.path or self._path, reference)
        state, reason = self._state(stop, reference, resolution)
        source, docstring = self._source(resolution)
        return Row(
            stop.number,
            stop.within,
            stop.opens,
            stop.after,
            node.wanted,
            self._name(stop, sections),
            _role(stop),
            self._place(stop, sections),
            tuple(self._leads(stop, sections)),
            self._factory(stop, node, reference, resolution) if isinstance(node, Stage) else "",
            _target(reference, resolution),
            state,
            reason,
            source,
            docstring,
            stop.repeats,
        )

    def _state(
        self, stop: Stop, reference: Reference | None, resolution: Resolution | None
    ) -> tuple[State, str]:
        if stop.repeats is not None:
            return State.NONE, ""  # Told where it was followed.
        # The resolver's own sentence knows more of what a factory lacks.
        faults = {} if isinstance(resolution, Missing) else dict.fromkeys(stop.faults)
        if faults:
            return self._state_of_faults(stop, faults)
        if reference is None or resolution is None:
            return State.NONE, ""
        if isinstance(resolution, Found):
            return State.FOUND, ""
        if is_templated(reference.text):
            return State.UNKNOWN, "unknown: a template fills in what stands here"
        # Of a guess only the words are in doubt: a section that they name is what it is.
        is_in_doubt = _is_guess(stop) and not sections_of(stop.node)
        is_missing = isinstance(resolution, Missing) and not is_in_doubt
        state = State.MISSING if is_missing else State.UNKNOWN
        if not self._may_show(stop, reference):
            return state, "the name is made of other options' values"
        if isinstance(resolution, Missing):
            told = tell_missing(reference, resolution, self._snapshot.shown)
        else:
            told = tell_unknown(resolution).replace("Unknown", "unknown", 1)
        return state, told.removesuffix(".")

    def _state_of_faults(self, stop: Stop, faults: Iterable[Fault]) -> tuple[State, str]:
        is_hidden = self._name(stop, sections_of(stop.node)) == HIDDEN
        written = _nothing if is_hidden else self._written
        state = State.UNKNOWN
        reasons: dict[str, None] = {}
        for fault in faults:
            doubt = self._doubts.of(fault, written(fault.location))
            if fault.is_certain and not doubt and not _is_guess(stop):
                state = State.MISSING
            reasons[doubt or why(fault, written, self._snapshot.paste_file)] = None
        return state, "; ".join(reasons)

    def _name(self, stop: Stop, sections: tuple[PasteSection, ...]) -> str:
        word = None if stop.at is None else stop.at.word
        if word is None:
            return stop.name or (sections[0].name if sections else "")
        if word.location is not None and not word.is_verbatim and _is_file(stop.name):
            # `config:%(here)s/other.ini` is shorter, and what any other variable stands for hidden.
            return self._written(word.location)
        if sections or not stop.name:
            return stop.name
        is_part = not stop.opens or names_a_part(stop.within[-1].key)
        return stop.name if word.is_verbatim and is_part else HIDDEN

    def _place(self, stop: Stop, sections: tuple[PasteSection, ...]) -> Location | None:
        if sections:
            return Location(sections[0].path, sections[0].name_range)
        return None if stop.at is None else stop.at.location

    def _leads(self, stop: Stop, sections: tuple[PasteSection, ...]) -> Iterator[str]:
        here = self._path
        for number, section in enumerate(sections):
            if number:
                file = "" if section.path == here else f"{_base(section.path)}#"
                yield f"{file}{section.name}"
            here = section.path

    def _factory(
        self, stop: Stop, node: Stage, reference: Reference | None, resolution: Resolution | None
    ) -> str:
        if reference is None:
            return ""
        if isinstance(resolution, Found):
            return reference.text
        word = node.named if isinstance(node.named, Word) else node.at.word
        is_written = word is None or word.is_verbatim
        # A factory may stand in the very words that are hidden as a name.
        is_hidden = HIDDEN in (stop.name, self._name(stop, sections_of(node)))
        return reference.text if is_written and not is_hidden else HIDDEN

    def _may_show(self, stop: Stop, reference: Reference) -> bool:
        node = stop.node
        assert isinstance(node, Stage)
        return self._factory(stop, node, reference, None) != HIDDEN

    def _source(self, resolution: Resolution | None) -> tuple[Location | None, str]:
        if not isinstance(resolution, Found):
            return None, ""
        view = self._snapshot.view
        for target in resolution.targets:
            if isinstance(target, Definition):
                docstring = describe(view, target).docstring
                return Location(target.path, target.selection), docstring.strip().partition("\n")[0]
            if isinstance(target, Declaration):
                return target.location, ""
        return None, ""

    def _written(self, location: Location) -> str:
        index = self._snapshot.view.derive(
            _line_index, location.path, self._snapshot.view.config_text
        )
        return "" if isinstance(index, Unreadable) else index.slice(location.range)


def _is_guess(stop: Stop) -> bool:
    """Whether some composite on the way may not read its options as was guessed."""
    return not all(turn.is_certain for turn in stop.within)


def _nothing(_: Location) -> str:
    return ""


def _is_file(name: str) -> bool:
    return name[:7].lower() == "config:"


def _role(stop: Stop) -> str:
    return "pipeline" if isinstance(stop.node, Pipeline) else stop.role


def names_a_part(key: str) -> bool:
    """Whether a composite's option that leads nowhere was meant to name a part.

    `paste.urlmap` takes each option for one, a password too.
    """
    return "/" in key or key.startswith(("app", "domain ", "not_found_app"))


def _target(reference: Reference | None, resolution: Resolution | None) -> str:
    """Return the object that an entry point names."""
    if not isinstance(reference, EggReference) or not isinstance(resolution, Found):
        return ""
    for hop in resolution.hops:
        if hop.kind is HopKind.ENTRY_POINT:
            return hop.name.partition("=")[2].partition("[")[0].strip()
    return ""


def _shape(preview: Preview) -> str:
    """Return how many filters stand before which app, or which branches, if that is to be told."""
    stops: list[Row | Passed] = [*preview.rows, *preview.beyond]
    way = [stop for stop in stops if stop.number is not None and not stop.within]
    told = ""
    if len(way) > 1:
        filters = sum(stop.wanted is Wanted.FILTER for stop in way)
        count = f"{filters} filter{'s' * (filters != 1)}"
        last = way[-1]
        told = count if last.wanted is Wanted.FILTER else f"{count}, then {last.name}"
    branches = sum(stop.opens for stop in stops if len(stop.within) == 1)
    if branches and len(way) == 1:
        told = f"{branches} branch{'es' * (branches != 1)}"
    return f"{told}; " if told else ""


def _health(preview: Preview) -> str:
    """Return how many of the stages resolve."""
    judged = [row.state for row in preview.rows if row.state is not State.NONE]
    count, missing = len(judged), judged.count(State.MISSING)
    unknown = judged.count(State.UNKNOWN)
    of = f"of the first {count}" if preview.more else f"of {count}"
    if not count:
        return "nothing to resolve"
    if not missing and not unknown:
        if count == 1:
            return "resolves"
        return f"the first {count} resolve" if preview.more else "all resolve"
    if count == 1:
        return "does not resolve" if missing else "not known whether it resolves"
    told = []
    if missing:
        told.append(f"{missing} {of} do{'es' * (missing == 1)} not resolve")
    if unknown:
        told.append(f"{unknown} {of if not missing else ''}".strip() + " unknown")
    return ", ".join(told)


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def _line_index(text: Text) -> LineIndex:
    return LineIndex.of(text.text)
