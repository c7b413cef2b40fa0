"""A window of VS Code as a person uses it: files, words, keys, and what is then shown.

Places are texts with a cursor, such as ``glance.cmd.api:<|>main``; the first shown line that holds
the text is meant. Whatever is waited for has to be seen on the page.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Error, Locator, Page

from editors.vscode.screen import PATIENCE, Screen, eventually, plain, split_cursor

_CORNER = (5, 5)
_ACTIVE = ".editor-group-container.active"
_QUICK = ".quick-input-widget"


class Workbench:
    """One window with one folder, or several."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.screen = Screen(page)
        self.address = address
        self.root = Path("/")

    # --- The window ---

    def open_folder(self, folder: Path) -> None:
        """Show a folder, or the folders of a `.code-workspace` file, in this window."""
        self.root = folder if folder.is_dir() else folder.parent
        kind = "folder" if folder.is_dir() else "workspace"
        self.page.goto(f"{self.address}/?{kind}={quote(str(folder))}")
        self.page.locator(".explorer-folders-view .monaco-list-row").first.wait_for()

    def press(self, keys: str) -> None:
        """Press a key, or several at once."""
        self.page.keyboard.press(keys)

    def type(self, text: str) -> None:
        """Type text where the keyboard is."""
        self.page.keyboard.type(text)

    def run(self, command: str) -> None:
        """Run a command by its title."""
        self._choose("F1", f">{command}", command)

    def _choose(self, keys: str, text: str, row: str) -> None:
        """Open a quick pick by keys, type a text and take the row that it brings."""
        found = self.page.locator(f"{_QUICK} .monaco-list-row.focused").filter(has_text=row)
        box = self.page.locator(f"{_QUICK} input[type=text]").first

        def ask() -> None:
            self.press("Escape")
            self.press(keys)
            with contextlib.suppress(Error):
                box.fill(text, timeout=2000)
                found.first.wait_for(timeout=3000)

        ask()
        eventually(self.page, found.count, bool, f"{row!r} among the choices", meanwhile=ask)
        self.press("Enter")

    # --- Files ---

    def open(self, path: str) -> None:
        """Open a file of the folder by quick open."""
        name = path.rpartition("/")[2]
        tab = self.page.locator(f'{_ACTIVE} .tab.active[data-resource-name="{name}"]')

        def ask() -> None:
            # Enter is lost when the list is still being filled, so ask again.
            self._choose("Control+P", path, name)
            with contextlib.suppress(Error):
                tab.wait_for(timeout=3000)

        ask()
        eventually(self.page, tab.count, bool, f"{path} in a tab", meanwhile=ask)
        self.page.locator(f"{_ACTIVE} .view-line").first.wait_for()

    def close_all(self) -> None:
        """Close all editors, whether saved or not."""
        self.run("View: Revert and Close Editor")

    def save(self) -> None:
        """Save the active file."""
        self.press("Control+S")
        self.page.locator(f"{_ACTIVE} .tab.active:not(.dirty)").wait_for()

    def expect_cursor(self, path: str, line: str) -> None:
        """Wait until a file is shown with the cursor where ``<|>`` stands in a line."""
        name = path.rpartition("/")[2]
        eventually(
            self.page,
            self.screen.cursor,
            lambda seen: seen == (name, line.strip()),
            f"the cursor in {name} at {line.strip()!r}",
        )
        crumbs = self.page.locator(f"{_ACTIVE} .breadcrumbs-control .folder, {_ACTIVE} .file")
        shown = [plain(text).strip() for text in crumbs.all_inner_texts()]
        assert "/".join(shown).endswith(path), f"{path} is shown, not {shown}"

    # --- Words ---

    def _place(self, marked: str) -> tuple[float, float]:
        """Return where a character stands on the screen; its line is brought there first."""
        text, offset = split_cursor(marked)
        seen = self.screen.place(text, offset)
        if seen is None:
            self._reveal(text)
        return eventually(
            self.page,
            lambda: self.screen.place(text, offset),
            lambda place: place is not None,
            f"the text {text!r}",
        ) or (0, 0)

    def _reveal(self, text: str) -> None:
        """Bring a text of the active editor onto the screen by searching for it."""
        self.focus_editor()
        self.press("Control+F")
        box = self.page.locator(f"{_ACTIVE} .find-widget.visible textarea").first
        box.fill(text)
        self.press("Enter")
        self.press("Escape")

    def focus_editor(self) -> None:
        """Bring the keyboard into the active editor."""
        self.press("Control+1")

    def click(self, marked: str) -> None:
        """Click on a word."""
        self.page.mouse.click(*self._place(marked))

    def _leave(self) -> None:
        """Move the mouse where nothing is said of what stands below it."""
        self.page.mouse.move(*_CORNER)

    def ctrl_hover(self, marked: str) -> None:
        """Hold Ctrl and the mouse over a word until it becomes a link."""
        link = self.page.locator(f"{_ACTIVE} .goto-definition-link").first
        x, y = self._place(marked)

        def move() -> None:
            # Only a movement within the word and with Ctrl held makes VS Code ask.
            self.page.mouse.move(x, y)
            self.page.keyboard.down("Control")
            self.page.mouse.move(x + 1, y, steps=2)
            with contextlib.suppress(Error):
                link.wait_for(timeout=1500)
                return
            self.page.keyboard.up("Control")
            self._leave()

        move()
        eventually(self.page, link.count, bool, f"a link at {marked!r}", meanwhile=move)

    def ctrl_click(self, marked: str) -> None:
        """Click on a word with Ctrl held, as on a link."""
        self.ctrl_hover(marked)
        self.page.mouse.down()
        self.page.mouse.up()
        self.page.keyboard.up("Control")
        self._leave()

    def linked(self, marked: str) -> str:
        """Return the words that become a link when a word is pointed at with Ctrl held."""
        self.ctrl_hover(marked)
        link = self.page.locator(f"{_ACTIVE} .goto-definition-link")
        words = plain("".join(link.all_inner_texts()))
        self.page.keyboard.up("Control")
        self._leave()
        return words

    def definition(self, marked: str) -> None:
        """Put the cursor on a word and press F12."""
        self.click(marked)
        self._leave()
        self.press("F12")

    @contextlib.contextmanager
    def hover(self, marked: str, containing: str) -> Iterator[Locator]:
        """Point at a word until a hover with some text is shown, and give the hover."""
        shown = self.page.locator(
            ".monaco-resizable-hover .monaco-hover:not(.hidden) .monaco-hover-content"
        ).filter(has_text=containing)
        x, y = self._place(marked)

        def move() -> None:
            self._leave()
            self.page.mouse.move(x, y, steps=4)
            with contextlib.suppress(Error):
                shown.first.wait_for(timeout=2000)

        move()
        eventually(self.page, shown.count, bool, f"a hover with {containing!r}", meanwhile=move)
        yield shown.first
        self.press("Escape")
        self._leave()

    # --- Problems ---

    def expect_squiggle(self, kind: str, marked: str) -> None:
        """Wait until the words between ``«`` and ``»`` have a squiggle."""
        eventually(
            self.page,
            lambda: self.screen.squiggles(kind),
            lambda seen: marked in seen,
            f"the {kind} {marked!r}",
        )

    def expect_no_squiggle(self, kind: str) -> None:
        """Wait until the active editor has no squiggle of a kind."""
        eventually(
            self.page, lambda: self.screen.squiggles(kind), lambda seen: not seen, f"no {kind}"
        )

    def problems(self) -> list[str]:
        """Return the rows of the Problems view, each file's name and each problem's words."""
        rows = self.page.locator(".markers-panel .monaco-list-row").all()
        return [re.sub(r"\s+", " ", plain(row.inner_text())).strip() for row in rows]

    def show_problems(self) -> None:
        """Open the Problems view."""
        if self.page.locator(".markers-panel").count() == 0:
            self.press("Control+Shift+M")
        self.page.locator(".markers-panel").wait_for()

    def expect_problem(self, *words: str) -> str:
        """Wait until the Problems view has a row with all of some words; return the row."""
        self.show_problems()

        def fitting() -> list[str]:
            return [row for row in self.problems() if all(word in row for word in words)]

        eventually(self.page, fitting, bool, f"a problem with {words}", seconds=PATIENCE)
        return fitting()[0]

    def expect_no_problem(self, word: str) -> None:
        """Wait until the Problems view has no row with a word."""
        self.show_problems()
        eventually(
            self.page,
            self.problems,
            lambda rows: not any(word in row for row in rows),
            f"no problem with {word!r}",
        )

    def quick_fixes(self, marked: str) -> list[str]:
        """Open the menu of quick fixes of a word and return what it offers."""
        self.click(marked)
        rows = self.page.locator(".action-widget .monaco-list-row.action")

        def ask() -> None:
            self.press("Escape")
            self.press("Control+.")
            with contextlib.suppress(Error):
                rows.first.wait_for(timeout=2000)

        ask()
        eventually(self.page, rows.count, bool, f"quick fixes of {marked!r}", meanwhile=ask)
        return [plain(text).strip() for text in rows.all_inner_texts()]

    def choose_fix(self, title: str) -> None:
        """Take a quick fix from the open menu."""
        self.page.locator(".action-widget .monaco-list-row.action").filter(has_text=title).click()
