"""Document URIs and file paths (LSP 3.17, "URI"; RFC 8089)."""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

_DRIVE = re.compile(r"/[A-Za-z](:|\|)")


def path_of(uri: str, *, windows: bool = os.name == "nt") -> str | None:
    """Return the absolute path of a `file:` URI, or None for a URI that names no local file.

    The many spellings of one path lead to one: percent-encoded or not, `C:` or `c%3A`, with `..` or
    doubled slashes. Bytes that are no UTF-8 become what `os.listdir` makes of them.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or not parts.path.startswith("/"):
        return None
    path = unquote(parts.path, errors="surrogateescape")
    host = unquote(parts.netloc)
    if not windows:
        # POSIX leaves the meaning of two leading slashes open, and no file system gives it one.
        return posixpath.normpath("/" + path.lstrip("/")) if host in ("", "localhost") else None
    if host not in ("", "localhost"):
        return ntpath.normpath(f"//{host}{path}")
    if _DRIVE.match(path):
        return ntpath.normpath(f"{path[1].upper()}:{path[3:] or '/'}")
    return ntpath.normpath(path)


def uri_of(path: str, *, windows: bool = os.name == "nt") -> str:
    """Return the `file:` URI of an absolute path."""
    if not windows:
        return "file://" + quote_path(path)
    slashes = path.replace("\\", "/")
    if slashes.startswith("//"):
        return "file:" + quote_path(slashes)
    return f"file:///{slashes[:1].lower()}:{quote_path(slashes[2:])}"


def quote_path(path: str) -> str:
    """Percent-encode a path, undecodable bytes of its name included."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
