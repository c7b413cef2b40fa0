"""A preview: flows of stages and routes, and the words on all of them.

What is told is names and places, never the value of an option.
"""

from __future__ import annotations

import enum

from entryway.model import Definition, Location
from entryway.namedtuples import NamedTuple


class Health(enum.Enum):
    """Whether a stage can be loaded: `FAILS` and `MISSING` are proven, `UNKNOWN` says why not."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"
    FAILS = "fails"

    @property
    def is_bad(self) -> bool:
        """Whether loading is proven to fail here."""
        return self in (Health.MISSING, Health.FAILS)


class Step(NamedTuple):
    """A stage of a flow.

    `kind` is that of its section, or `app`, `filter`, `server` for words with a scheme. `factory`
    is the object that makes it, `egg` the words that lead to that if it is an entry point, `target`
    where it is defined. `why` is half a sentence on
    anything but `FOUND`; `doc` the first line of the factory's docstring. `place` is the section's
    header, or where the words stand. `hidden` counts the routes that are left out.
    """

    kind: str
    name: str
    place: Location
    factory: str
    egg: str
    target: Definition | None
    health: Health
    why: str
    doc: str
    routes: tuple[Route, ...] = ()
    hidden: int = 0


class Route(NamedTuple):
    """A branch of a composite: its path or flavour, where that stands, and the flow behind it.

    `before` counts the stages that are left out of the flow, to its first step. `is_certain` is
    False where the composite's factory is not known to read its options so.
    """

    key: str
    place: Location
    flow: tuple[Step, ...]
    before: int = 0
    is_certain: bool = True


class Preview(NamedTuple):
    """What loading something would build; `more` counts stages that are not shown.

    `gist` is one line on all of it.
    """

    title: str
    place: Location
    flow: tuple[Step, ...]
    gist: str
    more: int = 0


def gist_of(flow: tuple[Step, ...], more: int) -> str:
    """Return one line: how long the way is, where it ends, and how much of it can be loaded."""
    shown = _all_steps(flow)
    if not shown:
        return "nothing is loaded"
    bad = sum(step.health.is_bad for step in shown)
    unknown = sum(step.health is Health.UNKNOWN for step in shown)
    way, of = _way(flow, more), f"of {len(shown)}"
    if more:
        of = f"of the first {len(shown)}"
    if len(shown) == 1 and not more:
        word = "does not load" if bad else "is not known" if unknown else "resolves"
        return f"{way}{word}"
    if bad:
        return f"{way}{bad} {of} {'does' if bad == 1 else 'do'} not load"
    if unknown:
        return f"{way}{unknown} {of} unknown"
    if more or any(route.before for step in shown for route in step.routes):
        return f"{way}all that is shown resolves"
    return f"{way}all resolve"


def _way(flow: tuple[Step, ...], more: int) -> str:
    parts: list[str] = []
    count = len(flow) - 1
    if count and not more:
        parts.append(f"{_plural(count, 'filter')}, then {flow[-1].name}")
    elif more:
        parts.append(f"{len(flow) + more} stages")
    routes = len(flow[-1].routes) + flow[-1].hidden
    if routes:
        parts.append(_plural(routes, "route"))
    return "".join(f"{part}; " for part in parts)


def _all_steps(flow: tuple[Step, ...]) -> list[Step]:
    steps: list[Step] = []
    for step in flow:
        steps.append(step)
        for route in step.routes:
            steps.extend(_all_steps(route.flow))
    return steps


GUESSED = "(routes: the sections that options name; the factory may mean others)"
"""Said once below a preview in which some composite's factory is not known."""


def is_guessed(flow: tuple[Step, ...]) -> bool:
    """Whether a flow has routes of a composite whose factory is not known to read them so."""
    return any(not route.is_certain for step in _all_steps(flow) for route in step.routes)


def route_end(route: Route) -> str:
    """Return where a route of which one stage is shown leads: `4 filters → api, 2 routes`."""
    last = route.flow[-1]
    mark = "✗ " if last.health.is_bad else ""
    before = f"{_plural(route.before, 'filter')} → " if route.before else ""
    inside = f", {_plural(last.hidden, 'route')}" if last.hidden else ""
    return f"{mark}{before}{last.name}{inside}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
