"""A window of VS Code as a person uses it: folders, files, commands, and its parts."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from editors.vscode.editor import Editor
from editors.vscode.screen import ACTIVE, Screen
from editors.vscode.views import Notices, Outline, Problems, Status, read_rows

_QUICK = ".quick-input-widget"
_SOON = 3000.0  # Milliseconds in which VS Code does what it is told, if it heard it.


class Workbench:
    """One window, showing `root`: a folder or a `.code-workspace` file with several."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._address = address
        self.screen = Screen(page)
        self.editor = Editor(self.screen)
        self.problems = Problems(self.screen)
        self.outline = Outline(self.screen)
        self.notices = Notices(self.screen)
        self.status = Status(self.screen)
        self.root = Path("/")

    def show(self, root: Path, file: str | None = None) -> None:
        """Show a folder or several, and in a folder a file at once."""
        self.root = root
        kind = "folder" if root.is_dir() else "workspace"
        address = f"{self._address}/?{kind}={quote(str(root))}"
        if file is None:
            self._page.goto(address)
            self._wait_for_folders()
        else:
            host = self._address.partition("://")[2]
            opened = [["openFile", f"vscode-remote://{host}{root}/{file}"]]
            self._page.goto(f"{address}&payload={quote(json.dumps(opened))}")
            self._page.locator(f"{ACTIVE} .view-line").first.wait_for()

    def _wait_for_folders(self) -> None:
        """Wait for the tree of files; now and then a workspace is opened without its folders."""
        row = self._page.locator(".explorer-folders-view .monaco-list-row").first
        try:
            row.wait_for(timeout=20_000)
        except PlaywrightTimeout:
            self._page.reload()
            row.wait_for()

    def press(self, keys: str) -> None:
        """Press a key, or several at once."""
        self._page.keyboard.press(keys)

    def run(self, command: str) -> None:
        """Run a command by its title."""
        self._pick("F1", f">{command}", command)

    def open(self, path: str) -> None:
        """Open a file of the folder by quick open."""
        name = path.rpartition("/")[2]
        tab = self._page.locator(f'{ACTIVE} .tab.active[data-resource-name="{name}"]')

        def ask() -> None:
            self._pick("Control+P", path, name)
            with contextlib.suppress(Error):
                tab.wait_for(timeout=_SOON)

        self.screen.insist(ask, tab.count, bool, f"a tab of {path}")
        self._page.locator(f"{ACTIVE} .view-line").first.wait_for()

    def _pick(self, keys: str, text: str, row: str) -> None:
        """Open a list by keys, type a text, and take the row that it brings."""
        first = self._page.locator(f"{_QUICK} .monaco-list-row.focused").filter(has_text=row)
        box = self._page.locator(f"{_QUICK} input[type=text]").first

        def ask() -> None:
            if box.is_visible():
                self.press("Escape")
            self.press(keys)
            with contextlib.suppress(Error):
                box.fill(text, timeout=_SOON)
                first.wait_for(timeout=_SOON)

        self.screen.insist(ask, first.count, bool, f"{row!r} in the list of {keys}")
        self.press("Enter")

    def close_all(self) -> None:
        """Close all editors."""
        self.press("Control+K")
        self.press("Control+W")
        self._page.locator(".editor-group-container .tab").first.wait_for(state="detached")

    def save(self) -> None:
        """Save the active file."""
        self.press("Control+S")
        self._page.locator(f"{ACTIVE} .tab.active:not(.dirty)").wait_for()

    def picture(self, file: Path) -> None:
        """Keep a picture of the window."""
        self._page.screenshot(path=file)

    def forget(self) -> None:
        """Take the window for unknown, so that whatever is shown next is shown afresh."""
        self.root = Path("/")

    def choices(self, count: int) -> list[str]:
        """Return the rows of the open list, when it has as many as it should."""
        return self.screen.wait(
            self._choices,
            lambda rows: len(rows) == count,
            f"a list of {count}",
        )

    def running_extension(self, name: str) -> str:
        """Return what VS Code tells of an extension that runs."""
        self.run("Developer: Show Running Extensions")
        rows = self._page.locator(".runtime-extensions-editor .monaco-list-row")
        row = rows.filter(has=self._page.get_by_text(name, exact=True))
        row.wait_for()
        return read_rows(row)[0]

    def trust(self) -> None:
        """Trust the folder."""
        self.run("Workspaces: Manage Workspace Trust")
        editor = self._page.locator(".workspace-trust-editor")
        editor.get_by_role("button", name="Trust", exact=True).click()
        editor.get_by_text("You trust this folder").first.wait_for()

    def expect_setting(self, title: str) -> None:
        """Wait until the editor of settings shows a setting."""
        label = self._page.locator(".settings-editor .setting-item-title").filter(has_text=title)
        label.first.wait_for()

    def _choices(self) -> list[str]:
        rows = self._page.locator(f"{_QUICK} .monaco-list-row").all()
        parts = ".label-name, .label-description, .quick-input-list-label-meta .label-name"
        return [" ".join(read_rows(row.locator(parts))) for row in rows]
