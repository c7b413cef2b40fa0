"""Strings that start programs are links: ctrl-click and F12 lead to what they name."""

from __future__ import annotations

import pytest

from editors.vscode.conftest import Picture
from editors.vscode.workbench import Workbench

MAIN = "def <|>main(argv: Sequence[str] | None = None) -> int:"


@pytest.mark.parametrize(
    ("words", "link", "path", "line"),
    [
        (
            "imagestore-api = imagestore.cmd.api:ma<|>in",
            "main",
            "imagestore/cmd/api.py",
            MAIN,
        ),
        (
            "imagestore-api = imagestore.cmd.a<|>pi:main",
            "api",
            "imagestore/cmd/api.py",
            '<|>"""imagestore-api: serve the API with the server of the standard library."""',
        ),
        (
            "imagestore-api = imagestore.c<|>md.api:main",
            "cmd",
            "imagestore/cmd/__init__.py",
            '<|>"""The commands of the service."""',
        ),
        (
            "imagestore-api = image<|>store.cmd.api:main",
            "imagestore",
            "imagestore/__init__.py",
            '<|>"""A small image service: it keeps disk images and serves them over HTTP."""',
        ),
        (
            "imagestore-<|>api = imagestore.cmd.api:main",
            "imagestore-api",
            "imagestore/cmd/api.py",
            MAIN,
        ),
    ],
    ids=["attribute", "module", "package", "top package", "name"],
)
def test_each_part_of_an_entry_point_is_a_link_of_its_own(
    imagestore: Workbench, words: str, link: str, path: str, line: str
) -> None:
    imagestore.open("setup.cfg")
    with imagestore.editor.link(words) as seen:
        assert seen == link
    imagestore.editor.ctrl_click(words)
    imagestore.editor.expect_cursor(path, line)


@pytest.mark.parametrize(
    ("words", "path", "line"),
    [
        (
            "webguard:Guard.fac<|>tory",
            "webguard/base.py",
            "def <|>factory(",
        ),
        (
            "pipeline = healthcheck timing gu<|>ard versionnegotiation authtoken context rootapp",
            "etc/imagestore-api-paste.ini",
            "[filter:<|>guard]",
        ),
        (
            "use = egg:imagestore#tim<|>ing",
            "imagestore/api/middleware/timing.py",
            "def <|>filter_factory(",
        ),
        (
            "use = egg:token<|>check",
            "tokencheck-0.4.0.dist-info/entry_points.txt",
            "[<|>paste.filter_factory]",
        ),
    ],
    ids=["factory", "pipeline element", "egg of the workspace", "installed egg"],
)
def test_f12_leads_from_a_paste_deploy_file(
    imagestore: Workbench, words: str, path: str, line: str
) -> None:
    imagestore.open("etc/imagestore-api-paste.ini")
    imagestore.editor.go_to_definition(words)
    imagestore.editor.expect_cursor(path, line)


def test_a_link_in_a_real_service_tells_where_it_leads(glance: Workbench, picture: Picture) -> None:
    glance.open("setup.cfg")
    glance.editor.click("wsgi_scripts <|>=")
    place = "glance-api = glance.cmd.api:ma<|>in"
    with glance.editor.hover(place, "Defined in glance/cmd/api.py") as hover:
        assert hover.text().startswith("def main()")
        with glance.editor.link(place):
            picture("link")
    glance.editor.ctrl_click(place)
    glance.editor.expect_cursor("glance/cmd/api.py", "def <|>main():")
