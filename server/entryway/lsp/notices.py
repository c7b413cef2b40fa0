"""Tells the user, once, why third-party names are not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

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
        if absent.reason in self._told:
            return
        self._told.add(absent.reason)
        message = absent.reason[:1].upper() + absent.reason[1:]
        if absent.configured is None:
            info = types.LogMessageParams(type=types.MessageType.Info, message=message)
            self._server.window_log_message(info)
        else:
            warning = types.ShowMessageParams(type=types.MessageType.Warning, message=message)
            self._server.window_show_message(warning)
