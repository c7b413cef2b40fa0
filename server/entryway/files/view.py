"""A frozen view of the disk with the editor's unsaved texts laid over it."""

from __future__ import annotations

import codecs
import io
import os
import stat
import time
from collections.abc import Callable, Hashable, Mapping

from entryway.files.store import DiskIdentity, Identity, OverlayIdentity, Store
from entryway.namedtuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    S = TypeVar("S")
    T = TypeVar("T")

_RACY_NS = 100_000_000
"""A file changed this recently may change again within one tick of the file system's clock, so
what was read of it is not remembered beyond the snapshot (the rule of git's index)."""

_RACY_SECONDS_NS = 2_000_000_000
"""The same where the clock seems to count whole seconds, as on FAT, HFS+ and some network disks."""

_SIZE_LIMIT = 32 * 1024 * 1024
"""No configuration file or module is larger; what is larger is data with a misleading name."""


class Unreadable(NamedTuple):
    """A file or folder that can't be read; `reason` ends a sentence that names it."""

    path: str
    reason: str


class Text(NamedTuple):
    """A file's text with its line ends as they are on disk and without a byte order mark.

    `damaged` says that some bytes could not be decoded and stand as U+FFFD. `overlay` says that the
    text is an editor's, not the disk's. `has_mark` says that a configuration file on disk begins
    with a byte order mark.
    """

    path: str
    text: str
    damaged: bool = False
    overlay: bool = False
    has_mark: bool = False


class Listing(NamedTuple):
    """The names in a folder, symbolic links followed; `links` are the folders that are links."""

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


class View:
    """What the disk and the open editors hold, each file looked at once.

    A view belongs to one snapshot: the first look at a file fixes its identity for the life of the
    view, so every question put to one snapshot sees the same state, from whichever thread.
    """

    def __init__(self, store: Store, overlays: Mapping[str, str] | None = None) -> None:
        self._store = store
        self._overlays = dict(overlays or {})
        self._identities: dict[str, Identity | Unreadable] = {}
        self._listings: dict[str, Listing | None] = {}
        self._derived: dict[tuple[Hashable, str], Any] = {}
        self._unsaved_files: dict[str, set[str]] = {}
        self._unsaved_folders: dict[str, set[str]] = {}
        for path, text in self._overlays.items():
            store.retire(path, OverlayIdentity(text))
            folder, name = os.path.split(path)
            self._unsaved_files.setdefault(folder, set()).add(name)
            self._add_folders(folder)

    def _add_folders(self, folder: str) -> None:
        """Let the folders of an overlay exist, as they will once it is saved."""
        while True:
            parent, name = os.path.split(folder)
            known = self._unsaved_folders.setdefault(parent, set())
            if parent == folder or name in known:
                return
            known.add(name)
            folder = parent

    @property
    def overlays(self) -> Mapping[str, str]:
        """The texts open in an editor, by path."""
        return self._overlays

    def identity(self, path: str) -> Identity | Unreadable:
        """Return what tells this state of the file from every other, or why it can't be read."""
        known = self._identities.get(path)
        if known is None:
            known = self._identities.setdefault(path, self._look(path))
        return known

    def _look(self, path: str) -> Identity | Unreadable:
        overlay = self._overlays.get(path)
        if overlay is not None:
            return OverlayIdentity(overlay)
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            return Unreadable(path, _why(error))
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(path, "it is not a regular file")
        if status.st_size > _SIZE_LIMIT:
            return Unreadable(path, f"it is larger than {_SIZE_LIMIT // 1024 // 1024} MB")
        return _disk_identity(status)

    def config_text(self, path: str) -> Text | Unreadable:
        """Read a configuration file as UTF-8; a byte that is none becomes U+FFFD, as in editors."""
        return self._read(path, _decode_config)

    def python_text(self, path: str) -> Text | Unreadable:
        """Read Python source by its own declaration of encoding (PEP 263)."""
        return self._read(path, _decode_python)

    def document_text(self, path: str) -> Text | Unreadable:
        """Read a file as what its name says that it is: Python, or a configuration file."""
        return self.python_text(path) if path.endswith(".py") else self.config_text(path)

    def _read(
        self, path: str, decode: Callable[[str, bytes], Text | Unreadable]
    ) -> Text | Unreadable:
        overlay = self._overlays.get(path)
        if overlay is not None:
            return Text(path, overlay, overlay=True)
        identity = self.identity(path)
        if isinstance(identity, Unreadable):
            return identity
        if isinstance(identity, DiskIdentity) and identity.size == 0:
            # The kernel's files in /proc claim to be empty, and reading some of them never ends.
            return decode(path, b"")
        try:
            with open(path, "rb") as file:
                content = file.read()
        except (OSError, ValueError) as error:
            return Unreadable(path, _why(error))
        return decode(path, content)

    def derive(
        self,
        what: Callable[[S], T],
        path: str,
        read: Callable[[str], S | Unreadable],
    ) -> T | Unreadable:
        """Return `what(text)` of a file, remembered for as long as the file stays as it is.

        `read` is this view's `config_text` or `python_text`, or derives something else from them.
        `what` must be a pure module-level function, since it is part of the key. One view gives one
        answer, even when the file changes while it is being asked.
        """
        key = (what, path)
        if key not in self._derived:
            self._derived.setdefault(key, self._derive(what, path, read))
        derived: T | Unreadable = self._derived[key]
        return derived

    def _derive(
        self, what: Callable[[S], T], path: str, read: Callable[[str], S | Unreadable]
    ) -> T | Unreadable:
        identity = self.identity(path)
        if isinstance(identity, Unreadable):
            return identity

        def compute() -> T | Unreadable:
            text = read(path)
            return text if isinstance(text, Unreadable) else what(text)

        derived: T | Unreadable = self._store.derive(what, path, identity, compute)
        return derived

    def listing(self, folder: str) -> Listing | None:
        """Return the names in a folder, or None where there is no folder that can be listed."""
        if folder in self._listings:
            return self._listings[folder]
        listing = self._list(folder)
        files, folders = self._unsaved_files.get(folder), self._unsaved_folders.get(folder)
        if files or folders:
            known = listing or Listing()
            listing = Listing(
                known.files | (files or set()), known.folders | (folders or set()), known.links
            )
        return self._listings.setdefault(folder, listing)

    def _list(self, folder: str) -> Listing | None:
        try:
            status = os.stat(folder)
        except (OSError, ValueError):
            return None
        if not stat.S_ISDIR(status.st_mode):
            return None
        identity = _disk_identity(status)
        listing: Listing | None = self._store.derive(
            Listing, folder, identity, lambda: _scan(folder)
        )
        return listing

    def is_file(self, path: str) -> bool:
        """Whether a file of exactly this name exists (case counts on every system)."""
        folder, name = os.path.split(path)
        listing = self.listing(folder)
        return listing is not None and name in listing.files

    def is_folder(self, path: str) -> bool:
        """Whether a folder that can be listed exists at this path."""
        return self.listing(path) is not None


def _disk_identity(status: os.stat_result) -> DiskIdentity:
    changed = status.st_mtime_ns
    # A time in the future is another machine's, and says nothing about how long ago it was.
    age = time.time_ns() - changed
    if age < (_RACY_NS if changed % 1_000_000_000 else _RACY_SECONDS_NS):
        # Never equal to another look: the same tick may hide a second change.
        return DiskIdentity(-time.perf_counter_ns(), status.st_size, status.st_ino)
    return DiskIdentity(changed, status.st_size, status.st_ino)


def _scan(folder: str) -> Listing | None:
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir()
                except OSError:
                    continue  # A symbolic link that leads in circles names nothing.
                (folders if is_folder else files).append(entry.name)
                if is_folder and entry.is_symlink():
                    links.append(entry.name)
    except OSError:
        return None
    return Listing(frozenset(files), frozenset(folders), frozenset(links))


def _decode_config(path: str, content: bytes) -> Text:
    has_mark = content.startswith(codecs.BOM_UTF8)
    try:
        return Text(path, content.decode("utf-8-sig"), has_mark=has_mark)
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
        return Text(path, text, damaged=True, has_mark=has_mark)


def _decode_python(path: str, content: bytes) -> Text | Unreadable:
    encoding = "utf-8"
    if content.startswith(codecs.BOM_UTF8) or b"coding" in b"".join(content.split(b"\n", 2)[:2]):
        import tokenize  # Slow to import, and most sources don't need it.

        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        except SyntaxError as error:
            return Unreadable(path, f"its encoding is not known: {error.msg}")
    try:
        return Text(path, content.decode(encoding))
    except (UnicodeError, LookupError):
        return Unreadable(path, f"it is not valid {encoding}")


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it does not exist"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
