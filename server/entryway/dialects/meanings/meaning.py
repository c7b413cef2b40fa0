"""The form in which the meaning of an entry point group is told."""

from __future__ import annotations

from entryway.namedtuples import NamedTuple


class GroupMeaning(NamedTuple):
    """What the entries of a `group` are, what one `entry` of it is, and the `source` of both.

    Sentences with code in backticks. Within these, `entry` may hold `{name}`, which stands for the
    entry point's name, and `{call}`, for its object as a call is written.
    """

    group: str
    entry: str
    source: str
