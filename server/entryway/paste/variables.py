"""What a value is once its `%(name)s` are replaced, and where each of its characters comes from.

The rules are those of `configparser.BasicInterpolation`, which Paste Deploy's parser uses: names
are looked up in the section and then in the defaults, values may refer on to others, `%%` is a
percent sign, and more than ten levels are refused. The loader stops at the first mistake; here the
others are found too, and what can't be replaced stays as it is written.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from entryway.model import Location, Name, Range
from entryway.namedtuples import NamedTuple
from entryway.paste.options import Option

_REFERENCE = re.compile(r"%\(([^)]+)\)s")
_NO_REFERENCE = re.compile(r"%\([^)\s]*\)?[^\s)]?|%")
_WORD = re.compile(r"\S+")

_DEPTH_LIMIT = 10
"""`configparser.MAX_INTERPOLATION_DEPTH`."""

_STEP_LIMIT = 5_000
_LENGTH_LIMIT = 1_000_000
"""Ten levels of ten references each would never end; no real value comes near either limit."""


class InterpolationError(enum.Enum):
    """Why a value can't be made; the first three stand for exceptions of `configparser`.

    `InterpolationMissingOptionError`, `InterpolationSyntaxError`, `InterpolationDepthError`; the
    last is our own limit.
    """

    MISSING = "missing"
    SYNTAX = "syntax"
    DEPTH = "depth"
    LENGTH = "length"


class InterpolationFault(NamedTuple):
    """A `%` that can't be replaced.

    `name` is the variable, "" where none can be read. `location` is the offending `%(name)s`, None
    where it stands in no file; `via` is the one in the value itself that leads to it. `again` is
    the path of a file that replaces what was replaced already where it stands, "" for all others.
    """

    error: InterpolationError
    name: str
    location: Location | None
    via: Location | None
    again: str = ""


class Span(NamedTuple):
    """A stretch of an expanded text, up to the next one's start, and what it was made of.

    `start` counts in the expanded text, `raw_start` and `raw_end` in the written one. A literal
    stretch is the same text there; any other was put in the place of all of it.
    """

    start: int
    raw_start: int
    raw_end: int
    literal: bool


class Hole(NamedTuple):
    """A stretch of an expanded text that a fault left as it was written."""

    start: int
    end: int
    fault: InterpolationFault


class Value(NamedTuple):
    """An option's value, expanded. Without `spans`, it is the text as written."""

    text: str
    option: Option
    spans: tuple[Span, ...] = ()
    holes: tuple[Hole, ...] = ()

    @property
    def faults(self) -> tuple[InterpolationFault, ...]:
        """What could not be replaced, in the order of the text."""
        return tuple(hole.fault for hole in self.holes)

    @property
    def whole(self) -> Word:
        """All of the text as one word, as `use` and `next` are read."""
        return Word(self.text, self, 0)

    def words(self) -> Iterator[Word]:
        """Yield the words between blanks, as `str.split` finds them."""
        for match in _WORD.finditer(self.text):
            yield Word(match.group(), self, match.start())

    def location(self, start: int, end: int) -> Location | None:
        """Return where the characters `start` to `end` of the text come from.

        What a `%(name)s` was replaced by has the place of that `%(name)s`.
        """
        return self.option.location(*self.written(start, end))

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return which characters of the written text the characters `start` to `end` were."""
        if not self.spans:
            return start, end
        # A start belongs to the stretch behind it, an end to the one before it.
        first = self.spans[max(bisect_right(self.spans, start, key=_start) - 1, 0)]
        last = self.spans[max(bisect_left(self.spans, end, key=_start) - 1, 0)]
        raw_start = first.raw_start + (start - first.start if first.literal else 0)
        raw_end = last.raw_start + end - last.start if last.literal else last.raw_end
        return raw_start, max(raw_start, raw_end)


def _start(span: Span) -> int:
    return span.start


class Word(NamedTuple):
    """A part of a value that may name something; `start` is its offset in the value's text."""

    text: str
    value: Value
    start: int

    @property
    def location(self) -> Location | None:
        """Where the word stands, None if in no file."""
        return self.value.location(self.start, self.start + len(self.text))

    @property
    def fault(self) -> InterpolationFault | None:
        """What keeps the word from being known: a hole in its value that it touches."""
        holes = self.value.holes
        if not holes:
            return None
        end = self.start + len(self.text)
        for hole in holes:
            if hole.start < end and self.start < hole.end:
                return hole.fault
        return None

    @property
    def is_verbatim(self) -> bool:
        """Whether the word stands in its file as it is, on one line."""
        if "\n" in self.text:
            return False
        spans = self.value.spans
        if not spans:
            return True
        at = max(bisect_right(spans, self.start, key=_start) - 1, 0)
        end = spans[at + 1].start if at + 1 < len(spans) else len(self.value.text)
        return spans[at].literal and self.start + len(self.text) <= end

    def part(self, start: int, end: int | None = None) -> Word:
        """Return the characters `start` to `end` of the word."""
        stop = len(self.text) if end is None else end
        return Word(self.text[start:stop], self.value, self.start + start)

    def name(self, fallback: Range) -> Name:
        """Return the word with its place, which is `fallback` if it stands in no file."""
        location = self.location
        return Name(self.text, fallback if location is None else location.range)


class Scope(NamedTuple):
    """Where `%(name)s` is looked up: the options of a section, then the defaults."""

    own: Mapping[str, Option]
    defaults: Mapping[str, Option]

    def find(self, name: str) -> Option | None:
        """Return the option that a variable stands for, None where there is none."""
        return self.own.get(name) or self.defaults.get(name)


class VariableReference(NamedTuple):
    """A `%(name)s` in a text, with its offsets; `name` is "" for a `%` that starts none."""

    name: str
    start: int
    end: int


def variable_references(text: str) -> Iterator[VariableReference]:
    """Yield each `%(name)s` of a value as written, and each `%` that configparser can't read."""
    at = text.find("%")
    while at >= 0:
        end = at + 2
        if not text.startswith("%%", at):
            match = _REFERENCE.match(text, at)
            name = "" if match is None else match[1]
            match = match or _NO_REFERENCE.match(text, at)
            end = at + 1 if match is None else match.end()
            yield VariableReference(name, at, end)
        at = text.find("%", end)


def expand(option: Option, scope: Scope) -> Value:
    """Return a value with its variables replaced (`BasicInterpolation.before_get`)."""
    if "%" not in option.text:
        return Value(option.text, option)
    return _one_step(option, scope) or _Expansion(option, scope).value()


def _one_step(option: Option, scope: Scope) -> Value | None:
    """Return a value whose variables are all there and refer to no others, as nearly all do."""
    text = option.text
    if "%%" in text:
        return None
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for name, start, end in variable_references(text):
        target = scope.find(name)
        if target is None or "%" in target.text or length > _LENGTH_LIMIT:
            return None
        if at < start:
            pieces.append(text[at:start])
            spans.append(Span(length, at, start, True))
            length += start - at
        pieces.append(target.text)
        spans.append(Span(length, start, end, False))
        length += len(target.text)
        at = end
    if at < len(text):
        pieces.append(text[at:])
        spans.append(Span(length, at, len(text), True))
    return Value("".join(pieces), option, tuple(spans))


class _Place(NamedTuple):
    """A stretch of an option's text, whose location is wanted only if something is wrong there."""

    option: Option
    start: int
    end: int


def _fault(error: InterpolationError, name: str, place: _Place, via: _Place) -> InterpolationFault:
    return InterpolationFault(
        error,
        name,
        place.option.location(place.start, place.end),
        via.option.location(via.start, via.end),
    )


class _Expansion:
    """The pieces of one value while it is being expanded."""

    def __init__(self, option: Option, scope: Scope) -> None:
        self._option = option
        self._scope = scope
        self._pieces: list[str] = []
        self._length = 0
        self._steps = 0
        self._spans: list[Span] = []
        self._holes: list[Hole] = []

    def value(self) -> Value:
        text = self._option.text
        at = 0
        for reference in variable_references(text):
            self._literal(at, reference.start)
            before = self._length
            pieces = len(self._pieces)
            place = _Place(self._option, reference.start, reference.end)
            fault = self._replace(reference, place, place, 1)
            if fault is not None:
                # What was put until the fault was met is no part of any value.
                del self._pieces[pieces:]
                self._length = before
                self._put(text[reference.start : reference.end])
                self._holes.append(Hole(before, self._length, fault))
            self._spans.append(Span(before, reference.start, reference.end, False))
            at = reference.end
        self._literal(at, len(text))
        return Value("".join(self._pieces), self._option, tuple(self._spans), tuple(self._holes))

    def _literal(self, start: int, end: int) -> None:
        """Put text that refers to nothing; each `%%` in it stands for one character."""
        text = self._option.text
        while start < end:
            percent = text.find("%%", start, end)
            stop = percent if percent >= 0 else end
            self._spans.append(Span(self._length, start, stop, True))
            self._put(text[start:stop])
            if percent >= 0:
                self._spans.append(Span(self._length, percent, percent + 2, False))
                self._put("%")
                stop = percent + 2
            start = stop

    def _replace(
        self,
        reference: VariableReference,
        place: _Place,
        via: _Place,
        depth: int,
    ) -> InterpolationFault | None:
        """Put what a reference at `place` stands for, or return why that can't be done.

        `depth` is how deep the text is that holds the reference, 1 for the value itself.
        """
        self._steps += 1
        name = reference.name
        if not name:
            return _fault(InterpolationError.SYNTAX, name, place, via)
        target = self._scope.find(name)
        if target is None:
            return _fault(InterpolationError.MISSING, name, place, via)
        if self._steps > _STEP_LIMIT or self._length + len(target.text) > _LENGTH_LIMIT:
            return _fault(InterpolationError.LENGTH, name, place, via)
        if "%" not in target.text:
            self._put(target.text)
            return None
        if depth >= _DEPTH_LIMIT:
            outermost = via.option.text[via.start + 2 : via.end - 2]
            return _fault(InterpolationError.DEPTH, outermost, via, via)
        return self._replace_all(target, via, depth + 1)

    def _replace_all(self, option: Option, via: _Place, depth: int) -> InterpolationFault | None:
        text = option.text
        at = 0
        for reference in variable_references(text):
            self._put(text[at : reference.start].replace("%%", "%"))
            place = _Place(option, reference.start, reference.end)
            fault = self._replace(reference, place, via, depth)
            if fault is not None:
                return fault
            at = reference.end
        self._put(text[at:].replace("%%", "%"))
        return None

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
