"""Bring the real releases that the conformance tests read: found, verified, unpacked, cached.

`python tests/conformance/fetch.py` does it by hand; the tests call `fetch` and the like.
The releases are pinned in `releases.json`, `projects.json` and `paste.json` by file name and
sha256. Nothing of them is built, installed or run: source releases are unpacked to
`<cache>/src/<release>/`, wheels to the site-packages of `<cache>/env/`, a folder shaped like a
virtual environment that has no interpreter. The projects and the releases with other Paste Deploy
files have caches of their own within it, `<cache>/projects/` and `<cache>/paste/`.

The cache is `.cache/conformance/` of this project, or the folder ENTRYWAY_TEST_CACHE names.
What is there already is recognised by a stamp without touching the network; what is not is
made in a temporary folder and moved into place whole, so a reader never sees half a release.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":  # A script knows only its own folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from conformance.archives import (
    PASTE,
    PROJECTS,
    Archive,
    FetchError,
    Pins,
    pinned,
    unpack_tar,
    unpack_wheel,
    verify,
)

if TYPE_CHECKING:
    from unearth import PackageFinder

DEFAULT_INDEX = "https://pypi.org/simple/"
LAYOUT = 1  # Part of every stamp: raise it when the shape of the cache changes.

ATTEMPTS = 3  # Tries of one request, since a single lost connection says little.
PAUSE = 1.0  # Seconds before the second try; each further wait is that much longer.
POLL = 0.05  # Seconds between two looks at a lock that somebody else holds.
HEARTBEAT = 1.0  # Seconds between two signs of life of the one who holds the lock.
STALE = 15.0  # Seconds without a sign of life after which a lock is taken for abandoned.
PATIENCE = 900.0  # Seconds to wait for somebody else's fetch before giving up.
LEFTOVER = 3600.0  # Seconds after which a temporary folder belongs to nobody any more.


@dataclass(frozen=True, slots=True)
class Releases:
    """Where the unpacked releases are; all paths are absolute."""

    cache: Path
    sources: dict[str, Path]  # Release name, such as `glance-21.1.0`, to its folder.
    environment: Path
    site_packages: Path


@dataclass(frozen=True, slots=True)
class _Part:
    """A folder of the cache that is made, replaced and stamped as one."""

    folder: Path
    stamp: Path
    archives: tuple[Archive, ...]
    python: str | None = None  # Of an environment: the version it is of.

    @property
    def identity(self) -> str:
        """What the stamp says when the folder holds exactly these archives."""
        lines = [f"{archive.sha256}  {archive.filename}\n" for archive in self.archives]
        python = f"python {self.python}\n" if self.python is not None else ""
        return f"layout {LAYOUT}\n{python}{''.join(lines)}"

    def is_ready(self) -> bool:
        try:
            stamped = self.stamp.read_text(encoding="utf-8")
        except OSError:
            return False
        return stamped == self.identity and self.folder.is_dir()


def default_cache() -> Path:
    """Return the folder ENTRYWAY_TEST_CACHE names, else this project's own ignored one."""
    named = os.environ.get("ENTRYWAY_TEST_CACHE")
    project = Path(__file__).resolve().parents[2]
    return Path(named) if named else project / ".cache" / "conformance"


def fetch(cache: Path | None = None, pins: Pins | None = None) -> Releases:
    """Make sure that every pinned release is unpacked in `cache`, and say where.

    With everything there this reads a handful of stamps. Otherwise it takes a lock, so that of
    several test workers one downloads and the others wait. Raises `FetchError`.
    """
    cache = (cache or default_cache()).absolute()
    pins = pins or pinned()
    environment, stamps = cache / "env", cache / "stamps"
    sources = {archive.release: cache / "src" / archive.release for archive in pins.sources}
    parts = [
        _Part(sources[archive.release], stamps / f"{archive.release}.txt", (archive,))
        for archive in pins.sources
    ]
    parts.append(_Part(environment, stamps / "env.txt", pins.wheels, pins.python))
    if not all(part.is_ready() for part in parts):
        cache.mkdir(parents=True, exist_ok=True)
        with _locked(cache / "lock"):
            _sweep(cache)
            # Whoever held the lock before may have made some of them in the meantime.
            _complete([part for part in parts if not part.is_ready()], cache)
    return Releases(cache, sources, environment, _site_packages(environment, pins.python))


def fetch_projects() -> Releases:
    """Make sure that the newest releases of many projects are unpacked; raises `FetchError`."""
    return fetch(default_cache() / "projects", pinned(PROJECTS))


def fetch_paste() -> Releases:
    """Make sure that more releases with Paste Deploy files are unpacked; raises `FetchError`."""
    return fetch(default_cache() / "paste", pinned(PASTE))


def _site_packages(environment: Path, python: str) -> Path:
    return environment / "lib" / f"python{python.rpartition('.')[0]}" / "site-packages"


def _complete(parts: Iterable[_Part], cache: Path) -> None:
    # Imported here: it costs far more than looking at a complete cache.
    from unearth import PackageFinder

    # We only read these files, so it doesn't matter for which Python they were made.
    finder = PackageFinder(index_urls=[_index()], ignore_compatibility=True)
    for part in parts:
        # Beside its final place, because only within one file system is a rename atomic.
        with tempfile.TemporaryDirectory(prefix="tmp-", dir=cache) as folder:
            work = Path(folder)
            files = [_download(finder, archive, work) for archive in part.archives]
            built = work / "built" / part.folder.name
            if part.python is not None:
                _build_environment(files, built, cache, part.python)
            else:
                unpack_tar(files[0], built.parent, top=built.name)
            _place(part, built, work)


def _build_environment(wheels: Iterable[Path], folder: Path, cache: Path, python: str) -> None:
    """Write an environment as `venv` would, save for the interpreter, and fill it."""
    site_packages = _site_packages(folder, python)
    site_packages.mkdir(parents=True)
    home = cache / "no-interpreter"  # Never made: nothing may depend on an interpreter.
    (folder / "pyvenv.cfg").write_text(
        f"home = {home}\ninclude-system-site-packages = false\nversion = {python}\n",
        encoding="utf-8",
    )
    for wheel in wheels:
        unpack_wheel(wheel, site_packages)


def _place(part: _Part, built: Path, work: Path) -> None:
    """Move a finished folder to where readers look for it, then say so by its stamp."""
    if part.is_ready():
        return  # Two processes held the lock, and the other was first.
    part.folder.parent.mkdir(parents=True, exist_ok=True)
    part.stamp.parent.mkdir(parents=True, exist_ok=True)
    if part.folder.exists():
        part.stamp.unlink(missing_ok=True)
        part.folder.rename(work / "replaced")
    built.rename(part.folder)
    stamp = work / "stamp"
    stamp.write_text(part.identity, encoding="utf-8", newline="\n")
    stamp.replace(part.stamp)


def _sweep(cache: Path) -> None:
    """Remove what killed runs left behind; a young folder may be at work still."""
    for folder in cache.glob("tmp-*"):
        if _age(folder) > LEFTOVER:
            shutil.rmtree(folder, ignore_errors=True)


# -- finding and downloading


def _index() -> str:
    return os.environ.get("PIP_INDEX_URL") or DEFAULT_INDEX


def _download(finder: PackageFinder, archive: Archive, folder: Path) -> Path:
    """Download one pinned file into `folder` and verify it."""
    from unearth.link import Link

    index = Link(_index()).redacted  # The address of a private index may hold a password.
    path = folder / archive.filename
    for attempt in range(1, ATTEMPTS + 1):
        try:
            origin = _save(finder, archive, path)
            break
        # The classes of a network's failures are those of whichever HTTP library the installed
        # unearth stands on, so they can't be named here.
        except Exception as error:
            if attempt == ATTEMPTS:
                # Cut before the address, which may hold a password and is named already.
                why = str(error).partition(" for url ")[0] or type(error).__name__
                raise FetchError(
                    f"{archive.filename} can't be downloaded from {index} ({why}); connect to the "
                    "network, or set PIP_INDEX_URL to an index within reach, and run again."
                ) from error
            time.sleep(PAUSE * attempt)
    if origin is None:
        raise FetchError(
            f"{archive.filename} isn't offered by the index {index}; set PIP_INDEX_URL to an "
            f"index within reach that has {archive.project} {archive.version}, and run again."
        )
    verify(path, archive, origin)
    return path


def _save(finder: PackageFinder, archive: Archive, path: Path) -> str | None:
    """Write the file as the index has it to `path`; return its address, None if it has none."""
    for package in finder.find_all_packages(archive.project, allow_yanked=True):
        if package.link.filename == archive.filename:
            address = package.link.normalized
            with finder.session.get_stream(address) as response, path.open("wb") as file:
                response.raise_for_status()
                for chunk in response.iter_bytes():
                    file.write(chunk)
            return package.link.redacted
    return None


# -- the lock


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """Hold the file `lock`; wait while a living process holds it.

    The lock spares double work. Should two processes ever hold it, as after one of them was
    suspended for long, each still builds in a folder of its own and moves it into place whole.
    """
    token = uuid.uuid4().hex
    deadline = time.monotonic() + PATIENCE
    while not _take(lock, token):
        if _age(lock) > STALE:
            _break(lock, token)
            continue
        if time.monotonic() > deadline:
            raise FetchError(
                f"another process has been fetching for {PATIENCE:.0f} s by its lock {lock}; "
                "stop that process or delete the lock, and run again."
            )
        time.sleep(POLL)
    done = threading.Event()
    heart = threading.Thread(target=_beat, args=(lock, done), daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()
        _release(lock, token)


def _take(lock: Path, token: str) -> bool:
    # Mode "x" is O_EXCL: of several who try, the system lets one make the file.
    with suppress(FileExistsError), lock.open("x", encoding="ascii") as file:
        file.write(token)
        return True
    return False


def _release(lock: Path, token: str) -> None:
    # Gone or another's, if somebody took this process for dead and broke its lock.
    with suppress(FileNotFoundError):
        if lock.read_text(encoding="ascii") == token:
            lock.unlink()


def _break(lock: Path, token: str) -> None:
    # Renamed before it is removed: of several who find it stale, only one can.
    aside = lock.with_name(f"tmp-lock-{token}")
    with suppress(FileNotFoundError):
        lock.rename(aside)
        aside.unlink()


def _beat(lock: Path, done: threading.Event) -> None:
    with suppress(FileNotFoundError):
        while not done.wait(HEARTBEAT):
            os.utime(lock)


def _age(path: Path) -> float:
    """Return the seconds since `path` was last touched, 0 when it is gone."""
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime
    return 0.0


def main() -> int:
    """Fetch into the default cache and print where everything is."""
    try:
        fetched = [fetch(), fetch_projects(), fetch_paste()]
    except FetchError as error:
        print(f"fetch: {error}", file=sys.stderr)
        return 1
    for releases in fetched:
        print(*releases.sources.values(), releases.environment, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
