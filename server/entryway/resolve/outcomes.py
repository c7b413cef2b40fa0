"""What looking a name up comes to: candidates, a proof that it is not there, or what hides it."""

from __future__ import annotations

from entryway.model import Location, Reason
from entryway.resolve.entities import Candidate


class NotThere:
    """The owner was read and cannot have the name; `known` are the names it has."""

    __slots__ = ("known", "location", "owner")

    def __init__(self, owner: str, location: Location | None, known: tuple[str, ...]) -> None:
        self.owner = owner
        self.location = location
        self.known = known


class Hidden:
    """The owner may have the name, but this hides it."""

    __slots__ = ("detail", "location", "reason")

    def __init__(self, reason: Reason, detail: str, location: Location | None = None) -> None:
        self.reason = reason
        self.detail = detail
        self.location = location


Lookup = tuple[Candidate, ...] | NotThere | Hidden
"""The outcome of looking a name up: one or more candidates, a proof, or what hides the answer.

A tuple is success, so the two failures are no named tuples."""
