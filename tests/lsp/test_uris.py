"""Document URIs and the paths they mean."""

from __future__ import annotations

import pytest

from entryway.lsp.uris import path_of, uri_of


@pytest.mark.parametrize(
    "uri",
    [
        "file:///home/a%20b/%C3%A9.ini",
        "file:///home/a b/é.ini",
        "file://localhost/home/a%20b/%c3%a9.ini",
        "FILE:///home/a%20b/é.ini",
        "file:////home//a%20b/./x/../é.ini",
        "file:/home/a%20b/é.ini",
    ],
)
def test_the_spellings_of_a_path_are_one_path(uri: str) -> None:
    assert path_of(uri, windows=False) == "/home/a b/é.ini"


@pytest.mark.parametrize(
    "uri",
    [
        "file:///c:/a%20b/setup.cfg",
        "file:///C:/a b/setup.cfg",
        "file:///c%3A/a%20b/setup.cfg",
        "file:///C%3a/a%20b/x/../setup.cfg",
    ],
)
def test_the_spellings_of_a_drive_are_one_path(uri: str) -> None:
    assert path_of(uri, windows=True) == "C:\\a b\\setup.cfg"


def test_a_share_of_another_machine_is_a_path_on_windows_only() -> None:
    uri = "file://server/share/setup.cfg"
    assert path_of(uri, windows=True) == "\\\\server\\share\\setup.cfg"
    assert path_of(uri, windows=False) is None


@pytest.mark.parametrize(
    "uri",
    ["", "setup.cfg", "/setup.cfg", "untitled:a", "http://a/b", "file:", "file:a", "file://["],
)
def test_other_uris_mean_no_path(uri: str) -> None:
    assert path_of(uri) is None


@pytest.mark.parametrize(
    "path", ["/a/setup.cfg", "/a b/é/𝒙.ini", "/a;b/c?d#e%41.ini", "/not utf-8/\udcff.ini", "/"]
)
def test_a_path_comes_back_from_its_uri(path: str) -> None:
    uri = uri_of(path, windows=False)
    assert uri.isascii()
    assert path_of(uri, windows=False) == path


@pytest.mark.parametrize("path", ["C:\\a b\\setup.cfg", "\\\\server\\share\\é.ini"])
def test_a_windows_path_comes_back_from_its_uri(path: str) -> None:
    assert path_of(uri_of(path, windows=True), windows=True) == path


def test_a_drive_is_written_as_most_editors_write_it() -> None:
    assert uri_of("C:\\a b\\setup.cfg", windows=True) == "file:///c:/a%20b/setup.cfg"
