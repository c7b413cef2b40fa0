"""Pinned archives of the package index: which they are, and how they are verified and unpacked.

A file of pins is JSON: `sources`, `wheels` and `dependencies`, each a list of archives, and
`python`, the version of Python that the environment of the wheels and dependencies is said to be
of.
"""

from __future__ import annotations

import hashlib
import json
import stat
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

HERE = Path(__file__).parent
RELEASES = HERE / "releases.json"
PROJECTS = HERE / "projects.json"
PASTE = HERE / "paste.json"


class FetchError(Exception):
    """The releases can't be had; the message is one sentence that ends in a remedy."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One pinned file of the package index."""

    project: str
    version: str
    filename: str
    sha256: str

    @property
    def release(self) -> str:
        """The name of the folder that a source release holds, such as `glance-21.1.0`."""
        return self.filename.removesuffix(".tar.gz")


@dataclass(frozen=True, slots=True)
class Pins:
    """Everything the tests need of the package index."""

    sources: tuple[Archive, ...]
    wheels: tuple[Archive, ...]
    python: str  # The version under which the facts of these releases were recorded.


def pinned(path: Path = RELEASES) -> Pins:
    """Return the pins recorded in `path`."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Pins(
        sources=tuple(Archive(**row) for row in rows["sources"]),
        wheels=tuple(Archive(**row) for row in (*rows["wheels"], *rows.get("dependencies", ()))),
        python=rows["python"],
    )


def verify(file: Path, archive: Archive, origin: str) -> None:
    """Raise `FetchError` unless `file`, which came from `origin`, is the pinned one."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != archive.sha256:
        raise FetchError(
            f"{origin} has the sha256 {digest}, but {HERE.name}/ pins {archive.sha256}; set "
            "PIP_INDEX_URL to an index that serves the original file, or correct the pin if "
            "you trust this one."
        )


def unpack_tar(file: Path, target: Path, top: str) -> None:
    """Unpack a source release into the folder `target`.

    Every member has to be a plain file or folder inside the folder `top`: that is how the
    pinned releases are made, and a link could lead a later member out of `target`.
    """
    with tarfile.open(file, "r:gz") as archive:
        members = archive.getmembers()
        for member in members:
            _check_path(member.name, file)
            if PurePosixPath(member.name).parts[0] != top:
                raise _refusal(file, member.name, f'stands outside the folder "{top}"')
            if not (member.isfile() or member.isdir()):
                raise _refusal(file, member.name, "is neither a file nor a folder")
        target.mkdir(parents=True, exist_ok=True)
        if hasattr(tarfile, "data_filter"):
            archive.extractall(target, members, filter="data")
        else:  # An early patch release of Python 3.10; the checks above stand alone.
            archive.extractall(target, members)


def unpack_wheel(file: Path, target: Path) -> None:
    """Unpack a wheel into the existing folder `target`, as an installer would its purelib."""
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            # The name as the archive has it: `filename` is already bent to this system.
            _check_path(member.orig_filename, file)
            if stat.S_ISLNK(member.external_attr >> 16):
                raise _refusal(file, member.filename, "is a symbolic link")
        archive.extractall(target)


def _check_path(name: str, file: Path) -> None:
    """Raise `FetchError` if unpacking a member called `name` could write outside the target."""
    parts = PurePosixPath(name).parts
    # A backslash or a colon is a separator or a drive on Windows, and no release needs one.
    if not parts or name.startswith("/") or ".." in parts or set(name) & set("\\:\0"):
        raise _refusal(file, name, "leads out of the folder to unpack into")


def _refusal(file: Path, name: str, why: str) -> FetchError:
    return FetchError(
        f'{file.name} holds "{name}", which {why}; nothing of it was unpacked, so pin a '
        f"well-formed archive in {HERE.name}/."
    )
