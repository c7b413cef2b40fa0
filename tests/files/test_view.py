"""The door to the disk: one view sees one state, and a new view sees every change."""

from __future__ import annotations

import os
import threading
import time
import weakref
from pathlib import Path

import pytest

from entryway.files import view as view_module
from entryway.files.store import DiskIdentity, Store
from entryway.files.view import Listing, Text, Unreadable, View

OLD = 1_600_000_000_123_456_789


def upper(text: Text) -> str:
    return text.text.upper()


def length(text: Text) -> int:
    return len(text.text)


def fails(text: Text) -> str:
    raise AssertionError(f"{text.path} was read again")


def ask(view: View, path: Path) -> str | Unreadable:
    return view.derive(upper, str(path), view.config_text)


def write(path: Path, text: str, mtime_ns: int = OLD) -> Path:
    path.write_text(text)
    os.utime(path, ns=(mtime_ns, mtime_ns))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path.resolve()


def test_what_is_derived_is_kept_while_the_file_stays_as_it_is(folder: Path) -> None:
    store = Store()
    path = write(folder / "a", "one")
    assert ask(View(store), path) == "ONE"
    path.write_text("two")
    os.utime(path, ns=(OLD, OLD))
    assert ask(View(store), path) == "ONE", "the same size, time and number are the same file"
    os.utime(path, ns=(OLD, OLD + 1))
    assert ask(View(store), path) == "TWO"


@pytest.mark.parametrize("change", ["size", "time", "number"])
def test_each_part_of_a_files_identity_counts(folder: Path, change: str) -> None:
    store = Store()
    path = write(folder / "a", "one")
    assert ask(View(store), path) == "ONE"
    if change == "size":
        write(path, "three")
    elif change == "time":
        write(path, "two", OLD + 1)
    else:
        os.replace(write(folder / "b", "two"), path)
    assert ask(View(store), path) != "ONE"


def test_a_change_within_one_tick_of_the_clock_is_seen(folder: Path) -> None:
    """The second write keeps the size, and sets the very time the first one had."""
    store = Store()
    now = time.time_ns()
    path = write(folder / "a", "one", now)
    assert ask(View(store), path) == "ONE"
    write(path, "two", now)
    assert ask(View(store), path) == "TWO"


@pytest.mark.parametrize("distance", [500_000_000, -3_600_000_000_000])
def test_coarse_and_foreign_clocks_are_not_trusted(folder: Path, distance: int) -> None:
    store = Store()
    when = (time.time_ns() - distance) // 1_000_000_000 * 1_000_000_000
    path = write(folder / "a", "one", when)
    assert ask(View(store), path) == "ONE"
    write(path, "two", when)
    assert ask(View(store), path) == "TWO"


def test_one_view_sees_one_state(folder: Path) -> None:
    view = View(Store())
    path = write(folder / "a", "one", time.time_ns())
    assert ask(view, path) == "ONE"
    write(path, "three")
    assert ask(view, path) == "ONE"
    assert ask(View(Store()), path) == "THREE"
    path.unlink()
    assert ask(view, path) == "ONE"
    assert isinstance(ask(View(Store()), path), Unreadable)


def test_an_older_view_is_not_disturbed_by_a_newer_one(folder: Path) -> None:
    store = Store()
    path = write(folder / "a", "one")
    older = View(store)
    assert ask(older, path) == "ONE"
    write(path, "three")
    assert ask(View(store), path) == "THREE"
    assert ask(older, path) == "ONE"
    assert ask(View(store), path) == "THREE"


def test_facts_of_different_kinds_stand_side_by_side(folder: Path) -> None:
    view = View(Store())
    path = write(folder / "a", "one")
    assert ask(view, path) == "ONE"
    assert view.derive(length, str(path), view.config_text) == 3


def test_an_unchanged_file_is_not_read_again_by_another_view(folder: Path) -> None:
    store = Store()
    path = str(write(folder / "a", "one"))
    derived: list[str] = []

    def once(text: Text) -> str:
        derived.append(text.text)
        return text.text

    for _ in range(3):
        view = View(store)
        assert view.derive(once, path, view.config_text) == "one"
    assert derived == ["one"]
    store.forget()
    view = View(store)
    view.derive(once, path, view.config_text)
    assert derived == ["one", "one"]


def test_what_was_derived_of_a_text_goes_once_the_text_is_another(folder: Path) -> None:
    class Fact:
        pass

    def fact(text: Text) -> Fact:
        return Fact()

    store = Store()
    path = str(folder / "a")
    view = View(store, {path: "typed"})
    kept = weakref.ref(view.derive(fact, path, view.config_text))
    view = View(store, {path: "typed"})
    assert kept() is view.derive(fact, path, view.config_text)
    view = View(store, {path: "typed more"})
    assert kept() is None


def test_an_overlay_lies_over_the_file(folder: Path) -> None:
    store = Store()
    path = write(folder / "a", "one")
    overlays = {str(path): "typed"}
    assert ask(View(store, overlays), path) == "TYPED"
    overlays[str(path)] = "typed more"
    assert ask(View(store, overlays), path) == "TYPED MORE"
    assert ask(View(store), path) == "ONE"
    text = View(store, overlays).python_text(str(path))
    assert isinstance(text, Text)
    assert text.overlay


def test_a_view_has_its_own_overlays(folder: Path) -> None:
    overlays = {str(folder / "a"): "typed"}
    view = View(Store(), overlays)
    overlays.clear()
    assert ask(view, folder / "a") == "TYPED"


def test_overlays_need_no_file(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "there/file").write_text("")
    view = View(Store(), {f"{folder}/new/deep/file": "x", f"{folder}/there/other": "y"})
    assert view.listing(str(folder)) == Listing(frozenset(), frozenset({"there", "new"}))
    assert view.listing(f"{folder}/there") == Listing(frozenset({"file", "other"}))
    assert view.listing(f"{folder}/new") == Listing(frozenset(), frozenset({"deep"}))
    assert view.is_file(f"{folder}/new/deep/file")
    assert view.is_folder(f"{folder}/new/deep")
    assert not view.is_file(f"{folder}/new/deep")
    assert view.listing(f"{folder}/absent") is None
    assert View(Store()).listing(f"{folder}/new") is None


def test_listings_follow_links_and_name_them(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "real/file").write_text("")
    (folder / "link").symlink_to("real")
    (folder / "to-file").symlink_to("real/file")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "loop").symlink_to("loop")
    view = View(Store())
    listing = view.listing(str(folder))
    assert listing is not None
    assert listing.folders == {"real", "link"}
    assert listing.links == {"link"}
    assert "to-file" in listing.files
    assert view.listing(f"{folder}/link") == Listing(frozenset({"file"}))


def test_a_new_file_is_in_the_next_listing(folder: Path) -> None:
    store = Store()
    os.utime(folder, ns=(OLD, OLD))
    assert View(store).listing(str(folder)) == Listing()
    (folder / "a").write_text("")
    assert View(store).is_file(f"{folder}/a")
    (folder / "b").write_text("")
    view = View(store)
    assert view.is_file(f"{folder}/b")
    (folder / "c").write_text("")
    assert not view.is_file(f"{folder}/c")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "it does not exist"),
        (lambda path: path.mkdir(), "it is not a regular file"),
        (lambda path: os.mkfifo(path), "it is not a regular file"),
        (lambda path: path.symlink_to(path), "too many levels of symbolic links"),
        (lambda path: path.symlink_to("/nowhere"), "it does not exist"),
    ],
)
def test_what_can_not_be_read_says_why(folder: Path, make: object, reason: str) -> None:
    path = folder / "a"
    make(path)  # type: ignore[operator]
    for view in (View(Store()), View(Store())):
        answer = view.config_text(str(path))
        assert answer == Unreadable(str(path), reason)
        assert ask(view, path) == answer


@pytest.mark.parametrize(
    "path", ["", "a\0b", "/" + "x" * 5000, "/dev/null", "/dev/zero", "relative"]
)
def test_paths_that_are_none(path: str) -> None:
    view = View(Store())
    assert isinstance(view.config_text(path), Unreadable)
    assert view.listing(path) is None


def test_a_file_too_large_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "_SIZE_LIMIT", 10 * 1024 * 1024)
    path = folder / "a"
    with open(path, "wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    answer = View(Store()).config_text(str(path))
    assert answer == Unreadable(str(path), "it is larger than 10 MB")


def test_configuration_files_are_utf_8_with_damage_shown(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert View(Store()).config_text(str(path)) == Text(str(path), "one\r\ntwo", has_mark=True)
    path.write_bytes(b"a\xffb")
    assert View(Store()).config_text(str(path)) == Text(str(path), "a\ufffdb", damaged=True)


def test_threads_see_one_state(folder: Path) -> None:
    view = View(Store())
    path = write(folder / "a", "0", time.time_ns())
    answers: set[object] = set()

    def read() -> None:
        for _ in range(50):
            answers.add(view.identity(str(path)))
            answers.add(ask(view, path))

    def change() -> None:
        for number in range(50):
            path.write_text(str(number))

    threads = [threading.Thread(target=target) for target in (read, read, read, change)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2


def test_identities_are_told_apart() -> None:
    assert DiskIdentity(1, 2, 3) == DiskIdentity(1, 2, 3)
    assert len({DiskIdentity(1, 2, 3), DiskIdentity(1, 2, 4), DiskIdentity(1, 3, 3)}) == 3


def test_a_file_that_says_it_is_empty_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "kmsg", "")

    def never_ends(*_: object) -> None:
        raise AssertionError("reading such a file of the kernel's may wait for ever")

    monkeypatch.setattr("builtins.open", never_ends)
    assert View(Store()).config_text(str(path)) == Text(str(path), "")
