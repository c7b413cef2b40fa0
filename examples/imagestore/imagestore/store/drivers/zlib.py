"""Compressed files, with what every Python has."""

from __future__ import annotations

import zlib

from imagestore.store.drivers.filesystem import FilesystemDriver


class ZlibDriver(FilesystemDriver):
    """Compresses images with zlib."""

    def get(self, name: str) -> bytes:
        """Read and decompress the file."""
        return zlib.decompress(super().get(name))

    def put(self, name: str, image: bytes) -> None:
        """Compress and write the file."""
        super().put(name, zlib.compress(image))
