"""Sets of global variables, kept so that equal ones are one and the same object.

What a section builds depends on the global variables it is loaded with and on nothing else, and
nearly all sections of a file are loaded with the same. A set that is made from another by a change
is found by a checksum that the change alone alters, however many variables there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from entryway.paste.settings import Setting

Variables: TypeAlias = Mapping[str, Setting]


class VariableSets:
    """The sets that one question has met with."""

    def __init__(self) -> None:
        self._checksums: dict[int, int] = {}
        # Those of one checksum; they also keep the sets, whose identities are used, alive.
        self._sets: dict[int, list[Variables]] = {}

    def interned(self, variables: Variables) -> Variables:
        """Return the set that has these variables."""
        checksum = 0
        for name, setting in variables.items():
            checksum ^= _checksum(name, setting)
        return self._kept(checksum, variables)

    def changed(self, variables: Variables, changes: Variables) -> Variables:
        """Return the set that has the variables of another, which is kept, with some changed."""
        checksum = self._checksums[id(variables)]
        before = checksum
        for name, setting in changes.items():
            old = variables.get(name)
            if old is not None:
                checksum ^= _checksum(name, old)
            checksum ^= _checksum(name, setting)
        if checksum == before and all(name in variables for name in changes):
            return variables
        return self._kept(checksum, {**variables, **changes})

    def _kept(self, checksum: int, variables: Variables) -> Variables:
        alike = self._sets.setdefault(checksum, [])
        for known in alike:
            if _is_equal(known, variables):
                return known
        alike.append(variables)
        self._checksums[id(variables)] = checksum
        return variables


def _checksum(name: str, setting: Setting) -> int:
    return hash((name, setting.value.text, setting.known))


def _is_equal(one: Variables, other: Variables) -> bool:
    return len(one) == len(other) and all(
        name in other
        and setting.value.text == other[name].value.text
        and setting.known is other[name].known
        for name, setting in one.items()
    )
