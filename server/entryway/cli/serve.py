"""`entryway serve`: the language server on standard input and output."""

from __future__ import annotations

from entryway.lsp.server import serve_stdio


def serve() -> int:
    """Serve one editor until it leaves; return the exit code that LSP asks for."""
    return serve_stdio()
