"""What the session makes of folders and documents, by itself."""

from __future__ import annotations

import pytest

from entryway.lsp.session import Session


@pytest.mark.parametrize(
    ("folder", "path", "uri"),
    [
        ("file:///home/shop", "/home/shop/etc/a b.ini", "file:///home/shop/etc/a%20b.ini"),
        ("file:///home/shop/", "/home/shop/setup.cfg", "file:///home/shop/setup.cfg"),
        ("file:///home/%73hop", "/home/shop/setup.cfg", "file:///home/%73hop/setup.cfg"),
        ("file:///home/shop", "/home/shop", "file:///home/shop"),
        ("file:///", "/etc/paste.ini", "file:///etc/paste.ini"),
        ("file://localhost/", "/etc/paste.ini", "file://localhost/etc/paste.ini"),
    ],
)
def test_a_file_is_spelled_as_its_folder_is(folder: str, path: str, uri: str) -> None:
    session = Session()
    session.change_folders(added=[folder], removed=())
    assert session.state.uri_of(path) == uri
