"""`entryway serve`: the language server on standard input and output."""

from __future__ import annotations

from entryway.cli.garbage import collect_seldom
from entryway.lsp.server import serve_stdio


def serve() -> int:
    """Serve one editor until it leaves; return the exit code that LSP asks for."""
    collect_seldom()
    return serve_stdio()
