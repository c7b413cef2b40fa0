"""One VS Code and one browser for all scenarios, and what is kept of a scenario that failed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext, Error, sync_playwright

from editors.vscode import neighbour, projects
from editors.vscode.code_server import CodeServer, running
from editors.vscode.prepare import PrepareError, browser, code_server
from editors.vscode.screen import PATIENCE, SCRIPT
from editors.vscode.workbench import Workbench

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PACKAGE = ROOT / "vscode-client" / "dist" / "entryway.vsix"
KEPT = ROOT / ".cache" / "vscode-failures"
"""Where pictures and logs of scenarios that failed are kept until the next run."""

PICTURES = ROOT / ".cache" / "vscode-pictures"
SHOWN_PICTURES = ROOT / "docs" / "pictures"
"""Where pictures of a run are kept, and where those are that the documentation shows."""

SHARED = ("imagestore", "glance")
"""The fixtures of projects that several scenarios look at in one window."""

_ONLY_HERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_LOCAL = ("http://127.0.0.1:", "data:", "blob:")
_WORKBENCH = pytest.StashKey[tuple[Workbench, CodeServer]]()


class Show(Protocol):
    """Shows a folder, or the folders of a workspace file, and perhaps a file at once."""

    def __call__(self, root: Path, file: str | None = None) -> Workbench:
        """Return the window."""
        ...


Picture = Callable[[str], None]


@pytest.fixture(scope="session")
def vscode() -> Iterator[CodeServer]:
    """Start VS Code with the packaged extension."""
    try:
        code_server()
    except PrepareError as error:
        pytest.fail(str(error))
    if not PACKAGE.is_file():
        pytest.fail(f"the extension is not packaged in {PACKAGE}; run: make vsix")
    shutil.rmtree(KEPT, ignore_errors=True)
    # Not pytest's folder, whose name is too long for the sockets in it.
    home = Path(tempfile.mkdtemp(prefix="vs-"))
    try:
        with running(home, [PACKAGE, neighbour.package(home)]) as server:
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
def window(browsing: BrowserContext, vscode: CodeServer) -> Workbench:
    """Return the one window."""
    page = browsing.new_page()
    # VS Code asks whether to leave with unsaved files, which a person would confirm.
    page.on("dialog", lambda dialog: dialog.accept())
    return Workbench(page, vscode.address)


@pytest.fixture
def show(window: Workbench, vscode: CodeServer, request: pytest.FixtureRequest) -> Show:
    """Return what shows a folder, anew where the window shows another one."""
    request.node.stash[_WORKBENCH] = (window, vscode)

    def show_folder(root: Path, file: str | None = None) -> Workbench:
        if window.root == root:
            window.close_all()
        else:
            window.show(root, file)
        return window

    return show_folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return copies of the projects for the scenarios that change no file."""
    folder = tmp_path_factory.mktemp("shared")
    return {"imagestore": projects.imagestore(folder), "glance": projects.glance(folder)}


@pytest.fixture
def imagestore(show: Show, shared: dict[str, Path]) -> Workbench:
    """Show the example, in which nothing may be changed."""
    return show(shared["imagestore"])


@pytest.fixture
def glance(show: Show, shared: dict[str, Path]) -> Workbench:
    """Show a real release of OpenStack's Glance, in which nothing may be changed."""
    return show(shared["glance"])


@pytest.fixture
def fresh_imagestore(show: Show, tmp_path: Path) -> Workbench:
    """Show the example, to be changed."""
    return show(projects.imagestore(tmp_path))


@pytest.fixture
def fresh_glance(show: Show, tmp_path: Path) -> Workbench:
    """Show a real release of OpenStack's Glance, to be changed."""
    return show(projects.glance(tmp_path))


@pytest.fixture
def picture(window: Workbench, request: pytest.FixtureRequest) -> Picture:
    """Return what takes a picture of the window; ``--update`` puts it in the documentation."""

    def take(name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = PICTURES / f"vscode-{name}.png"
        window.picture(file)
        if request.config.getoption("--update"):
            SHOWN_PICTURES.mkdir(exist_ok=True)
            shutil.copy(file, SHOWN_PICTURES)

    return take


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let scenarios that share a window follow each other: opening one takes the most time."""

    def turn(item: pytest.Item) -> int:
        fixtures = getattr(item, "fixturenames", ())
        return next((at for at, name in enumerate(SHARED) if name in fixtures), len(SHARED))

    places = [at for at, item in enumerate(items) if HERE in item.path.parents]
    ordered = sorted((items[at] for at in places), key=turn)
    for at, item in zip(places, ordered, strict=True):
        items[at] = item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what the window showed and what was logged when a scenario failed."""
    report = yield
    if report.failed and report.when != "teardown" and _WORKBENCH in item.stash:
        window, vscode = item.stash[_WORKBENCH]
        KEPT.mkdir(parents=True, exist_ok=True)
        picture, log = KEPT / f"{item.name}.png", KEPT / f"{item.name}.log"
        try:
            window.picture(picture)
        except Error as error:
            picture = Path(f"none, for {error}")
        log.write_text(vscode.logs(), "utf-8")
        report.sections.append(("VS Code", f"picture: {picture}\nlog: {log}"))
        window.forget()
    return report
