"""The stores that come with the service."""

from imagestore.store.drivers.filesystem import FilesystemDriver
from imagestore.store.drivers.memory import MemoryDriver

try:
    from imagestore.store.drivers.zstd import ZstdDriver as CompressedDriver
except ImportError:  # Python has zstd from 3.14 on.
    from imagestore.store.drivers.zlib import ZlibDriver as CompressedDriver

__all__ = ["CompressedDriver", "FilesystemDriver", "MemoryDriver"]
