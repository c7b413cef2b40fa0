"""The active editor: words that are pointed at, clicked and marked.

Places are texts with a cursor, such as ``glance.cmd.api:<|>main``; the first shown line that holds
the text is meant.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Error, Locator

from editors.vscode.screen import ACTIVE, Screen, plain, split_cursor

_CORNER = (5, 5)
_HOVER = ".monaco-resizable-hover .monaco-hover:not(.hidden) .monaco-hover-content"
_SOON = 2000.0  # Milliseconds in which VS Code answers what it was asked, if it heard it.


class Hover:
    """What is told about a word in a box beside it."""

    def __init__(self, box: Locator) -> None:
        self._box = box

    def text(self) -> str:
        """Return all of its text."""
        return plain(self._box.inner_text())

    def enlarge(self, pixels: int) -> None:
        """Draw its upper edge upward, to see more of it; only one that was asked for by keys stays.

        VS Code gives a box no more than 250 pixels by itself.
        """
        box = self._box.bounding_box()
        assert box is not None
        mouse = self._box.page.mouse
        middle = box["x"] + box["width"] / 2
        mouse.move(middle, box["y"], steps=8)
        mouse.down()
        mouse.move(middle, box["y"] - pixels, steps=8)
        mouse.up()

    def parts(self) -> int:
        """Return how many answers it is put together from."""
        return self._box.locator(".hover-row").count()

    def table(self) -> list[str]:
        """Return the rows of its table below the head, with bars between the cells."""
        rows = [row.locator("td").all_inner_texts() for row in self._box.locator("tbody tr").all()]
        return [" | ".join(plain(cell).strip() for cell in row).rstrip(" |") for row in rows]

    def follow(self, words: str) -> None:
        """Click on the link that has just these words."""
        self._box.get_by_text(words, exact=True).first.click()


class Editor:
    """What is done in the active editor, and what it shows."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._page = screen.page

    # --- The cursor ---

    def expect_cursor(self, path: str, line: str) -> None:
        """Wait until a file is shown with the cursor where ``<|>`` stands in a line."""
        crumbs = self._page.locator(
            f"{ACTIVE} .breadcrumbs-control .folder, {ACTIVE} .breadcrumbs-control .file"
        )

        def look() -> tuple[str, str]:
            shown = [plain(text).strip() for text in crumbs.all_inner_texts()]
            return "/".join(shown), self._screen.cursor()

        def fits(seen: tuple[str, str]) -> bool:
            return f"/{seen[0]}".endswith(f"/{path}") and seen[1] == line

        self._screen.wait(look, fits, f"the cursor in {path} at {line!r}")

    def click(self, marked: str) -> None:
        """Click on a word."""
        self._page.mouse.click(*self._place(marked))
        self._leave()

    def go_to_definition(self, marked: str) -> None:
        """Put the cursor on a word and press F12, once the word has somewhere to lead."""
        with self.link(marked):
            pass
        self.click(marked)
        self._page.keyboard.press("F12")

    def type_over(self, word: str, text: str) -> None:
        """Type a text in the place of a word, the one under the cursor ``<|>``."""
        self._page.mouse.dblclick(*self._place(word))
        self._leave()
        self._page.keyboard.type(text)

    # --- Links ---

    def ctrl_click(self, marked: str) -> None:
        """Click on a word with Ctrl held, as on a link."""
        with self.link(marked):
            self._page.mouse.down()
            self._page.mouse.up()

    @contextlib.contextmanager
    def link(self, marked: str, again: float = _SOON) -> Iterator[str]:
        """Point at a word with Ctrl held until it is a link, and give the words of the link.

        `again` says after how many milliseconds a person tries it again.
        """
        link = self._page.locator(f"{ACTIVE} .goto-definition-link")

        def point() -> None:
            x, y = self._place(marked)
            # Only a movement within the word and with Ctrl held makes VS Code ask.
            self._page.keyboard.up("Control")
            self._leave()
            # What was asked before may be answered only now; a movement without Ctrl takes that
            # link away, which could be clicked on in vain.
            self._page.mouse.move(x - 1, y, steps=2)
            self._page.mouse.move(x, y)
            link.first.wait_for(state="detached")
            self._page.keyboard.down("Control")
            self._page.mouse.move(x + 1, y, steps=2)
            with contextlib.suppress(Error):
                link.first.wait_for(timeout=again)

        try:
            self._screen.insist(point, link.count, bool, f"a link at {marked!r}")
            yield plain("".join(link.all_inner_texts()))
        finally:
            self._page.keyboard.up("Control")
            self._leave()

    # --- Hovers ---

    @contextlib.contextmanager
    def hover(self, marked: str, containing: str) -> Iterator[Hover]:
        """Point at a word until a hover with some text is shown, and give the hover."""
        shown = self._page.locator(_HOVER).filter(has_text=containing)

        def point() -> None:
            x, y = self._place(marked)
            self._leave()
            self._page.mouse.move(x, y, steps=4)
            with contextlib.suppress(Error):
                shown.first.wait_for(timeout=_SOON)

        self._screen.insist(point, shown.count, bool, f"a hover with {containing!r}")
        yield Hover(shown.first)
        self._page.keyboard.press("Escape")
        self._leave()

    @contextlib.contextmanager
    def asked_hover(self, marked: str, containing: str) -> Iterator[Hover]:
        """Put the cursor on a word and ask for its hover by keys."""
        with self.link(marked):
            pass  # Somebody answers.
        self.click(marked)
        self._page.keyboard.press("Control+K")
        self._page.keyboard.press("Control+I")
        shown = self._page.locator(_HOVER).filter(has_text=containing)
        shown.wait_for()
        yield Hover(shown)
        self._page.keyboard.press("Escape")
        self._leave()

    # --- Squiggles ---

    def expect_squiggle(self, kind: str, marked: str) -> None:
        """Wait until the words between ``«`` and ``»`` have a squiggle."""
        self._place(f"<|>{marked.replace('«', '').replace('»', '')}")
        self._screen.wait(
            lambda: self._screen.squiggles(kind),
            lambda seen: marked in seen,
            f"a squiggle of the kind {kind} at {marked!r}",
        )

    def expect_no_squiggles(self, kind: str) -> None:
        """Wait until the active editor has no squiggle of a kind."""
        self._screen.wait(
            lambda: self._screen.squiggles(kind),
            lambda seen: not seen,
            f"an editor without squiggles of the kind {kind}",
        )

    def squiggles(self, kind: str) -> list[str]:
        """Return the words that have squiggles now, marked in their lines."""
        return self._screen.squiggles(kind)

    # --- Quick fixes ---

    def quick_fixes(self, marked: str) -> list[str]:
        """Open the menu of quick fixes of a word and return what it offers."""
        rows = self._page.locator(".action-widget .monaco-list-row.action")
        self.click(marked)

        def ask() -> None:
            self._page.keyboard.press("Escape")
            self._page.keyboard.press("Control+.")
            with contextlib.suppress(Error):
                rows.first.wait_for(timeout=_SOON)

        self._screen.insist(ask, rows.count, bool, f"quick fixes of {marked!r}")
        return [plain(text).strip() for text in rows.all_inner_texts()]

    def choose_fix(self, title: str) -> None:
        """Take a quick fix from the open menu."""
        self._page.locator(".action-widget .monaco-list-row.action").filter(has_text=title).click()

    # --- Finding places ---

    def _place(self, marked: str) -> tuple[float, float]:
        """Return where a character stands on the screen; its line is brought there first."""
        text, offset = split_cursor(marked)
        if self._screen.place(text, offset) is None:
            self._reveal(text)
        looks: list[tuple[float, float] | None] = [None]

        def look() -> tuple[float, float] | None:
            looks.append(self._screen.place(text, offset))
            return looks[-1]

        # Twice at the same place: the editor may be scrolling.
        place = self._screen.wait(
            look, lambda seen: seen is not None and seen == looks[-2], f"the text {text!r}"
        )
        assert place is not None
        return place

    def _reveal(self, text: str) -> None:
        """Bring a text onto the screen by searching for it."""
        self._page.keyboard.press("Control+1")  # The keyboard may be in another part.
        self._page.keyboard.press("Control+F")
        self._page.locator(f"{ACTIVE} .find-widget.visible textarea").first.fill(text)
        self._page.keyboard.press("Enter")
        self._page.keyboard.press("Escape")

    def _leave(self) -> None:
        """Move the mouse where nothing is said of what stands below it."""
        self._page.mouse.move(*_CORNER)
