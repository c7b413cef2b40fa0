"""Images in memory, for tests and demonstrations."""

from __future__ import annotations

from imagestore.store.base import Driver, NoSuchImageError


class MemoryDriver(Driver):
    """Forgets every image when the process ends."""

    def __init__(self) -> None:
        self.images: dict[str, bytes] = {}

    def get(self, name: str) -> bytes:
        """Return what was put."""
        if name not in self.images:
            raise NoSuchImageError(name)
        return self.images[name]

    def put(self, name: str, image: bytes) -> None:
        """Remember the image."""
        self.images[name] = image

    def delete(self, name: str) -> None:
        """Forget the image."""
        if self.images.pop(name, None) is None:
            raise NoSuchImageError(name)
