"""What a user did that can't be done, and what we did."""

from __future__ import annotations

FAULT = "a fault in Entryway itself"
"""What an exception is called that nobody foresaw."""


class UsageError(Exception):
    """One sentence that names the thing, the place and the remedy; the command exits with 2."""
