"""How much room a text takes on a terminal, and what of it fits."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if char < "\u0300":
        return 1  # Most are, and there are neither marks nor wide characters among these.
    if unicodedata.category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":
        return 0  # Marks, and Hangul's medial and final letters, join what stands before them.
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def keep_start(text: str, room: int, ellipsis: str = "…") -> str:
    """Return what of a text fits into so many columns, with an ellipsis for the rest."""
    if columns(text) <= room:
        return text
    taken = columns(ellipsis)
    for index, char in enumerate(text):
        taken += _width(char)
        if taken > room:
            return text[:index] + ellipsis
    return text


def keep_end(text: str, room: int, ellipsis: str = "…") -> str:
    """Return the end of a text that fits into so many columns, behind an ellipsis."""
    if columns(text) <= room:
        return text
    taken = columns(ellipsis)
    for index in range(len(text) - 1, -1, -1):
        taken += _width(text[index])
        if taken > room:
            # A mark that has lost its letter would join the ellipsis.
            rest = text[index + 1 :]
            while rest and _width(rest[0]) == 0:
                rest = rest[1:]
            return ellipsis + rest
    return text


def keep_ends(text: str, room: int, ellipsis: str = "…") -> str:
    """Return the start and the end of a text that fit into so many columns, with an ellipsis."""
    if columns(text) <= room:
        return text
    first = max((room - columns(ellipsis)) // 2, 0)
    start = keep_start(text, first + columns(ellipsis), "")
    while columns(start) > first:
        start = start[:-1]
    return start + keep_end(text, room - columns(start), ellipsis)
