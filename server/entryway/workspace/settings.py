"""What a user can set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one session.

    `python` is an environment's folder or an interpreter in one, as the user wrote it; None lets
    the environment be found. `python_from` names where it was written, for messages.

    `options` is what was written of `diagnostics` and `files`, not understood yet: that is
    `choices.read_choices`, which a server needs only when it has started. Its patterns are
    relative to `base`, or to the workspace folder where that is None or elsewhere.
    """

    python: str | None = None
    python_from: str = "the setting entryway.python"
    options: Mapping[str, object] = field(default_factory=dict)
    base: str | None = None


def settings_from(options: object) -> Settings:
    """Read settings as editors send them: `{"python": …}`, alone or under `"entryway"`.

    Anything of another shape is ignored, since editors send each other's settings too.
    """
    if isinstance(options, Mapping) and isinstance(options.get("entryway"), Mapping):
        options = options["entryway"]
    if not isinstance(options, Mapping):
        return Settings()
    python = options.get("python")
    if not isinstance(python, str) or not python.strip():
        python = None
    return Settings(python, options={k: v for k, v in options.items() if k != "python"})
