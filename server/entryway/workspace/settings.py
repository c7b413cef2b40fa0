"""What a user can set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entryway.workspace.folders import innermost

_OURS = "the setting entryway.python"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one session.

    `python` is an environment's folder or an interpreter in one, as the user wrote it; None lets
    the environment be found. `python_from` names where it was written, for messages.

    `options` is what was written of `diagnostics` and `files`, not understood yet: that is
    `choices.read_choices`, which a server needs only when it has started. Its patterns are
    relative to `base`, or to the workspace folder where that is None or elsewhere.

    `folders` holds the settings of single workspace folders by path, where an editor has them; in a
    folder its own count instead of these.
    """

    python: str | None = None
    python_from: str = _OURS
    options: Mapping[str, object] = field(default_factory=dict)
    base: str | None = None
    folders: Mapping[str, Settings] = field(default_factory=dict)

    def folder_of(self, path: str) -> str | None:
        """Return the innermost folder with settings of its own that holds a path."""
        return innermost(self.folders, path)

    def of(self, path: str) -> Settings:
        """Return the settings that count for a path."""
        folder = self.folder_of(path)
        return self if folder is None else self.folders[folder]


def settings_from(options: object) -> Settings:
    """Read settings as editors send them: `{"python": …}`, alone or under `"entryway"`.

    A client that fills in `python` by itself says in `pythonFrom` where it has it from. Anything of
    another shape is ignored, since editors send each other's settings too.
    """
    if isinstance(options, Mapping) and isinstance(options.get("entryway"), Mapping):
        options = options["entryway"]
    if not isinstance(options, Mapping):
        return Settings()
    python = options.get("python")
    if not isinstance(python, str) or not python.strip():
        python = None
    origin = options.get("pythonFrom")
    return Settings(
        python,
        origin if python is not None and isinstance(origin, str) and origin else _OURS,
        {name: value for name, value in options.items() if name not in ("python", "pythonFrom")},
    )


def names_ours(options: object) -> bool:
    """Whether settings that an editor sends speak of ours; some send those of all servers."""
    if not isinstance(options, Mapping):
        return False
    if isinstance(options.get("entryway"), Mapping):
        return True
    # `python` alone may be the table of another server.
    python = options.get("python", {})
    return python is None or isinstance(python, str) or any(map(_begins_ours, options))


def _begins_ours(name: object) -> bool:
    return isinstance(name, str) and name.partition(".")[0] in ("diagnostics", "files")
