"""Strings that start programs are links: ctrl-click and F12 lead to what they name."""

from __future__ import annotations

from editors.vscode.workbench import Workbench


def test_ctrl_click_on_an_entry_point_opens_its_function(imagestore: Workbench) -> None:
    imagestore.open("setup.cfg")
    imagestore.ctrl_click("imagestore-api = imagestore.cmd.api:ma<|>in")
    imagestore.expect_cursor(
        "imagestore/cmd/api.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
