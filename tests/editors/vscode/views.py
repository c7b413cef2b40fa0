"""The parts of the window around the editors."""

from __future__ import annotations

import contextlib
import re

from playwright.sync_api import Error, Locator

from editors.vscode.screen import Screen, plain

_SOON = 2000.0  # Milliseconds in which VS Code shows what is pointed at.


def read_rows(rows: Locator) -> list[str]:
    """Return the texts of rows of a list, each as one line."""
    return [re.sub(r"\s+", " ", plain(text)).strip() for text in rows.all_inner_texts()]


class Problems:
    """The view of all problems."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._rows = screen.page.locator(".markers-panel .monaco-list-row")

    def show(self, words: str = "") -> None:
        """Open the view and let it list what has some words; it renders only a few rows."""
        page = self._screen.page
        box = page.get_by_label("Filter Problems")
        if not box.is_visible():
            page.keyboard.press("Control+Shift+M")
        box.fill(words)

    def rows(self) -> list[str]:
        """Return the rows: of each file its name, of each problem message, source, code, place."""
        return read_rows(self._rows)

    def expect(self, words: str) -> str:
        """Wait until a problem has some words in its message or code, and return its row."""
        self.show(words)

        def fitting(rows: list[str]) -> list[str]:
            return [row for row in rows if words in row]

        found = self._screen.wait(self.rows, fitting, f"a problem with {words!r}")
        return fitting(found)[0]

    def expect_none(self, words: str) -> None:
        """Wait until no problem has some words."""
        self.show(words)
        self._screen.wait(
            self.rows,
            lambda rows: not any(words in row for row in rows),
            f"the problems without {words!r}",
        )


class Outline:
    """The view of the active file's symbols."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._rows = screen.page.locator(".outline-tree .monaco-list-row")

    def expect(self, *rows: str) -> None:
        """Wait until the outline, which must be shown, begins with some rows."""
        self._screen.wait(
            lambda: self._shown()[: len(rows)],
            lambda seen: seen == list(rows),
            f"the outline {rows}",
        )

    def _shown(self) -> list[str]:
        """Return each row's name and what is said of it."""
        parts = [row.locator(".label-name, .label-description") for row in self._rows.all()]
        return [" ".join(read_rows(part)).strip() for part in parts]

    def choose(self, row: str) -> None:
        """Go to a symbol."""
        self._rows.filter(has_text=row).first.click()


class Notices:
    """What VS Code tells the user, in the list behind the bell."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._list = screen.page.locator(".notifications-center.visible")
        self._rows = self._list.locator(".notification-list-item")

    def show(self) -> None:
        """Open the list; what pops up beside it goes away by itself."""
        if not self._list.is_visible():
            self._screen.page.locator("#status\\.notifications").click()
            self._list.wait_for()
            # The bell tells its name to whoever stays on it, and that covers the buttons above it.
            self._screen.page.mouse.move(5, 5)
            self._screen.page.locator(".context-view .workbench-hover").wait_for(state="hidden")

    def expect(self, words: str) -> None:
        """Wait until something with some words is told, and is told once."""
        self.show()
        self._screen.wait(
            lambda: read_rows(self._rows),
            lambda seen: sum(words in text for text in seen) == 1,
            f"one notice {words!r}",
        )

    def press(self, words: str, button: str) -> None:
        """Press a button of the notice that has some words."""
        notice = self._rows.filter(has_text=words)
        notice.hover()  # The buttons of a notice are shown while it is pointed at.
        notice.locator(".monaco-button").filter(has_text=button).click()


class Status:
    """The language status: what stands behind the braces in the status bar."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._item = screen.page.locator("#status\\.languageStatus")
        self._rows = screen.page.locator(".hover-language-status .element")

    def expect(self, words: str) -> str:
        """Point at the braces until some words are shown, and return their line."""

        def point() -> None:
            self._screen.page.mouse.move(5, 5)
            with contextlib.suppress(Error):
                self._item.hover(timeout=_SOON)
                self._rows.first.wait_for(timeout=_SOON)

        found = self._screen.insist(
            point,
            lambda: read_rows(self._rows),
            lambda seen: [text for text in seen if words in text],
            f"the language status {words!r}",
        )
        self._screen.page.mouse.move(5, 5)
        return next(text for text in found if words in text)
