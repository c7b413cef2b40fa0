"""Keeps what is shown of every document true, in the background.

Two tasks share one worker. The first checks the open documents, soon after each change. The second
sweeps over the other files of the workspace, when things have been quiet: any change may concern
any file, since a name can be gone from a module that ten configuration files speak of.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from entryway.lsp.alarms import Alarm
from entryway.lsp.client import Client
from entryway.lsp.guard import guard_task
from entryway.lsp.session import is_only_python, is_within

if TYPE_CHECKING:
    from entryway.lsp.examining import Complaint, Report
    from entryway.lsp.lanes import Lane
    from entryway.lsp.publishing import Publisher
    from entryway.lsp.session import OpenText, Session, State
    from entryway.resolve.environment import NoEnvironment
    from entryway.workspace.snapshot import Snapshot

TYPING_SECONDS = 0.2
"""After a change of text: long enough that a word being typed is checked once."""

EVENTS_SECONDS = 0.1
"""After a change on disk: long enough that the many events of one save or checkout are one."""

SWEEP_SECONDS = 1.0
"""Before the other files are checked again: the user has stopped typing."""

_OPEN_AT_MOST_SECONDS = 2.0
_SWEEP_AT_MOST_SECONDS = 10.0

_TURN_FILES = 200


class Bar(Protocol):
    """What shows the progress of a sweep."""

    @property
    def cancelled(self) -> bool:
        """Whether the user asked for the sweep to stop."""

    def report(self, done: int, total: int) -> None:
        """Show how many of all files are checked."""

    def end(self) -> None:
        """Show that the sweep is over."""


class NoBar:
    """Stands for a bar where none is shown."""

    cancelled = False

    def report(self, done: int, total: int) -> None:
        """Show nothing."""

    def end(self) -> None:
        """Have shown nothing."""


class Sweep(enum.IntEnum):
    """How much of the workspace is checked; a greater one includes the smaller.

    `KNOWN` checks the files that were found before, `SEARCH` looks for files first, `SHOWN` is a
    search whose progress the user sees.
    """

    NONE = 0
    KNOWN = 1
    SEARCH = 2
    SHOWN = 3


class Checker:
    """Checks documents and tells the client what it found.

    `settled` is awaited before each round: until the client has told its settings, what would be
    shown may be wrong. `refresh` asks a client that pulls diagnostics to pull them again. `watch`
    is told of the folders that hold the installed distributions that were read.
    """

    def __init__(
        self,
        session: Session,
        lane: Lane,
        publisher: Publisher,
        *,
        settled: Callable[[], Coroutine[Any, Any, None]],
        refresh: Callable[[], None],
        tell: Callable[[NoEnvironment], None],
        complain: Callable[[Complaint], None],
        watch: Callable[[tuple[str, ...]], None],
        bar: Callable[[], Bar],
    ) -> None:
        self._session = session
        self._lane = lane
        self._publisher = publisher
        self._settled = settled
        self._refresh = refresh
        self._tell = tell
        self._complain = complain
        self._watch = watch
        self._bar = bar
        self._client = Client()
        self._open_alarm = Alarm(_OPEN_AT_MOST_SECONDS)
        self._sweep_alarm = Alarm(_SWEEP_AT_MOST_SECONDS)
        self._wanted = Sweep.NONE
        self._stale = False
        self._closed: set[str] = set()
        self._known: dict[str, None] = {}
        self._pulled: dict[str, tuple[int, str]] = {}

    def start(self, client: Client) -> tuple[Coroutine[Any, Any, None], ...]:
        """Return the two tasks, to be run until the server ends."""
        self._client = client
        return self._check_open_documents(), self._sweep_workspace()

    # --- What happened ---

    def text_changed(self, delay: float, *, may_choose: bool = False) -> None:
        """Check the open documents after `delay` seconds of quiet, and the others later.

        `may_choose` says that the text may choose which files are looked at.
        """
        self._open_alarm.set(delay)
        self._want(Sweep.SEARCH if may_choose else Sweep.KNOWN, SWEEP_SECONDS)

    def document_closed(self, closed: OpenText) -> None:
        """Show what the disk holds of a file that is no longer open.

        Until that is known what was shown stays, unless the file is now spelled otherwise.
        """
        if self._session.state.uri_of(closed.path) != closed.uri:
            self._publisher.clear(closed.uri)
        self._closed.add(closed.path)
        self._pulled.pop(closed.uri, None)
        self.text_changed(0)

    def pulled(self, uri: str, version: int, result: str) -> None:
        """Note what a client that pulls diagnostics shows of a version of a document."""
        self._pulled[uri] = (version, result)

    def files_changed(self, *, came_or_went: bool) -> None:
        """Check everything again, since files changed on disk."""
        self._open_alarm.set(EVENTS_SECONDS)
        self._want(Sweep.SEARCH if came_or_went else Sweep.KNOWN, SWEEP_SECONDS)

    def knows_below(self, folder: str) -> bool:
        """Whether the last search found files in a folder, or a file of that name."""
        return any(is_within(path, folder) for path in self._known)

    def everything_changed(self) -> None:
        """Check everything anew: at the start, and when folders or settings changed."""
        self._stale = True
        self._open_alarm.set(0)
        self._want(Sweep.SHOWN, 0)

    def folders_changed(self) -> None:
        """Take away what lies in no folder any more, and check everything anew."""
        state = self._session.state
        self._known = {path: None for path in self._known if state.in_workspace(path)}
        self._clear_unknown()
        self.everything_changed()

    def _want(self, sweep: Sweep, delay: float) -> None:
        self._wanted = max(self._wanted, sweep)
        self._sweep_alarm.set(delay)

    # --- Open documents ---

    async def _check_open_documents(self) -> None:
        while True:
            await self._open_alarm.wait()
            await self._settled()
            await guard_task("the check of the open documents", self._check_round())

    async def _check_round(self) -> None:
        """Check all open documents, the one that changed last first, and those just closed."""
        refresh = False
        for opened in reversed(tuple(self._session.state.texts.values())):
            refresh |= await self._check_open(opened.uri)
        for path in tuple(self._closed):
            self._closed.discard(path)
            await self._check_closed(path)
        if refresh:
            self._refresh()

    async def _check_open(self, uri: str) -> bool:
        """Check an open document; return whether the client should pull what it pulled before."""
        state = self._session.state
        opened = state.texts.get(uri)
        if opened is None or is_only_python(opened.path):
            return False
        report = await self._examine(state, opened.path)
        if self._session.state.texts.get(uri) is not opened:
            return False  # The change that came meanwhile has set the alarm again.
        if not self._client.pulls_diagnostics:
            if report.is_document:
                self._publisher.publish(uri, report.items, opened.version)
            else:
                self._publisher.clear(uri)
            return False
        before = self._pulled.get(uri)
        self.pulled(uri, opened.version, report.result_id)
        # After a change of its own text the client pulls by itself.
        return before is not None and before[0] == opened.version and before[1] != report.result_id

    async def _check_closed(self, path: str) -> None:
        """Show what the disk holds of a file that was open, if it is one of the workspace's."""
        state = self._session.state
        if state.open_texts(path):
            return
        if path in self._known:
            report = await self._examine(state, path)
            if not self._session.state.open_texts(path):
                self._publisher.publish(state.uri_of(path), report.items)
            return
        self._publisher.clear(state.uri_of(path))
        if state.in_workspace(path):
            # It may have been made while it was open; the search will tell.
            self._want(Sweep.SEARCH, 0)

    async def _examine(self, state: State, path: str) -> Report:
        def job(snapshot: Snapshot) -> Report:
            from entryway.lsp.examining import examine_or_log  # The lane has imported it.

            return examine_or_log(snapshot, state, self._client, path)

        report = await self._lane.run(state, job)
        self._say(report)
        return report

    def _say(self, report: Report) -> None:
        """Tell what keeps a report from being complete, or current, or what the user set."""
        if report.no_environment is not None:
            self._tell(report.no_environment)
        self._watch(report.site_folders)
        for complaint in report.complaints:
            self._complain(complaint)

    # --- The other files of the workspace ---

    async def _sweep_workspace(self) -> None:
        while True:
            await self._sweep_alarm.wait()
            await self._settled()
            sweep, self._wanted, self._stale = self._wanted, Sweep.NONE, False
            if sweep is Sweep.NONE:
                continue  # What rang was a part of the sweep before.
            bar = self._bar() if sweep is Sweep.SHOWN else NoBar()
            await guard_task("the check of the workspace", self._sweep(sweep, bar))
            bar.end()

    async def _sweep(self, sweep: Sweep, bar: Bar) -> None:
        if sweep is Sweep.KNOWN or await self._search(bar):
            await self._check_known(bar)

    async def _search(self, bar: Bar) -> bool:
        """Find the files that may be documents; return whether the search came to its end."""

        def begin(snapshot: Snapshot) -> Iterator[str]:
            from entryway.lsp.examining import search

            return search(snapshot)

        def go_on(_: Snapshot) -> tuple[list[str], bool]:
            from entryway.lsp.examining import take_some

            return take_some(paths)

        state = self._session.state
        paths = await self._lane.run(state, begin)
        known: dict[str, None] = {}
        is_complete = False
        while not is_complete:
            found, is_complete = await self._lane.run(state, go_on)
            known.update(dict.fromkeys(found))
            if self._stale or bar.cancelled:
                return False
        self._known = known
        self._clear_unknown()
        return True

    async def _check_known(self, bar: Bar) -> None:
        paths = tuple(self._known)
        done = 0
        while done < len(paths):
            state = self._session.state
            turn = paths[done : done + _TURN_FILES]

            def job(
                snapshot: Snapshot, state: State = state, turn: tuple[str, ...] = turn
            ) -> list[Report]:
                from entryway.lsp.examining import examine_some

                return examine_some(snapshot, state, self._client, turn)

            reports = await self._lane.run(state, job)
            if self._stale:
                return
            for report in reports:
                self._show(report)
            done += len(reports)
            bar.report(done, len(paths))
            if bar.cancelled:
                # What the user did not want checked stays so until there is reason to search again.
                self._known = dict.fromkeys(paths[:done])
                return

    def _show(self, report: Report) -> None:
        """Publish what a file on disk shows; an open one is shown by the other task."""
        self._say(report)
        state = self._session.state
        if not state.open_texts(report.path):
            self._publisher.publish(state.uri_of(report.path), report.items)

    def _clear_unknown(self) -> None:
        state = self._session.state
        shown = {state.uri_of(path) for path in self._known}
        self._publisher.clear_others(frozenset(shown | state.texts.keys()))
