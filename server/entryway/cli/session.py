"""The snapshot that one command works on."""

from __future__ import annotations

import os

from entryway.cli.errors import UsageError
from entryway.files.store import Store
from entryway.resolve.environment import NoEnvironment, read_environment
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Snapshot, take_snapshot


def open_snapshot(folders: tuple[str, ...], python: str | None) -> Snapshot:
    """Return a snapshot of the disk; raise `UsageError` if `--python` names no environment."""
    settings = Settings()
    if python is not None:
        # What is typed at a prompt is relative to where it is typed.
        settings = Settings(os.path.abspath(os.path.expanduser(python)), "--python")
    snapshot = take_snapshot(
        Store(),
        folders=folders,
        settings=settings,
        variables=dict(os.environ),
        shown_from=(os.getcwd(),),
    )
    if settings.python is not None:
        environment = read_environment(snapshot.view, settings.python, settings.python_from)
        if isinstance(environment, NoEnvironment):
            raise UsageError(environment.reason)
    return snapshot
