"""Looking at a window of VS Code and waiting until it shows something."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("screen.js")
CURSOR = "<|>"
PATIENCE = 30.0
"""Seconds to wait for what should appear; a busy machine takes a third of it."""

_POLL = 50.0  # Milliseconds between two looks.
_NOT_SHOWN = {"\u00a0": " ", "\u200b": "", "\u200e": ""}

Seen = TypeVar("Seen")


def plain(text: str) -> str:
    """Return text of the page with blanks as a person reads them."""
    for sign, read in _NOT_SHOWN.items():
        text = text.replace(sign, read)
    return text


def eventually(
    page: Page,
    look: Callable[[], Seen],
    fits: Callable[[Seen], object],
    what: str,
    *,
    meanwhile: Callable[[], object] | None = None,
    seconds: float = PATIENCE,
) -> Seen:
    """Look until what is seen fits, and return it.

    `what` says in words what should be seen. `meanwhile` is done between two looks, such as moving
    the mouse, which makes VS Code ask again.
    """
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if fits(seen):
            return seen
        assert time.monotonic() < deadline, f"VS Code does not show {what}; it shows {seen!r}"
        if meanwhile is not None:
            meanwhile()
        page.wait_for_timeout(_POLL)


def split_cursor(marked: str) -> tuple[str, int]:
    """Return a text without its cursor, and where the cursor stood."""
    assert marked.count(CURSOR) == 1, f"one cursor {CURSOR} is needed in {marked!r}"
    return marked.replace(CURSOR, ""), marked.index(CURSOR)


class Screen:
    """The page, with what its script reads from it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _read(self, call: str, *arguments: object) -> Any:
        return self.page.evaluate(
            f"(given) => window.entrywayScreen.{call}(...given)", list(arguments)
        )

    def place(self, text: str, offset: int) -> tuple[float, float] | None:
        """Return where a character stands on the screen, None where it is not shown."""
        found = self._read("place", text, offset)
        return None if found is None else (found["x"], found["y"])

    def squiggles(self, kind: str) -> list[str]:
        """Return the lines that have squiggles of a kind, with ``«`` and ``»`` around the words."""
        found: list[str] = self._read("squiggles", kind)
        return found

    def cursor(self) -> tuple[str, str]:
        """Return the active tab's file, and the line of the cursor with the cursor drawn in."""
        tab = self.page.locator(".editor-group-container.active .tab.active")
        name = tab.get_attribute("data-resource-name") if tab.count() == 1 else None
        status = self.page.locator("#status\\.editor\\.selection")
        place = re.match(r"Ln (\d+), Col (\d+)", status.inner_text() if status.count() else "")
        if name is None or place is None:
            return "", ""
        line: str | None = self._read("line", int(place[1]))
        column = int(place[2]) - 1
        return name, f"{line[:column]}{CURSOR}{line[column:]}".strip() if line is not None else ""
