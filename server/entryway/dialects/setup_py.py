"""setup.py, read as source and never run: `entry_points=` of the call of `setup()`.

A dictionary gives each group its lines, as a list or as one text; a text is read as an
entry_points.txt. The rule is `setuptools._entry_points.load`, which splits texts as
`str.splitlines` does. What is computed is not known, and nothing is said of it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator

from entryway.dialects.entry_points import entry_point_problems, read_entries, read_groups
from entryway.dialects.entry_points_txt import no_group_above
from entryway.dialects.reading import Reading
from entryway.dialects.setup_call import SetupCall, SetupFile, is_complete, read_setup_calls
from entryway.dialects.templates import is_template
from entryway.files.view import Text
from entryway.model import EntryPoint, Name, ObjectReference
from entryway.namedtuples import NamedTuple
from entryway.problems import Fix, Problem
from entryway.syntax.line_index import LineIndex
from entryway.syntax.python_strings import PythonString, rewritten
from entryway.syntax.python_values import Items, Pairs, strings_in

_KEYWORD = "entry_points"
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Where `str.splitlines` breaks, with which setuptools reads the texts."""


def is_setup_py(name: str, text: str) -> bool:
    """Whether a file declares a project to setuptools: other programs have a setup.py too."""
    return name == "setup.py" and any(w in text for w in (_KEYWORD, "setuptools", "distutils"))


def read_setup_py(text: Text) -> Reading:
    """Return the entry points that a setup.py declares, and whether these are all."""
    if _KEYWORD not in text.text and "**" not in text.text:
        return Reading()
    file = read_setup_calls(text.text)
    homes = [_Home(call) for call in file.calls]
    problems = tuple(dict.fromkeys(problem for home in homes for problem in home.problems()))
    references = dict.fromkeys(reference for home in homes for reference in home.references)
    unjudged = dict.fromkeys(reference for home in homes for reference in home.unjudged)
    return Reading(
        entry_points=tuple(dict.fromkeys(entry for home in homes for entry in home.entries)),
        # A list that is used twice is written once.
        references=tuple({reference.range: reference for reference in references}.values()),
        problems=() if file.unfinished and is_template(text.text) else problems,
        unjudged=tuple(unjudged),
        groups=tuple(dict.fromkeys(group for home in homes for group in home.groups)),
        setup=file,
        has_more=not _is_complete(file.only_call),
    )


def read_setup_file(text: Text) -> SetupFile:
    """Return the calls of `setup()` in a setup.py, for what they say beside the entry points."""
    return read_setup_calls(text.text)


def _is_complete(call: SetupCall | None) -> bool:
    """Whether a call is certain, and all that it gives of entry points is literal."""
    if call is None:
        return False
    if call.entry_points is None:
        return not call.may_have_more
    _, value = call.entry_points
    return is_complete(value) and not isinstance(value, Items)


class SetupArgument(NamedTuple):
    """An `entry_points=` that certainly gives some to the only call of `setup()` in a file.

    `keyword` is the place of its name. `groups` are those that have entry points, None where all
    of it is one text.
    """

    path: str
    keyword: Name
    groups: tuple[str, ...] | None


def setup_argument(path: str, file: SetupFile) -> SetupArgument | None:
    """Return the entry points of a setup.py as one argument, None where that is open or empty."""
    call = file.only_call
    if call is None or call.entry_points is None:
        return None
    keyword, value = call.entry_points
    if isinstance(value, PythonString):
        return SetupArgument(path, keyword, None) if value.text else None
    if not isinstance(value, Pairs) or not value.pairs:
        return None
    last = {pair.key.text: pair.value for pair in value.pairs if pair.key is not None}
    groups = (
        group
        for group, given in last.items()
        if (isinstance(given, Items) and given.values)
        or (isinstance(given, PythonString) and given.text)
    )
    return SetupArgument(path, keyword, tuple(groups))


class SlotKind(enum.Enum):
    """What a string of `entry_points=` is: a group's name, lines of a group, or a whole file."""

    GROUP = enum.auto()
    LINES = enum.auto()
    FILE = enum.auto()


class Slot(NamedTuple):
    """A string of `entry_points=`.

    `group` is that of its lines. `counts` is False where another value takes its place.
    """

    kind: SlotKind
    string: PythonString
    group: Name | None = None
    counts: bool = True


def slots(call: SetupCall) -> Iterator[Slot]:
    """Yield the strings of a call's `entry_points=`."""
    value = call.entry_points[1] if call.entry_points is not None else None
    match value:
        case PythonString():
            yield Slot(SlotKind.FILE, value)
        case Items(is_set=True, values=values):
            # A dictionary of which no more is typed than a key.
            keys = (key for key in values if isinstance(key, PythonString))
            yield from (Slot(SlotKind.GROUP, key, counts=False) for key in keys)
        case Pairs(pairs=pairs):
            last = {pair.key.text: pair for pair in pairs if pair.key is not None}
            for pair in pairs:
                if pair.key is None:
                    continue
                counts = last[pair.key.text] is pair
                yield Slot(SlotKind.GROUP, pair.key, counts=counts)
                for string in strings_in(pair.value):
                    if string is not None:
                        yield Slot(SlotKind.LINES, string, pair.key.name, counts)


def lines_of(string: PythonString) -> Iterator[Name]:
    """Yield the lines of a string."""
    start = 0
    for match in _LINE_END.finditer(string.text):
        yield string.cut(start, match.start())
        start = match.end()
    yield string.cut(start, len(string.text))


class _Home:
    """The entry points of one call, and what is wrong with them."""

    def __init__(self, call: SetupCall) -> None:
        self.entries: list[EntryPoint] = []
        self.references: list[ObjectReference] = []
        self.unjudged: list[ObjectReference] = []
        self.groups: list[Name] = []
        self._judged: list[Name] = []
        self._checked: list[EntryPoint] = []
        self._problems: list[Problem] = []
        for slot in slots(call):
            self._read(slot)

    def _read(self, slot: Slot) -> None:
        string = slot.string
        is_judged = slot.counts and string.closed
        if slot.kind is SlotKind.GROUP:
            self.groups.append(string.name)
            self._judged.extend([string.name] if is_judged else [])
        elif slot.group is not None:
            lines = [line for line in lines_of(string) if _counts(line.text)]
            self._lines(slot.group, lines, slot.counts, is_judged)
        else:
            for group, lines in read_groups(lines_of(string), comments=("#",)):
                if group is not None:
                    self._lines(group, lines, slot.counts, is_judged)
                    self.groups.append(group)
                    self._judged.extend([group] if is_judged else [])
                elif is_judged:
                    self._problems.append(no_group_above(lines[0]))

    def _lines(self, group: Name, lines: list[Name], counts: bool, is_judged: bool) -> None:
        for entry in read_entries(group, lines):
            if isinstance(entry, Problem):
                self._problems.extend([entry] if is_judged else [])
                continue
            if counts:
                self.entries.append(entry)
            if is_judged:
                self._checked.append(entry)
            if entry.reference is not None:
                (self.references if is_judged else self.unjudged).append(entry.reference)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong."""
        yield from self._problems
        yield from entry_point_problems(self._judged, self._checked)


def fixable_problems(index: LineIndex, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of a setup.py with those corrections that leave its literals valid."""
    strings: list[PythonString] | None = None
    for problem in problems:
        if problem.fixes and strings is None:
            calls = read_setup_calls(index.text).calls
            strings = [slot.string for call in calls for slot in slots(call)]
        fixes = tuple(fix for fix in problem.fixes if _fits(index, fix, strings or []))
        yield problem._replace(fixes=fixes) if problem.fixes else problem


def _fits(index: LineIndex, fix: Fix, strings: list[PythonString]) -> bool:
    start, end = index.offset(fix.range.start), index.offset(fix.range.end)
    for string in strings:
        if not string.pieces and string.name.range == fix.range:
            # It is a keyword of `dict`.
            return fix.text.isidentifier()
        if any(rewritten(index.text, piece, start, end, fix.text) for piece in string.pieces):
            return True
    return False


def _counts(line: str) -> bool:
    return line.strip() != "" and not line.lstrip().startswith("#")
