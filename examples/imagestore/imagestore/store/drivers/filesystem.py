"""Images as files of one folder."""

from __future__ import annotations

from pathlib import Path

from imagestore.store.base import Driver, NoSuchImageError


class FilesystemDriver(Driver):
    """Keeps each image in a file of its name."""

    def __init__(self, folder: str | Path = "/var/lib/imagestore/images") -> None:
        self.folder = Path(folder)

    def get(self, name: str) -> bytes:
        """Read the file."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise NoSuchImageError(name) from None

    def put(self, name: str, image: bytes) -> None:
        """Write the file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(image)

    def delete(self, name: str) -> None:
        """Remove the file."""
        try:
            (self.folder / name).unlink()
        except FileNotFoundError:
            raise NoSuchImageError(name) from None
