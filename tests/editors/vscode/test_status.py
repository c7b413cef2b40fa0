"""The status bar says how the server is, and it comes back when it ended."""

from __future__ import annotations

from editors.vscode.code_server import CodeServer
from editors.vscode.workbench import Workbench


def test_the_language_status_is_ready(imagestore: Workbench) -> None:
    imagestore.open("setup.cfg")
    imagestore.status.expect("Entryway: ready")


def test_a_killed_server_comes_back(imagestore: Workbench, vscode: CodeServer) -> None:
    imagestore.open("setup.cfg")
    imagestore.status.expect("Entryway: ready")
    killed = vscode.kill_language_servers()
    assert len(killed) == 1
    imagestore.editor.ctrl_click("imagestore-manage = imagestore.cmd.manage:ma<|>in")
    imagestore.editor.expect_cursor(
        "imagestore/cmd/manage.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
    assert killed.isdisjoint(vscode.language_servers())


def test_the_command_restarts_the_server(imagestore: Workbench, vscode: CodeServer) -> None:
    imagestore.open("setup.cfg")
    imagestore.status.expect("Entryway: ready")
    before = vscode.language_servers()
    imagestore.run("Entryway: Restart Server")
    imagestore.screen.wait(
        vscode.language_servers,
        lambda now: now and now.isdisjoint(before),
        "another server's process",
    )
    imagestore.status.expect("Entryway: ready")
    imagestore.editor.ctrl_click("imagestore-manage = imagestore.cmd.manage:ma<|>in")
    imagestore.editor.expect_cursor(
        "imagestore/cmd/manage.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
