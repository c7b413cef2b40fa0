"""Starts the server for the extension: `python -I entryway_server.py useBundled`.

The extension passes `-I`, so that neither the current folder nor PYTHONPATH can put a module of
the workspace before ours, and with the bundled server `-S`, so that the interpreter's own packages
can't either. An old Python must be able to read this file, to say that it is too old.
"""

import os
import sys

LIBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libs")


def main():  # type: () -> int
    if sys.version_info < (3, 10):
        version = "{}.{}".format(*sys.version_info[:2])  # noqa: UP032 - an old Python reads this
        sys.stderr.write(
            "Python {} at {} is too old to run Entryway, which needs 3.10; name another in the "
            "setting entryway.interpreter.\n".format(version, sys.executable)
        )
        return 2
    if sys.argv[1] == "fromEnvironment":
        from importlib.util import find_spec

        if find_spec("entryway") is None:
            sys.stderr.write(
                "No entryway is installed in the environment of {}, so the bundled one runs; "
                "install it there with: pip install entryway\n".format(sys.executable)
            )
            sys.path.insert(0, LIBS)
    else:
        sys.path.insert(0, LIBS)
    from entryway.cli.serve import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
