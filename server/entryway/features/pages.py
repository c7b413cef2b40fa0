"""Where the documentation is."""

from __future__ import annotations

from entryway.problems import Code

_PAGES = "https://github.com/entryway-lsp/entryway/blob/main/docs/diagnostics"


def page_of(code: Code) -> str:
    """Return the address of the page that explains a code."""
    return f"{_PAGES}/{code.value}.md"
