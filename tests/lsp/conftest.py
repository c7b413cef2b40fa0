"""Fixtures that start servers and end them, whatever happens in between."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.editor import Client, Editor, server_command, server_environment
from lsp.nursery import launcher_command, nursery
from lsp.project import Project

Start = Callable[..., Awaitable[Editor]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project without files, in a folder of its own."""
    root = tmp_path / "project"
    root.mkdir()
    return Project(root.resolve())


@pytest.fixture(scope="session")
def servers() -> Iterator[str | None]:
    """Return the address of the nursery that all tests take their servers from."""
    with nursery(server_environment()) as address:
        yield address


@pytest_asyncio.fixture
async def start(project: Project, servers: str | None) -> AsyncIterator[Start]:
    """Return what starts an editor with its server; both are ended behind the test."""
    async with started(project, servers) as start_editor:
        yield start_editor


@contextlib.asynccontextmanager
async def started(project: Project, servers: str | None) -> AsyncIterator[Start]:
    """Give what starts an editor with its server; at the end all of them are ended.

    `servers` is the address of a nursery, None to start each server from nothing.
    """
    clients: list[tuple[Client, bool]] = []

    async def start_editor(
        files: str = "",
        *,
        capabilities: types.ClientCapabilities | None = None,
        folders: tuple[str, ...] | None = (".",),
        options: Any = None,
        configuration: dict[str, Any] | None = None,
        scoped: Mapping[str, Any] | None = None,
        answers_after: float = 0,
        refuses: bool = False,
        prelude: str = "",
        may_fail: bool = False,
        **variables: str,
    ) -> Editor:
        """Write files, start a server on them, and initialize it.

        `folders` are workspace folders below the root, `options` the `initializationOptions`,
        `configuration` is what the client answers when asked for its settings, `scoped` the same
        by folder. `prelude` is Python that the server runs before it starts. The client answers
        requests for its settings `answers_after` seconds, or refuses all requests. A server that
        logs an exception fails the test unless it `may_fail`.
        """
        project.write(files)
        client = Client(answers_after=answers_after, refuses=refuses)
        if configuration is not None:
            client.set_configuration(configuration)
        for folder, own in (scoped or {}).items():
            client.set_configuration(own, scope_uri=project.uri(folder))
        command = launcher_command(servers, prelude) if servers else server_command(prelude)
        await client.start(server_environment(**variables), command)
        clients.append((client, may_fail))
        capabilities = capabilities or editor_capabilities()
        result = await client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                workspace_folders=None
                if folders is None
                else [types.WorkspaceFolder(project.uri(f), f) for f in folders],
                initialization_options=options,
            )
        )
        return Editor(project, client, result)

    try:
        yield start_editor
    finally:
        ends = [client.end() for client, _ in clients]
        ended = await asyncio.gather(*ends, return_exceptions=True)
    failures = [f"the server did not end: {each!r}" for each in ended if each is not None]
    for client, forgiven in clients:
        log = "\n".join(client.log)
        if client.error is not None:
            failures.append(f"the client could not read the server: {client.error}")
        if "Traceback" in log and not forgiven:
            failures.append(f"the server logged an exception:\n{log}")
    assert not failures, "\n".join(failures)
