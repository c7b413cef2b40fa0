"""initialize, initialized and shutdown (LSP 3.17, "Server lifecycle")."""

from __future__ import annotations

from lsprotocol import types

from entryway.lsp.client import Client
from entryway.lsp.handlers.workspace import ask_for_settings
from entryway.lsp.host import EntrywayServer
from entryway.lsp.parent import watch_parent
from entryway.lsp.uris import uri_of
from entryway.lsp.watching import settings_registration, watcher_registration
from entryway.workspace.settings import settings_from


def initialize(server: EntrywayServer, params: types.InitializeParams) -> None:
    """Take in what the client tells of itself; pygls answers with our capabilities."""
    server.client = Client.of(params.capabilities)
    server.first_settings = settings_from(params.initialization_options)
    server.session.change_settings(server.first_settings)
    server.session.change_folders(added=_folders(params), removed=())
    if params.process_id is not None:
        watch_parent(params.process_id)


def _folders(params: types.InitializeParams) -> list[str]:
    """Return the URIs of the workspace folders; older clients name one root."""
    if params.workspace_folders is not None:
        return [folder.uri for folder in params.workspace_folders]
    if params.root_uri is not None:
        return [params.root_uri]
    return [uri_of(params.root_path)] if params.root_path else []


def initialized(server: EntrywayServer, params: types.InitializedParams) -> None:
    """Ask for settings and events, and begin to check the workspace."""
    if server.client.answers_configuration:
        server.settle(ask_for_settings(server))
    registrations = [
        *([watcher_registration()] if server.client.registers_watchers else []),
        *([settings_registration()] if server.client.registers_configuration else []),
    ]
    if registrations:
        server.spawn("registering for events", server.register(registrations))
    server.start_checks()


def shutdown(server: EntrywayServer, params: None) -> None:
    """Stop working; pygls answers, and ends the process when `exit` comes."""
    server.was_shut_down = True
    server.stop()
