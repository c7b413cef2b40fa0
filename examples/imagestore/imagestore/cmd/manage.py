"""imagestore-manage: look after a running service."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from imagestore import __version__
from imagestore.cmd.db_sync import SCHEMA_VERSION
from imagestore.store import drivers


def status() -> int:
    """Print which versions are at work."""
    print(f"imagestore {__version__}, database schema {SCHEMA_VERSION}")
    return 0


def usage() -> int:
    """Print which kinds of store there are."""
    print("stores:", *drivers.__all__)
    return 0


ACTIONS = {"status": status, "usage": usage}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the action that the first argument names."""
    words = sys.argv[1:] if argv is None else argv
    action = ACTIONS.get(words[0]) if words else None
    if action is None:
        print(f"imagestore-manage: name one of {', '.join(ACTIONS)}", file=sys.stderr)
        return 2
    return action()
