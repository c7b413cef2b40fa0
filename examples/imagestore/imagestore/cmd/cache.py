"""imagestore-cache: look after the local image caches."""

from __future__ import annotations

import time
from pathlib import Path

CACHES = [Path("/var/lib/imagestore/cache")]
MAX_AGE = 7 * 24 * 3600.0  # Seconds that an image may stay unread.


def clean_caches() -> int:
    """Remove what nobody read for long; return how many images that were."""
    oldest = time.time() - MAX_AGE
    stale = [
        image for cache in CACHES for image in cache.glob("*") if image.stat().st_atime < oldest
    ]
    for image in stale:
        image.unlink()
    return len(stale)


def main() -> int:
    """Clean the caches once."""
    print(f"removed {clean_caches()} images")
    return 0
