"""The files whose changes on disk can change an answer (LSP 3.17, "DidChangeWatchedFiles")."""

from __future__ import annotations

from lsprotocol import types

from entryway.lsp.uris import path_of, uri_of

_ENDINGS = (
    *(".ini", ".conf", ".cfg", "sample", ".test", ".paste", ".toml"),  # Configuration.
    *(".py", ".so", ".pyd"),  # Modules.
    *(".pth", ".egg-link"),  # What adds to a search path.
)
_NAMES = (".flake8", "entry_points.txt", "METADATA", "PKG-INFO", "RECORD", "direct_url.json")
_PROJECT_FILES = ("pyproject.toml", "setup.cfg")
_FOLDER_ENDINGS = (".dist-info", ".egg-info", ".egg")
_ELSEWHERE = (".git", ".hg", "node_modules", "__pycache__")

PATTERNS = (f"**/*{{{','.join(_ENDINGS)}}}", f"**/{{{','.join(_NAMES)}}}")
"""The files to be watched, as LSP's globs."""


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


def environment_registration(folder: str) -> types.Registration:
    """Return the request to be told what is installed into a folder outside of the workspace."""
    metadata = f"*{{{','.join(_FOLDER_ENDINGS)}}}"
    patterns = (metadata, f"{metadata}/{{{','.join(_NAMES)}}}", "*{.pth,.egg-link}")
    watchers = [
        types.FileSystemWatcher(glob_pattern=types.RelativePattern(uri_of(folder), pattern))
        for pattern in patterns
    ]
    return types.Registration(
        id=f"entryway-watched-files {folder}",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
    )


def matters(event: types.FileEvent) -> bool:
    """Whether a change is a reason to look at files again, and not one of many that are none.

    Version control deletes a lock with every command, and interpreters write caches.
    """
    path = path_of(event.uri)
    if path is None:
        return False
    *folders, name = path.replace("\\", "/").split("/")
    if any(folder in _ELSEWHERE for folder in folders):
        return False
    if name.endswith(_ENDINGS) or name in _NAMES:
        return True
    # It may have been a folder.
    was_deleted = event.type == types.FileChangeType.Deleted
    return was_deleted and ("." not in name or name.endswith(_FOLDER_ENDINGS))


def may_choose_files(uri: str) -> bool:
    """Whether a file may hold the settings that say which files are looked at."""
    return uri.rpartition("/")[2] in _PROJECT_FILES


def settings_registration() -> types.Registration:
    """Return the request to be told when the user changes our settings."""
    return types.Registration(
        id="entryway-settings",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options=types.DidChangeConfigurationRegistrationOptions(section="entryway"),
    )
