"""What changes around the documents: files on disk, workspace folders, settings."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from entryway.lsp.host import EntrywayServer
from entryway.lsp.watching import matters, may_choose_files
from entryway.workspace.settings import Settings, names_ours, settings_from

logger = logging.getLogger(__name__)


def did_change_watched_files(
    server: EntrywayServer, params: types.DidChangeWatchedFilesParams
) -> None:
    """Look at the disk again (LSP 3.17, "DidChangeWatchedFiles")."""
    changes = [event for event in params.changes if matters(event) or _took_known(server, event)]
    if changes:
        server.session.touch()
        if server.checker is not None:
            came_or_went = any(
                event.type != types.FileChangeType.Changed or may_choose_files(event.uri)
                for event in changes
            )
            server.checker.files_changed(came_or_went=came_or_went)


def _took_known(server: EntrywayServer, event: types.FileEvent) -> bool:
    """Whether a deleted folder held files that are known, whatever the folder was called."""
    if event.type != types.FileChangeType.Deleted or server.checker is None:
        return False
    path = server.session.path_of(event.uri)
    return path is not None and server.checker.knows_below(path)


def did_change_workspace_folders(
    server: EntrywayServer, params: types.DidChangeWorkspaceFoldersParams
) -> None:
    """Add and remove workspace folders (LSP 3.17, "DidChangeWorkspaceFolders")."""
    server.session.change_folders(
        added=[folder.uri for folder in params.event.added],
        removed=[folder.uri for folder in params.event.removed],
    )
    if server.client.answers_configuration:
        server.settle(ask_for_settings(server))  # Folders may have settings of their own.
    if server.checker is not None:
        server.checker.folders_changed()


def did_change_configuration(
    server: EntrywayServer, params: types.DidChangeConfigurationParams
) -> None:
    """Take in new settings, or ask for them where the client is to be asked.

    Clients that answer `workspace/configuration` send what they like here, often nothing. Where
    others send none of ours, those of the `initialize` request count.
    """
    if server.client.answers_configuration:
        server.settle(ask_for_settings(server))
    elif names_ours(params.settings):
        _use(server, settings_from(params.settings))
    else:
        _use(server, server.first_settings)


async def ask_for_settings(server: EntrywayServer) -> None:
    """Ask the client for our settings and those of each folder (LSP 3.17, "Configuration Request").

    Where it has none, those of its `initialize` request count.
    """
    folders = server.session.state.folders
    scopes = [None, *(folder.uri for folder in folders)]
    asked = types.ConfigurationParams(
        items=[types.ConfigurationItem(scope_uri=uri, section="entryway") for uri in scopes]
    )
    try:
        # pygls can't take an answer to a request that was cancelled: hence the shield.
        answer = await asyncio.shield(server.workspace_configuration_async(asked))
    except JsonRpcException as error:
        logger.warning("the client does not tell its settings: %s", error)
        return
    if answer:
        first, *others = answer
        settings = server.first_settings if first is None else settings_from(first)
        own = zip(folders, others, strict=False)
        _use(
            server,
            replace(
                settings,
                folders={f.path: settings_from(each) for f, each in own if each is not None},
            ),
        )


def _use(server: EntrywayServer, settings: Settings) -> None:
    if server.session.change_settings(settings) and server.checker is not None:
        server.checker.everything_changed()
