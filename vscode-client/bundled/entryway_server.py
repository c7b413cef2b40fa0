"""Starts the server for the extension: `python -I entryway_server.py useBundled`.

The extension passes `-I`, so that neither the current folder nor PYTHONPATH can put a module of
the workspace before ours, and with the bundled server `-S`, so that the interpreter's own packages
can't either. That the Python is new enough was seen before.
"""

import os
import sys
from importlib.util import find_spec

LIBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libs")


def main() -> int:
    """Serve one editor with the server that the one argument names; return the exit code."""
    if sys.argv[1] == "fromEnvironment" and find_spec("entryway") is None:
        sys.stderr.write(
            f"No entryway is installed in the environment of {sys.executable}, so the bundled one "
            f"runs; install it there with: {sys.executable} -m pip install entryway\n"
        )
        sys.stderr.flush()
        sys.path.insert(0, LIBS)
    elif sys.argv[1] == "useBundled":
        sys.path.insert(0, LIBS)
    from entryway.cli.serve import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
