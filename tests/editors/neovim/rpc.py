"""Neovim's own protocol, MessagePack-RPC, as much of it as asking takes (`:help RPC`)."""

from __future__ import annotations

import itertools
import socket
import time
from pathlib import Path
from typing import Any

import msgpack

_REQUEST, _RESPONSE = 0, 1
_AT_ONCE = 65536
_TRY_AGAIN = 0.02


class Rpc:
    """A connection to a Neovim that listens at a socket, or soon will.

    `seconds` is how long that, and each answer, may take.
    """

    def __init__(self, address: Path, seconds: float) -> None:
        self._socket = _connected(address, seconds)
        self._socket.settimeout(seconds)
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


def _connected(address: Path, seconds: float) -> socket.socket:
    """Connect to a Neovim that has just been started."""
    end = time.monotonic() + seconds
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(address))
        except (FileNotFoundError, ConnectionRefusedError):  # Not made yet, not heard at yet.
            connection.close()
            assert time.monotonic() < end, f"Neovim does not listen at {address}"
            time.sleep(_TRY_AGAIN)
        else:
            return connection
