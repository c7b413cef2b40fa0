"""Beside another Python language server each answers for its own files."""

from __future__ import annotations

from pathlib import Path

from editors.vscode import projects
from editors.vscode.conftest import Show


def test_a_python_file_has_the_answers_of_one_server(show: Show, tmp_path: Path) -> None:
    root = projects.imagestore(tmp_path)
    projects.settings(root, {"beside.enabled": True})
    window = show(root)
    window.open("setup.cfg")
    window.status.expect("Entryway: ready")
    window.open("imagestore/cmd/api.py")
    with window.editor.hover("app = load_<|>app(arguments", "load_app") as hover:
        assert hover.parts() == 1
    window.editor.go_to_definition("app = load_<|>app(arguments")
    window.editor.expect_cursor(
        "imagestore/wsgi.py", 'def <|>load_app(config: Path, flavor: str = "") -> WSGIApplication:'
    )
    window.open("setup.cfg")
    window.editor.ctrl_click("imagestore-wsgi-api = imagestore.wsgi:init_<|>application")
    window.editor.expect_cursor(
        "imagestore/wsgi.py", "def <|>init_application() -> WSGIApplication:"
    )
