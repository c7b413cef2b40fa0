"""The files whose changes on disk can change an answer (LSP 3.17, "DidChangeWatchedFiles")."""

from __future__ import annotations

from lsprotocol import types

PATTERNS = (
    "**/*.{ini,conf,cfg,test,paste,toml}",
    "**/*sample",
    "**/*.{py,so,pyd}",
    "**/*.{pth,egg-link}",
    "**/{entry_points.txt,METADATA,PKG-INFO}",
)
"""Configuration files, Python modules, what adds to a search path, and installed metadata."""


def watcher_registration() -> types.Registration:
    """Return the request to be told of changes to these files.

    Deletions are asked for by every name: editors report a deleted folder without its files.
    """
    changes = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in PATTERNS]
    deletions = types.FileSystemWatcher(glob_pattern="**/*", kind=types.WatchKind.Delete)
    return types.Registration(
        id="entryway-watched-files",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(
            watchers=[*changes, deletions]
        ),
    )


def settings_registration() -> types.Registration:
    """Return the request to be told when the user changes our settings."""
    return types.Registration(
        id="entryway-settings",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options=types.DidChangeConfigurationRegistrationOptions(section="entryway"),
    )
