"""Neovim's own protocol, MessagePack-RPC, as much of it as asking takes (`:help RPC`)."""

from __future__ import annotations

import itertools
import socket
from pathlib import Path
from typing import Any

import msgpack

_REQUEST, _RESPONSE = 0, 1
_AT_ONCE = 65536


class Rpc:
    """A connection to a Neovim that listens at a socket; `seconds` is how long it may take."""

    def __init__(self, address: Path, seconds: float) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(seconds)
        self._socket.connect(str(address))
        self._numbers = itertools.count()
        # Buffers and windows come as extension types, which nobody here looks into.
        self._unpacker = msgpack.Unpacker()

    def ask(self, method: str, *arguments: object) -> Any:
        """Call a function of Neovim's API and return its result."""
        number = next(self._numbers)
        self._socket.sendall(msgpack.packb([_REQUEST, number, method, arguments]))
        while True:
            for kind, *answer in self._unpacker:
                if kind == _RESPONSE and answer[0] == number:
                    _, error, result = answer
                    assert error is None, f"{method}{arguments}: {error[1]}"
                    return result
            received = self._socket.recv(_AT_ONCE)
            assert received, f"Neovim ended before it answered {method}{arguments}"
            self._unpacker.feed(received)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
