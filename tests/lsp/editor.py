"""An editor for tests: a client that starts the real server and says what a user would see."""

from __future__ import annotations

import asyncio
import functools
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidRequest
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES

import entryway
from lsp.project import Project, marked, place

SERVER = "import sys; from entryway.lsp.server import serve_stdio; sys.exit(serve_stdio())"
SECONDS = 30.0
"""How long anything may take before a test fails; on an idle machine nothing takes two seconds."""


_converter = functools.cache(default_converter)
"""One for all clients, since making one takes long."""


class Client(LanguageClient):
    """pytest-lsp's client, with what it lacks: the server's log, versions, and an end for sure."""

    def __init__(self, *, answers_after: float = 0, refuses: bool = False) -> None:
        super().__init__(converter_factory=_converter)
        self._answers_after = answers_after
        self._refuses = refuses
        self.published: list[types.PublishDiagnosticsParams] = []
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.registrations: list[types.Registration] = []
        self.refreshes = 0
        self.log: list[str] = []
        self.exit_code: int | None = None
        self.heard = asyncio.Event()
        features = {
            **DEFAULT_CLIENT_FEATURES,
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: functools.partial(self._publish),
            types.CLIENT_REGISTER_CAPABILITY: functools.partial(self._register),
            types.WORKSPACE_DIAGNOSTIC_REFRESH: functools.partial(self._refresh),
            types.PROGRESS: functools.partial(self._progress),
            types.WORKSPACE_CONFIGURATION: self._answer_configuration(),
        }
        for method, handler in features.items():
            self.feature(method)(handler)

    async def start(self, environment: dict[str, str], command: list[str]) -> None:
        """Start the server and collect its log."""
        await self.start_io(*command, env=environment)
        assert self._stderr_forwarder is not None
        self._stderr_forwarder.cancel()
        self._stderr_forwarder = asyncio.create_task(self._collect())

    async def _collect(self) -> None:
        server = self.process
        assert server.stderr is not None
        while line := await server.stderr.readline():
            self.log.append(line.decode(errors="replace").rstrip("\n"))

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The server's process."""
        assert self._server is not None
        return self._server

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        self.exit_code = server.returncode
        self.heard.set()

    async def end(self) -> None:
        """End the server: as a client should, and if that does not help, for sure."""
        try:
            if self.process.returncode is None and self.error is None:
                await asyncio.wait_for(self.shutdown_session(), SECONDS)
        finally:
            if self.process.returncode is None:
                self.process.kill()
            await asyncio.wait_for(self.process.wait(), SECONDS)
            forwarder = self._stderr_forwarder
            if forwarder is not None:
                await asyncio.wait({forwarder}, timeout=1)
            await asyncio.wait_for(super().stop(), SECONDS)  # type: ignore[no-untyped-call]

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self.shown[params.uri] = params
        self.heard.set()

    def _answer_configuration(self) -> Callable[..., Any]:
        async def answer(params: types.ConfigurationParams) -> list[Any]:
            self._check_refusal()
            await asyncio.sleep(self._answers_after)
            return [
                self.get_configuration(section=item.section, scope_uri=item.scope_uri)
                for item in params.items
            ]

        return answer

    def _check_refusal(self) -> None:
        if self._refuses:
            raise JsonRpcInvalidRequest("this client refuses")

    def _register(self, params: types.RegistrationParams) -> None:
        self._check_refusal()
        self.registrations.extend(params.registrations)
        self.heard.set()

    def _progress(self, params: types.ProgressParams) -> None:
        DEFAULT_CLIENT_FEATURES[types.PROGRESS](self, params)
        self.heard.set()

    def _refresh(self, params: None) -> None:
        self.refreshes += 1
        self.heard.set()


class Editor:
    """What a user of an editor does with the files of a project, and sees of them."""

    def __init__(self, project: Project, client: Client, server: types.InitializeResult) -> None:
        self.project = project
        self.client = client
        self.info = server.server_info
        self.capabilities = server.capabilities
        encoding = server.capabilities.position_encoding
        self.encoding: str = getattr(encoding, "value", encoding) or "utf-16"
        self.texts: dict[str, str] = {}
        self._version = 0
        self._uris: dict[str, str] = {}

    # --- Documents ---

    def uri(self, path: str) -> str:
        return self._uris.get(path, self.project.uri(path))

    def open(self, path: str, text: str | None = None, *, uri: str | None = None) -> None:
        """Open a file, or a text that is not saved; `uri` spells its name in another way."""
        self._uris[path] = uri or self.project.uri(path)
        text = self.project.read(path) if text is None else text
        self.texts[path] = self.project.without_cursor(path, text)
        self._version += 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(
                    self.uri(path),
                    _LANGUAGE_IDS.get(Path(path).suffix, "ini"),
                    self._version,
                    self.texts[path],
                )
            )
        )

    def change(self, path: str, text: str) -> int:
        """Replace the text of an open document; return its version."""
        self.texts[path] = self.project.without_cursor(path, text)
        self._version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=self.uri(path), version=self._version),
                [types.TextDocumentContentChangeWholeDocument(self.texts[path])],
            )
        )
        return self._version

    def replace(self, path: str, old: str, new: str) -> int:
        """Replace words of an open document."""
        assert old in self.texts[path]
        return self.change(path, self.texts[path].replace(old, new))

    def save(self, path: str) -> None:
        """Write an open document to disk."""
        self.project.write_file(path, self.texts[path])
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri(path)))
        )

    def close(self, path: str) -> None:
        """Close an open document."""
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(path)))
        )
        del self.texts[path]
        self._uris.pop(path)

    def files_changed(self, *paths: str, how: types.FileChangeType) -> None:
        """Tell what an editor that watches files would tell."""
        self.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams(
                [types.FileEvent(self.project.uri(path), how) for path in paths]
            )
        )

    # --- Questions ---

    def text(self, path: str) -> str:
        """Return a file's text as the user sees it."""
        return self.texts[path] if path in self.texts else self.project.read(path)

    def cursor(self, path: str) -> types.TextDocumentPositionParams:
        """Return the place of the cursor in a file."""
        _, offset = self.project.cursors[path]
        return types.TextDocumentPositionParams(
            types.TextDocumentIdentifier(self.uri(path)),
            place(self.text(path), offset, self.encoding),
        )

    async def definition(self, path: str) -> list[str]:
        """Go to the definition of what stands at the cursor; return the places as marked lines."""
        at = self.cursor(path)
        found = await self.ask(
            self.client.text_document_definition_async(
                types.DefinitionParams(at.text_document, at.position)
            )
        )
        return [self.show_target(target) for target in found or ()]

    def show_target(self, target: types.Location | types.LocationLink) -> str:
        if isinstance(target, types.LocationLink):
            return self.show(target.target_uri, target.target_selection_range)
        return self.show(target.uri, target.range)

    def show(self, uri: str, range_: types.Range) -> str:
        """Return a place as ``path: the line with «the range» marked``."""
        path = self.project.name_of(uri)
        return f"{path}: {marked(self.text(path), range_, self.encoding)}"

    async def hover(self, path: str) -> types.Hover | None:
        """Hover over the cursor."""
        at = self.cursor(path)
        found: types.Hover | None = await self.ask(
            self.client.text_document_hover_async(types.HoverParams(at.text_document, at.position))
        )
        return found

    async def quick_fixes(
        self, path: str, only: Iterable[str] | None = None
    ) -> list[types.CodeAction]:
        """Ask for quick fixes at the cursor."""
        at = self.cursor(path)
        kinds = None if only is None else [types.CodeActionKind(kind) for kind in only]
        found = await self.ask(
            self.client.text_document_code_action_async(
                types.CodeActionParams(
                    at.text_document,
                    types.Range(at.position, at.position),
                    types.CodeActionContext(diagnostics=[], only=kinds),
                )
            )
        )
        actions = [each for each in found or () if isinstance(each, types.CodeAction)]
        assert len(actions) == len(found or ())
        return actions

    async def pull(self, path: str, previous: str | None = None) -> Any:
        """Pull a document's diagnostics."""
        return await self.ask(
            self.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(
                    types.TextDocumentIdentifier(self.uri(path)), previous_result_id=previous
                )
            )
        )

    async def ask(self, answer: Any) -> Any:
        """Wait for an answer, but not for ever."""
        return await asyncio.wait_for(answer, SECONDS)

    # --- What is shown ---

    def problems(self, path: str, *, uri: str | None = None) -> list[str]:
        """Return what is shown of a file: ``code: the line with «the range» marked``."""
        shown = self.client.shown.get(uri or self.uri(path))
        return self.show_problems(path, shown.diagnostics if shown is not None else ())

    def show_problems(self, path: str, items: Iterable[types.Diagnostic]) -> list[str]:
        text = self.text(path) if path in self.texts or (self.project.root / path).exists() else ""
        return [f"{each.code}: {marked(text, each.range, self.encoding)}" for each in items]

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds that the server's messages bring about."""

        async def listen() -> None:
            while not holds():
                self.client.heard.clear()
                await self.client.heard.wait()

        try:
            await asyncio.wait_for(listen(), SECONDS)
        except asyncio.TimeoutError:
            log = "\n".join(self.client.log)
            raise AssertionError(f"never: {what}\n{log}") from None

    async def until_heard(self) -> None:
        """Wait until the server has taken in all that it was told."""
        document = types.TextDocumentIdentifier("nowhere:")
        params = types.HoverParams(document, types.Position(0, 0))
        await self.ask(self.client.text_document_hover_async(params))

    async def until_shows(self, path: str, *expected: str, version: int | None = None) -> None:
        """Wait until exactly these problems are shown of a file."""

        def holds() -> bool:
            shown = self.client.shown.get(self.uri(path))
            if version is not None and (shown is None or shown.version != version):
                return False
            try:
                return self.problems(path) == list(expected)
            except AssertionError:
                return False  # What is shown belongs to a text before this one.

        await self.until(holds, f"{path} shows {expected}; it shows {self.client.shown}")

    async def until_checked(self, *, times: int = 1) -> None:
        """Wait until the workspace was checked so many times, as the progress bars tell."""

        def ended() -> int:
            bars = self.client.progress_reports.values()
            return sum(isinstance(bar[-1], types.WorkDoneProgressEnd) for bar in bars if bar)

        await self.until(lambda: ended() >= times, "the workspace is checked")


_LANGUAGE_IDS = {".py": "python", ".cfg": "properties", ".toml": "toml"}


def server_environment(**variables: str) -> dict[str, str]:
    """Return the variables a server is started with: no environment but those a test names."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "CONDA_PREFIX")
    }
    server = Path(entryway.__file__).parents[1]
    return {**inherited, "PYTHONPATH": str(server), "ENTRYWAY_RAISE": "1", **variables}


def server_command(prelude: str = "") -> list[str]:
    """Return the command that starts the server; `prelude` is Python that is run before it."""
    return [sys.executable, "-c", f"{prelude}\n{SERVER}"]
