"""The fetcher of the conformance data: safe, exact, repeatable and alone. No network."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from unearth import PackageFinder

from conformance import fetch as fetching
from conformance.archives import (
    PASTE,
    PROJECTS,
    RELEASES,
    Archive,
    FetchError,
    Pins,
    pinned,
    unpack_tar,
    unpack_wheel,
)
from conformance.fetch import fetch
from entryway.syntax.text import split_lines

TOP = "shop-1.0"


def tar(path: Path, members: Iterable[tarfile.TarInfo | str]) -> Path:
    """Write a gzipped tar; a plain name stands for a file that contains its own name."""
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            content = info.name.encode() if info.isfile() else b""
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def wheel(path: Path, members: Iterable[str]) -> Path:
    """Write a zip of files that contain their own names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, name)
    return path


class Index:
    """A package index in a folder, offering one source release and one wheel."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = self.offer("shop", f"{TOP}.tar.gz")
        tar(self.file(self.source), [f"{TOP}/setup.cfg", f"{TOP}/shop/__init__.py"])
        self.wheel = self.offer("till", "till-2.0-py3-none-any.whl")
        wheel(self.file(self.wheel), ["till.py", "till-2.0.dist-info/METADATA"])

    def offer(self, project: str, filename: str) -> Archive:
        page = self.root / project / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<a href="{filename}">{filename}</a>', encoding="utf-8")
        return Archive(project, "0", filename, sha256="")

    def file(self, archive: Archive) -> Path:
        return self.root / archive.project / archive.filename

    def pin(self, archive: Archive) -> Archive:
        digest = hashlib.sha256(self.file(archive).read_bytes()).hexdigest()
        return Archive(archive.project, archive.version, archive.filename, digest)

    @property
    def pins(self) -> Pins:
        return Pins((self.pin(self.source),), (self.pin(self.wheel),), "3.8.20")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    index = Index(tmp_path / "simple")
    monkeypatch.setenv("PIP_INDEX_URL", index.root.as_uri())
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    monkeypatch.setattr(fetching, "POLL", 0.005)
    return index


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every path below `folder` with its inode and the time it was last written, in ns."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


# -- the whole way


def test_sources_and_an_environment_without_interpreter(index: Index, cache: Path) -> None:
    releases = fetch(cache, index.pins)
    assert releases.sources == {TOP: cache / "src" / TOP}
    assert (cache / "src" / TOP / "shop" / "__init__.py").is_file()
    assert releases.environment == cache / "env"
    assert releases.site_packages == cache / "env" / "lib" / "python3.8" / "site-packages"
    assert (releases.site_packages / "till.py").read_text(encoding="utf-8") == "till.py"
    config = split_lines((cache / "env" / "pyvenv.cfg").read_text(encoding="utf-8"))
    assert "version = 3.8.20" in config
    assert "include-system-site-packages = false" in config
    assert sorted(path.name for path in releases.environment.iterdir()) == ["lib", "pyvenv.cfg"]


def test_nothing_but_the_parts_and_their_stamps_stays(index: Index, cache: Path) -> None:
    fetch(cache, index.pins)
    assert sorted(path.name for path in cache.iterdir()) == ["env", "src", "stamps"]


def test_a_complete_cache_needs_no_index(index: Index, cache: Path) -> None:
    pins = index.pins
    fetch(cache, pins)
    before = snapshot(cache)
    shutil.rmtree(index.root)
    fetch(cache, pins)
    assert snapshot(cache) == before


def test_only_what_changed_is_fetched_again(index: Index, cache: Path) -> None:
    fetch(cache, index.pins)
    before = snapshot(cache / "src")
    wheel(index.file(index.wheel), ["drawer.py"])
    releases = fetch(cache, index.pins)
    assert [path.name for path in releases.site_packages.iterdir()] == ["drawer.py"]
    assert snapshot(cache / "src") == before


def test_a_folder_that_went_missing_comes_back(index: Index, cache: Path) -> None:
    releases = fetch(cache, index.pins)
    shutil.rmtree(releases.sources[TOP])
    fetch(cache, index.pins)
    assert (releases.sources[TOP] / "setup.cfg").is_file()


def test_a_folder_without_its_stamp_is_made_anew(index: Index, cache: Path) -> None:
    half = cache / "src" / TOP / "half-of-a-file"
    half.parent.mkdir(parents=True)
    half.touch()
    fetch(cache, index.pins)
    assert not half.exists()
    assert (cache / "src" / TOP / "setup.cfg").is_file()


def test_a_failure_leaves_nothing_that_looks_complete(index: Index, cache: Path) -> None:
    pins = index.pins
    index.file(index.wheel).unlink()
    with pytest.raises(FetchError):
        fetch(cache, pins)
    assert (cache / "src" / TOP).is_dir()
    assert sorted(path.name for path in cache.iterdir()) == ["src", "stamps"]


# -- what can be wrong with an index


def test_another_file_under_the_same_name_is_refused(index: Index, cache: Path) -> None:
    pins = index.pins
    tar(index.file(index.source), [f"{TOP}/evil.py"])
    with pytest.raises(FetchError, match=r"shop-1\.0\.tar\.gz has the sha256 .* pins .*; set PIP"):
        fetch(cache, pins)
    assert not (cache / "src").exists()


def test_a_release_the_index_lacks(index: Index, cache: Path) -> None:
    (index.root / "till" / "index.html").write_text("", encoding="utf-8")
    with pytest.raises(FetchError, match=r"isn't offered by the index file:.*; set PIP_INDEX_URL"):
        fetch(cache, index.pins)


def test_no_network(index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PIP_INDEX_URL", "http://reader:secret@127.0.0.1:9/simple/")
    with pytest.raises(FetchError, match="connect to the network, or set PIP_INDEX") as caught:
        fetch(cache, index.pins)
    message = str(caught.value)
    assert message.startswith(f"{TOP}.tar.gz can't be downloaded from http://***@127.0.0.1:9/")
    assert "secret" not in message
    assert "\n" not in message


def test_the_command_prints_one_sentence(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENTRYWAY_TEST_CACHE", str(cache))
    assert fetching.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("fetch: glance-21.1.0.tar.gz isn't offered by")
    assert err.count("\n") == 1


# -- what can be wrong with an archive


def link(name: str, target: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def device(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = tarfile.CHRTYPE
    return info


@pytest.mark.parametrize(
    "member",
    [
        "../evil.py",
        f"{TOP}/../../evil.py",
        "/evil.py",
        "evil.py",
        "other-1.0/evil.py",
        f"{TOP}/..\\evil.py",
        "C:/evil.py",
        link(f"{TOP}/evil.py", "/etc/passwd", tarfile.SYMTYPE),
        link(f"{TOP}/evil.py", "setup.cfg", tarfile.SYMTYPE),
        link(f"{TOP}/evil.py", f"{TOP}/setup.cfg", tarfile.LNKTYPE),
        device(f"{TOP}/evil.py"),
    ],
    ids=lambda member: getattr(member, "name", member),
)
def test_a_tar_that_reaches_out(tmp_path: Path, member: tarfile.TarInfo | str) -> None:
    file = tar(tmp_path / f"{TOP}.tar.gz", [f"{TOP}/setup.cfg", member])
    with pytest.raises(FetchError, match=r"^shop-1\.0\.tar\.gz holds .*; nothing of it was unpack"):
        unpack_tar(file, tmp_path / "target", TOP)
    assert not (tmp_path / "target").exists()
    assert not list(tmp_path.rglob("evil.py"))


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "a/../../evil.py", "..\\evil.py"])
def test_a_wheel_that_reaches_out(tmp_path: Path, name: str) -> None:
    file = wheel(tmp_path / "till.whl", ["till.py", name])
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(FetchError, match="which leads out of the folder"):
        unpack_wheel(file, target)
    assert not list(target.iterdir())


def test_a_wheel_with_a_symbolic_link(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("till.py")
    member.external_attr = 0o120777 << 16
    file = tmp_path / "till.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    with pytest.raises(FetchError, match="which is a symbolic link"):
        unpack_wheel(file, tmp_path)


# -- the lock


def test_of_several_workers_one_downloads(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    save = fetching._save

    def slow(finder: PackageFinder, archive: Archive, path: Path) -> str | None:
        saved.append(archive.filename)
        time.sleep(0.05)
        return save(finder, archive, path)

    monkeypatch.setattr(fetching, "_save", slow)
    pins = index.pins
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: fetch(cache, pins), range(4)))
    assert results == [results[0]] * 4
    assert saved == [index.source.filename, index.wheel.filename]


def test_a_living_lock_is_waited_for(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "HEARTBEAT", 0.02)
    monkeypatch.setattr(fetching, "STALE", 0.5)
    cache.mkdir()
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with fetching._locked(cache / "lock"):
            entered.set()
            leave.wait()

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(hold)
        entered.wait()
        waiter = pool.submit(fetch, cache, index.pins)
        time.sleep(0.7)  # Longer than a lock without heartbeat would count.
        assert not waiter.done()
        leave.set()
        holder.result()
        assert (waiter.result().site_packages / "till.py").is_file()


def test_an_abandoned_lock_is_broken(index: Index, cache: Path) -> None:
    cache.mkdir()
    lock = cache / "lock"
    lock.write_text("somebody", encoding="ascii")
    long_ago = time.time() - 2 * fetching.STALE
    os.utime(lock, (long_ago, long_ago))
    fetch(cache, index.pins)
    assert sorted(path.name for path in cache.iterdir()) == ["env", "src", "stamps"]


def test_patience_ends(index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", 0.02)
    cache.mkdir()
    (cache / "lock").touch()
    with pytest.raises(FetchError, match=r"by its lock .*; stop that process or delete the lock"):
        fetch(cache, index.pins)


def test_another_lock_is_left_alone(cache: Path) -> None:
    cache.mkdir()
    with fetching._locked(cache / "lock"):
        (cache / "lock").write_text("somebody else", encoding="ascii")
    assert (cache / "lock").exists()


def test_what_a_killed_run_left_is_swept(index: Index, cache: Path) -> None:
    old, young = cache / "tmp-old", cache / "tmp-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    long_ago = time.time() - 2 * fetching.LEFTOVER
    os.utime(old, (long_ago, long_ago))
    fetch(cache, index.pins)
    assert not old.exists()
    assert young.exists()


# -- what is recorded


@pytest.mark.parametrize(
    ("path", "sources"), [(RELEASES, 8), (PROJECTS, 70), (PASTE, 12)], ids=lambda p: str(p)
)
def test_every_pin_has_a_hash_and_a_readable_name(path: Path, sources: int) -> None:
    pins = pinned(path)
    assert len(pins.sources) >= sources
    for archive in (*pins.sources, *pins.wheels):
        assert f"-{archive.version}" in archive.filename
        assert len(bytes.fromhex(archive.sha256)) == 32
    assert all(archive.filename.endswith(".tar.gz") for archive in pins.sources)
    assert all(archive.filename.endswith("-none-any.whl") for archive in pins.wheels)


def test_every_fact_is_about_a_pinned_release() -> None:
    rows = split_lines(RELEASES.with_name("victoria.jsonl").read_text(encoding="utf-8"))
    facts = [row for row in rows if row]
    assert len(facts) == 557
    releases = {archive.release for archive in pinned().sources}
    assert {json.loads(fact)["dist"] for fact in facts} < releases


def test_the_cache_is_ours_unless_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ENTRYWAY_TEST_CACHE", raising=False)
    project = Path(__file__).resolve().parents[2]
    assert fetching.default_cache() == project / ".cache" / "conformance"
    monkeypatch.setenv("ENTRYWAY_TEST_CACHE", str(tmp_path))
    assert fetching.default_cache() == tmp_path
