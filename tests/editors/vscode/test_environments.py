"""Which environment is read, and which Python reads it, are the user's to see and to choose."""

from __future__ import annotations

import json
import re
from pathlib import Path

from editors.vscode import projects
from editors.vscode.conftest import Show
from editors.vscode.workbench import Workbench

NO_PYTHON = "Entryway needs Python 3.10 or newer to run: /nowhere/python3"
LIBRARY_FACTORY = "paste.filter_factory = oslo_middleware:HTTPProxyToWSGI.fac<|>tory"


def test_the_command_tells_which_environment_is_read(imagestore: Workbench) -> None:
    imagestore.open("setup.cfg")
    imagestore.run("Entryway: Show Which Environment Is Read")
    read, runs = imagestore.choices(2)
    assert read.startswith("imagestore reads .venv Python 3.11, chosen by the project, for /")
    assert re.fullmatch(
        r"The server runs with /\S+/python3 Python 3\.\d+\.\d+, the first python3 on the PATH", runs
    )
    imagestore.press("Escape")


def test_a_folder_without_any_environment(show: Show, tmp_path: Path) -> None:
    window = show(projects.imagestore(tmp_path, environment=False))
    window.open("setup.cfg")
    window.editor.ctrl_click("imagestore-api = imagestore.cmd.api:ma<|>in")
    window.editor.expect_cursor(
        "imagestore/cmd/api.py", "def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
    row = window.problems.expect('no project of the workspace is named "tokencheck"')
    assert "no Python environment is known that may have it" in row


def test_each_folder_of_a_workspace_has_its_own_environment(show: Show, tmp_path: Path) -> None:
    projects.imagestore(tmp_path)
    projects.glance(tmp_path)
    workspace = tmp_path / "both.code-workspace"
    workspace.write_text(json.dumps({"folders": [{"path": "imagestore"}, {"path": "glance"}]}))
    window = show(workspace)
    window.open("glance-api-paste.ini")
    window.editor.go_to_definition(LIBRARY_FACTORY)
    window.editor.expect_cursor(
        "oslo_middleware/base.py", "def <|>factory(cls, global_conf, **local_conf):"
    )
    window.open("imagestore-api-paste.ini")
    window.editor.go_to_definition("paste.filter_factory = webg<|>uard:Guard.factory")
    window.editor.expect_cursor(
        "webguard/__init__.py", '<|>"""Keeps unwanted requests away from a web application."""'
    )


def test_an_environment_of_a_python_too_old_to_run_the_server_is_read(glance: Workbench) -> None:
    glance.open("setup.cfg")
    glance.run("Entryway: Show Which Environment Is Read")
    read, runs = glance.choices(2)
    assert re.match(r"glance reads \S+ Python 3\.8, ", read)
    assert re.search(r"/python3 Python 3\.1\d\.", runs)
    glance.press("Escape")


def test_a_file_of_any_name_can_be_included(show: Show, tmp_path: Path) -> None:
    root = projects.imagestore(tmp_path)
    projects.settings(root, {"entryway.files.include": ["deploy/*.template"]})
    (root / "deploy").mkdir()
    (root / "deploy" / "site.template").write_text(
        "[app:main]\npaste.app_factory = imagestore.api.v2.router:API.factory\n", "utf-8"
    )
    window = show(root)
    window.open("deploy/site.template")
    window.editor.go_to_definition("paste.app_factory = imagestore.api.v2.router:A<|>PI.factory")
    window.editor.expect_cursor("imagestore/api/v2/router.py", "class <|>API(Application):")


def test_without_a_usable_python_the_user_is_told_once(show: Show, tmp_path: Path) -> None:
    root = projects.imagestore(tmp_path)
    projects.settings(root, {"entryway.interpreter": ["/nowhere/python3"]})
    window = show(root)
    window.notices.expect(NO_PYTHON)
    window.open("setup.cfg")
    window.status.expect("Entryway: failed")
    window.run("Entryway: Restart Server")
    window.status.expect("Entryway: failed No Python that can run the server was found.")
    window.notices.expect(NO_PYTHON)
    window.notices.press(NO_PYTHON, "Open Setting")
    window.expect_setting("Entryway: Interpreter")
