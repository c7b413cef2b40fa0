"""The server: the client's end of the session, and what all handlers share."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from entryway.files.store import Store
from entryway.lsp.checking import Bar, Checker, NoBar
from entryway.lsp.client import Client
from entryway.lsp.guard import guard_task
from entryway.lsp.lanes import Lane
from entryway.lsp.notices import Notices
from entryway.lsp.progress import Progress
from entryway.lsp.protocol import AnsweringProtocol
from entryway.lsp.publishing import Publisher
from entryway.lsp.session import Session, is_only_python
from entryway.lsp.snapshots import SnapshotMaker
from entryway.lsp.watching import environment_registration
from entryway.workspace.settings import Settings

if TYPE_CHECKING:
    from entryway.lsp.session import OpenText
    from entryway.workspace.snapshot import Snapshot

logger = logging.getLogger(__name__)

_SETTINGS_SECONDS = 2.0
"""How long answers wait for a client that was asked for its settings and does not tell them."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that speaks of one document.

    `answer` is a reference `module:function` to what answers it in a worker, see `desk.answer`; it
    is imported there, since importing the engine takes longer than a server may take to start.
    `nothing` makes the answer for what is no document. `checks` puts the request on the lane of the
    checks, whose results it needs. `after` is told the answer on an open document. `offered` says
    which clients may ask; None stands for all.
    """

    method: str
    answer: str
    options: Any = None
    nothing: Callable[[], Any] = lambda: None
    checks: bool = False
    after: Callable[[EntrywayServer, OpenText, Any], None] | None = None
    offered: Callable[[Client], bool] | None = None


class EntrywayServer(LanguageServer):
    """A language server with its session, its workers and what they publish."""

    def __init__(self) -> None:
        super().__init__(
            "entryway",
            _version(),
            types.TextDocumentSyncKind.Full,
            protocol_cls=AnsweringProtocol,
            max_workers=1,  # pygls' own thread reads stdin and does nothing else.
        )
        store = Store()
        self.client = Client()
        self.session = Session()
        self.first_settings = Settings()  # Those of the `initialize` request.
        importing = Lock()
        self.questions = Lane("questions", SnapshotMaker(store, os.environ), importing)
        self.checks = Lane("checks", SnapshotMaker(store, os.environ), importing)
        self.publisher = Publisher(self.text_document_publish_diagnostics)
        self.checker: Checker | None = None
        self.was_shut_down = False
        self._notices = Notices(self)
        self._watched: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._settling: asyncio.Task[None] | None = None

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Log what pygls could not handle; pygls itself would interrupt the user with it."""
        logger.error("%s: %s", source.__name__, error)

    # --- Background work ---

    def spawn(self, what: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start work that nobody waits for."""
        task = asyncio.ensure_future(guard_task(what, work))
        # The event loop itself holds only a weak reference to a task.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def start_checks(self) -> None:
        """Check the whole workspace, and from then on whatever changes."""
        checker = self.checker = Checker(
            self.session,
            self.checks,
            self.publisher,
            settled=self.settled,
            refresh=self._refresh_diagnostics,
            tell=self._notices.tell,
            complain=self._notices.complain,
            watch=self._watch,
            bar=self._make_bar,
        )
        for task in checker.start(self.client):
            self.spawn("checking documents", task)
        checker.everything_changed()

    def stop(self) -> None:
        """Stop all background work, so that the process can end."""
        for task in tuple(self._tasks):
            task.cancel()
        self.questions.close()
        self.checks.close()

    # --- The client ---

    def settle(self, work: Coroutine[Any, Any, None]) -> None:
        """Do work on which right answers depend: asking the client for its settings."""
        self._settling = self.spawn("asking for the settings", work)

    async def settled(self) -> None:
        """Return when the client has told its settings, or has had time enough to."""
        if self._settling is not None and not self._settling.done():
            await asyncio.wait({self._settling}, timeout=_SETTINGS_SECONDS)

    def _make_bar(self) -> Bar:
        title = "Entryway: checking the workspace"
        return Progress(self, title, self.spawn) if self.client.shows_progress else NoBar()

    def _watch(self, folders: tuple[str, ...]) -> None:
        """Have the client tell of what is installed into folders that the workspace does not hold.

        What lies in the workspace is watched from the start.
        """
        if self.client.watches_elsewhere and not self._watched.issuperset(folders):
            new = [each for each in folders if each not in self._watched]
            self._watched.update(new)
            state = self.session.state
            elsewhere = [environment_registration(f) for f in new if not state.in_workspace(f)]
            if elsewhere:
                self.spawn("registering for events", self.register(elsewhere))

    async def register(self, registrations: list[types.Registration]) -> None:
        """Ask the client for events; where it refuses, the log says so."""
        try:
            # pygls can't take an answer to a request that was cancelled: hence the shield.
            await asyncio.shield(
                self.client_register_capability_async(types.RegistrationParams(registrations))
            )
        except JsonRpcException as error:
            logger.warning("the client does not tell of changes on disk: %s", error)

    def _refresh_diagnostics(self) -> None:
        self.spawn("refreshing diagnostics", self._ask_for_refresh())

    async def _ask_for_refresh(self) -> None:
        try:
            await asyncio.shield(self.workspace_diagnostic_refresh_async(None))
        except JsonRpcException as error:
            logger.warning("the client does not refresh diagnostics: %s", error)

    # --- Requests ---

    async def answer(self, request: Request, params: Any) -> Any:  # noqa: ANN401 - of any method
        """Answer a request about one document in a worker."""
        uri = params.text_document.uri
        path = self.session.path_of(uri)
        if path is None or is_only_python(path):
            return request.nothing()
        await self.settled()
        state = self.session.state

        def job(snapshot: Snapshot) -> Any:  # noqa: ANN401 - of any method
            from entryway.lsp.desk import answer  # The lane has imported it.

            return answer(
                request.answer, snapshot, state, self.client, path, params, request.nothing
            )

        lane = self.checks if request.checks else self.questions
        result = await lane.run(state, job)
        if request.after is not None:
            for opened in state.open_texts(path):
                request.after(self, opened, result)
        return result


def _version() -> str:
    """Return our version from the name of our metadata's folder, as installers write it.

    `importlib.metadata` reads the same, and importing it is a tenth of the time to start.
    """
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.startswith("entryway-") and name.endswith(".dist-info"):
                return name.removeprefix("entryway-").removesuffix(".dist-info")
    return "unknown"
