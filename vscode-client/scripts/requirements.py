"""What distributions require of each other, on every Python that may run the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("linux", "darwin", "win32")


def missing(requires: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the requirements that no distribution in `requires` meets by its name.

    `requires` holds the `Requires-Dist` lines of each. Those of extras are nobody's here.
    """
    present = {canonicalize_name(name) for name in requires}
    return {
        f"{requirement.name}{requirement.specifier}"
        for lines in requires.values()
        for requirement in map(Requirement, lines)
        if _applies_anywhere(requirement) and canonicalize_name(requirement.name) not in present
    }


def _applies_anywhere(requirement: Requirement) -> bool:
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(
            {
                "python_version": python,
                "python_full_version": f"{python}.0",
                "sys_platform": platform,
                "extra": "",
            }
        )
        for python in PYTHONS
        for platform in PLATFORMS
    )
