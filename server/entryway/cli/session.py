"""The snapshot that one command works on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from entryway.cli.errors import UsageError
from entryway.files.store import Store
from entryway.resolve.environment import NoEnvironment, read_environment
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Snapshot, take_snapshot


def open_snapshot(
    folders: tuple[str, ...],
    python: str | None,
    files: Mapping[str, Sequence[str]] | None = None,
) -> Snapshot:
    """Return a snapshot of the disk; raise `UsageError` if `--python` names no environment.

    `files` holds the patterns of `include` and `exclude`, relative to the current folder.
    """
    settings = Settings()
    if python is not None:
        if not python:
            raise UsageError("--python names nothing; give the folder of a Python environment.")
        # What is typed at a prompt is relative to where it is typed.
        settings = Settings(absolute(os.path.expanduser(python)), "--python")
    if files is not None and any(files.values()):
        settings = replace(settings, options={"files": files}, base=current_folder())
    snapshot = take_snapshot(
        Store(),
        folders=folders,
        settings=settings,
        variables=_variables(),
        shown_from=_shown_from(),
    )
    if settings.python is not None:
        environment = read_environment(snapshot.view, settings.python, settings.python_from)
        if isinstance(environment, NoEnvironment):
            raise UsageError(environment.reason)
    return snapshot


def _variables() -> dict[str, str]:
    """Return the environment variables, save for one that pre-commit sets for itself.

    It runs a hook in an environment that holds the hook alone, and calls that the active one.
    """
    variables = dict(os.environ)
    if "PRE_COMMIT" in variables and variables.get("VIRTUAL_ENV") == sys.prefix:
        del variables["VIRTUAL_ENV"]
    return variables


def current_folder() -> str:
    """Return the current folder; raise `UsageError` where it was deleted meanwhile."""
    try:
        return os.getcwd()
    except OSError as error:
        raise UsageError("the current folder no longer exists; change to one that does.") from error


def absolute(path: str) -> str:
    """Return a path that was typed as the engine wants it; raises as `current_folder` does."""
    return os.path.normpath(os.path.join(current_folder() if not os.path.isabs(path) else "", path))


def _shown_from() -> tuple[str, ...]:
    try:
        return (current_folder(),)
    except UsageError:
        return ()
