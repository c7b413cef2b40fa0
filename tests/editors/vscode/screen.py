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
ACTIVE = ".editor-group-container.active"
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


def split_cursor(marked: str) -> tuple[str, int]:
    """Return a text without its cursor, and where the cursor stood."""
    assert marked.count(CURSOR) == 1, f"one cursor {CURSOR} is needed in {marked!r}"
    return marked.replace(CURSOR, ""), marked.index(CURSOR)


class Screen:
    """The page, with what its script reads from it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait(self, look: Callable[[], Seen], fits: Callable[[Seen], object], what: str) -> Seen:
        """Look until what is seen fits, and return it; `what` says in words what should be seen."""
        return self.insist(lambda: None, look, fits, what)

    def insist(
        self,
        act: Callable[[], None],
        look: Callable[[], Seen],
        fits: Callable[[Seen], object],
        what: str,
    ) -> Seen:
        """Act and look, again and again, until what is seen fits.

        VS Code loses keys while it fills a list, and a movement of the mouse asks a server that is
        still starting in vain: a person tries again, and so do we.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            act()
            seen = look()
            if fits(seen):
                return seen
            assert time.monotonic() < deadline, f"VS Code does not show {what}, but {seen!r}"
            self.page.wait_for_timeout(_POLL)

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

    def firsts(self) -> dict[str, float]:
        """Return when a file, a link and an error were first shown, in seconds since opening."""
        found: dict[str, float] = self._read("firsts")
        return {what: milliseconds / 1000 for what, milliseconds in found.items()}

    def cursor(self) -> str:
        """Return the line of the active editor's cursor, without indent, with the cursor in it."""
        status = self.page.locator("#status\\.editor\\.selection")
        place = re.match(r"Ln (\d+), Col (\d+)", status.inner_text() if status.count() else "")
        if place is None:
            return ""
        line: str | None = self._read("line", int(place[1]))
        column = int(place[2]) - 1
        return "" if line is None else f"{line[:column]}{CURSOR}{line[column:]}".strip()
