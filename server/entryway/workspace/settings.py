"""What a user can set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one session.

    `python` is an environment's folder or an interpreter in one, as the user wrote it; None lets
    the environment be found. `python_from` names where it was written, for messages.
    """

    python: str | None = None
    python_from: str = "the setting entryway.python"


def settings_from(options: object) -> Settings:
    """Read settings as editors send them: `{"python": …}`, alone or under `"entryway"`.

    Anything of another shape is ignored, since editors send each other's settings too.
    """
    if isinstance(options, Mapping) and isinstance(options.get("entryway"), Mapping):
        options = options["entryway"]
    python = options.get("python") if isinstance(options, Mapping) else None
    return Settings(python=python) if isinstance(python, str) and python.strip() else Settings()
