"""Texts of others, made safe to be shown: what is in a hostile file is only text."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return a text with a sign for each character that is obeyed instead of being shown."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
