"""imagestore-api: serve the API with the server of the standard library."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from wsgiref.simple_server import make_server

from imagestore.wsgi import PASTE_CONFIG, load_app


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paste-config", type=Path, default=Path(PASTE_CONFIG))
    parser.add_argument("--flavor", default="")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9292)
    arguments = parser.parse_args(argv)
    app = load_app(arguments.paste_config, arguments.flavor)
    with make_server(arguments.host, arguments.port, app) as server:
        print(f"imagestore-api listens on http://{arguments.host}:{arguments.port}/")
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0
