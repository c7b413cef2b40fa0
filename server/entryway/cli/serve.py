"""`entryway serve`: the language server on standard input and output."""

from __future__ import annotations

import sys

from entryway.cli.errors import UsageError
from entryway.cli.garbage import collect_seldom
from entryway.lsp.server import serve_stdio


def serve() -> int:
    """Serve one editor until it leaves; return the exit code that LSP asks for.

    Raises `UsageError` where a stream that the editor speaks through is closed.
    """
    # Python has None for a stream that was closed at the start, whatever its types say.
    streams: tuple[object, ...] = (sys.stdin, sys.stdout)
    if None in streams:
        raise UsageError(
            "standard input or output is closed, through which an editor and the server speak; "
            "leave both open."
        )
    collect_seldom()
    return serve_stdio()
