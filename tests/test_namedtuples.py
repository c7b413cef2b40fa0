"""Our named tuples are those of `typing` in all that we use of them."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from entryway.namedtuples import NamedTuple


class Ours(NamedTuple):
    """A place."""

    line: int
    column: int = 0
    names: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


class Theirs(typing.NamedTuple):
    """A place."""

    line: int
    column: int = 0
    names: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


Class = Any
CALLS: dict[str, Callable[[Class], object]] = {
    "by position": lambda c: tuple(c(1, 2, ("a",))),
    "by name": lambda c: tuple(c(names=("a",), line=1)),
    "defaults": lambda c: tuple(c(1)),
    "too few": lambda c: c(),
    "too many": lambda c: c(1, 2, (), 4),
    "unknown name": lambda c: c(1, row=2),
    "twice": lambda c: c(1, line=2),
    "fields": lambda c: (c(5).line, c(5).column, c(5).names, c(5).shown),
    "replace": lambda c: tuple(c(1)._replace(column=3)),
    "make": lambda c: tuple(c._make([1, 2, ()])),
    "as a dictionary": lambda c: c(1)._asdict(),
    "equality": lambda c: (c(1) == c(1), c(1) == (1, 0, ()), c(1) < c(2), hash(c(1))),
    "representation": lambda c: repr(c(1)).removeprefix(c.__name__),
    "names": lambda c: (c._fields, c._field_defaults, c.__match_args__, c.__doc__),
    "no dictionary": lambda c: hasattr(c(1), "__dict__"),
    "frozen": lambda c: setattr(c(1), "line", 2),
    "nothing new": lambda c: setattr(c(1), "row", 2),
    "copies": lambda c: (tuple(copy.copy(c(1))), type(copy.deepcopy(c(1))) is c),
    "pickles": lambda c: (pickle.loads(pickle.dumps(c(1))) == c(1), c.__name__[0] in "OT"),
    "unpacked": lambda c: list(c(1, 2)),
    "matched": lambda c: _matched(c(7, 8)),
    "a tuple": lambda c: (isinstance(c(1), tuple), c.__slots__),
}


def _matched(value: Any) -> object:
    match value:
        case Ours(line, column) | Theirs(line, column):
            return line, column
    return None


@pytest.mark.parametrize("what", CALLS)
def test_ours_does_what_theirs_does(what: str) -> None:
    assert _outcome(CALLS[what], Ours) == _outcome(CALLS[what], Theirs)


def test_what_is_not_there_can_not_be_replaced() -> None:
    # Theirs raises TypeError since Python 3.13.
    place: Any = Ours(1)
    with pytest.raises(ValueError, match="row"):
        place._replace(row=3)


def _outcome(call: Callable[[Class], object], class_: Class) -> object:
    try:
        return call(class_)
    except Exception as error:
        return type(error)


class Derived(Ours):
    """A named tuple's subclass, made before any instance of the first."""

    __slots__ = ()


def test_a_subclass_is_made_like_its_base() -> None:
    assert type(Derived(1)) is Derived
    assert type(Ours(1)) is Ours
    assert Derived(1)._replace(line=2) == (2, 0, ())
