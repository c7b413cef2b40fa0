"""What every store can do."""

from __future__ import annotations


class NoSuchImageError(LookupError):
    """The store has no image of that name."""


class Driver:
    """Keeps images, which are bytes with a name; subclasses say where."""

    def get(self, name: str) -> bytes:
        """Return an image; raises `NoSuchImageError`."""
        raise NotImplementedError

    def put(self, name: str, image: bytes) -> None:
        """Keep an image, in place of one of the same name."""
        raise NotImplementedError

    def delete(self, name: str) -> None:
        """Remove an image; raises `NoSuchImageError`."""
        raise NotImplementedError
