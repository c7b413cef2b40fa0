"""What a user did that can't be done."""

from __future__ import annotations


class UsageError(Exception):
    """One sentence that names the thing, the place and the remedy; the command exits with 2."""
