"""Tells the user, once, why third-party names are not checked and settings do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

    from entryway.lsp.examining import Complaint
    from entryway.resolve.environment import NoEnvironment


class Notices:
    """Says each thing once in a session.

    That no environment was found is only logged: it is no mistake, and many projects have none. An
    environment that was configured and is none interrupts the user, who wanted it to be read.
    """

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._told: set[str] = set()

    def tell(self, absent: NoEnvironment) -> None:
        """Say why no environment is read, unless that was said before."""
        message = absent.reason[:1].upper() + absent.reason[1:]
        if absent.configured is None:
            self._say(message, types.MessageType.Info, interrupts=False)
        else:
            self._say(message, types.MessageType.Warning, interrupts=True)

    def complain(self, complaint: Complaint) -> None:
        """Say which setting is not understood, unless that was said before."""
        message, interrupts = complaint
        self._say(message, types.MessageType.Warning, interrupts=interrupts)

    def _say(self, message: str, level: types.MessageType, *, interrupts: bool) -> None:
        if message in self._told:
            return
        self._told.add(message)
        if interrupts:
            self._server.window_show_message(types.ShowMessageParams(level, message))
        else:
            self._server.window_log_message(types.LogMessageParams(level, message))
