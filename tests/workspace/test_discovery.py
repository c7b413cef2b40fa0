"""Which files of a folder are looked into."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.workspace.discovery import find_candidates
from workspace.trees import write_tree


def candidates(root: Path) -> list[str]:
    found = find_candidates(View(Store()), str(root))
    return [path.removeprefix(f"{root}/") for path in found]


def test_files_come_in_the_order_of_their_paths_and_folders_after_them(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
        -- setup.cfg --
        -- b/x.ini --
        -- a/deep/paste --
        -- a/y.conf --
        -- z.ini --
        -- setup.py --
        -- main.py --
        -- README.md --
        """,
    )
    assert candidates(tmp_path) == [
        "setup.cfg",
        "setup.py",
        "z.ini",
        "a/y.conf",
        "a/deep/paste",
        "b/x.ini",
    ]


@pytest.mark.parametrize(
    "folder",
    [".hidden", ".venv", "node_modules", "__pycache__", "lib/site-packages", "__pypackages__"],
)
def test_folders_of_others_are_left_out(tmp_path: Path, folder: str) -> None:
    write_tree(tmp_path, f"-- x.ini --\n-- {folder}/y.ini --\n")
    assert candidates(tmp_path) == ["x.ini"]


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta/history"])
def test_environments_are_left_out_wherever_they_are(tmp_path: Path, mark: str) -> None:
    write_tree(tmp_path, f"-- x.ini --\n-- py/{mark} --\n-- py/share/y.ini --\n")
    assert candidates(tmp_path) == ["x.ini"]


def test_a_project_that_is_its_own_environment_is_searched(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- pyvenv.cfg --\n-- x.ini --\n-- lib/python3/site-packages/y.ini --\n")
    assert candidates(tmp_path) == ["x.ini"]


def test_links_lead_no_search_in_circles(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
        -- a/x.ini --
        -- a/up -> .. --
        -- a/self -> self --
        -- b -> a --
        -- c.ini -> a/x.ini --
        -- gone.ini -> nowhere --
        """,
    )
    assert candidates(tmp_path) == ["c.ini", "gone.ini", "a/x.ini"]


def test_programs_and_data_without_an_ending_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "program").write_bytes(b"\x7fELF" + bytes(2 * 1024 * 1024))
    (tmp_path / "paste").write_text("[app:x]\n")
    assert candidates(tmp_path) == ["paste"]


@pytest.mark.timeout(10)
def test_what_is_no_file_does_not_stop_the_search(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ini")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.ini"))
        write_tree(tmp_path, "-- x.ini --\n")
        assert "x.ini" in candidates(tmp_path)


def test_names_need_not_be_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.ini")
    (tmp_path / name).write_text("")
    assert candidates(tmp_path) == [name]


def test_a_deep_tree_is_searched_to_its_end(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder = folder / "d"
    os.makedirs(folder)
    (folder / "x.ini").write_text("")
    assert len(candidates(tmp_path)) == 1


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert candidates(tmp_path / "gone") == []


def test_every_folder_is_told_of(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- a/main.py --\n-- b/c/main.py --\n")
    told: list[str] = []
    assert list(find_candidates(View(Store()), str(tmp_path), told.append)) == []
    assert told == [f"{tmp_path}{name}" for name in ("", "/a", "/b", "/b/c")]


def test_a_folder_may_vanish_while_it_is_searched(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- a/x.ini --\n-- b/y.ini --\n-- c/z.ini --\n")
    search = find_candidates(View(Store()), str(tmp_path))
    assert next(search) == f"{tmp_path}/a/x.ini"
    shutil.rmtree(tmp_path / "b")
    assert list(search) == [f"{tmp_path}/c/z.ini"]
