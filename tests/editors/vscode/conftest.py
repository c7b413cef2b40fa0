"""One VS Code and one browser for all scenarios; a window for each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from editors.vscode import projects
from editors.vscode.code_server import CodeServer, running
from editors.vscode.prepare import PrepareError, browser, code_server
from editors.vscode.screen import PATIENCE, SCRIPT
from editors.vscode.workbench import Workbench

PACKAGE = Path(__file__).resolve().parents[3] / "vscode-client" / "dist" / "entryway.vsix"
REPORTS = Path(__file__).resolve().parents[3] / ".cache" / "vscode-reports"
_ONLY_HERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_LOCAL = ("http://127.0.0.1:", "data:", "blob:")

Open = Callable[[Path], Workbench]


@pytest.fixture(scope="session")
def vscode() -> Iterator[CodeServer]:
    """Start VS Code with the packaged extension."""
    try:
        code_server()
    except PrepareError as error:
        pytest.fail(str(error))
    if not PACKAGE.is_file():
        pytest.fail(f"the extension is not packaged in {PACKAGE}; run: make vsix")
    # Not pytest's folder, whose name is too long for the sockets in it.
    home = Path(tempfile.mkdtemp(prefix="vs-"))
    try:
        with running(home, [PACKAGE]) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browsing() -> Iterator[BrowserContext]:
    """Start the browser, which can reach nothing but this machine."""
    try:
        path = browser()
    except PrepareError as error:
        pytest.fail(str(error))
    quiet = ("background-networking", "component-update", "sync", "gpu")
    options = ["--no-sandbox", "--no-first-run", *(f"--disable-{word}" for word in quiet)]
    asked: set[str] = set()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*options, f"--host-resolver-rules={_ONLY_HERE}"]
        )
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.on("request", lambda request: asked.add(request.url))
        context.add_init_script(path=SCRIPT)
        context.set_default_timeout(PATIENCE * 1000)
        yield context
        chromium.close()
    outside = [url for url in asked if not url.startswith(_LOCAL)]
    assert not outside, f"VS Code asked for {outside}"


@pytest.fixture(scope="session")
def page(browsing: BrowserContext) -> Page:
    """Return the one window."""
    return browsing.new_page()


@pytest.fixture
def open_folder(page: Page, vscode: CodeServer) -> Open:
    """Return what shows a folder in the window."""

    def show(folder: Path) -> Workbench:
        workbench = Workbench(page, vscode.address)
        workbench.open_folder(folder)
        return workbench

    return show


@pytest.fixture
def imagestore(tmp_path: Path, open_folder: Open) -> Workbench:
    """Show a fresh copy of the example."""
    return open_folder(projects.imagestore(tmp_path))
