"""The service as one WSGI application, for a web server that brings its own loop."""

from __future__ import annotations

import os
from pathlib import Path
from wsgiref.types import WSGIApplication

PASTE_CONFIG = "/etc/imagestore/imagestore-api-paste.ini"


def pipeline_name(flavor: str) -> str:
    """Return the section that a flavor such as `keystone+caching` selects."""
    return f"imagestore-api-{flavor}" if flavor else "imagestore-api"


def load_app(config: Path, flavor: str = "") -> WSGIApplication:
    """Build the pipeline of a flavor from a Paste Deploy file."""
    from paste.deploy import loadapp

    app: WSGIApplication = loadapp(f"config:{config.resolve()}", name=pipeline_name(flavor))
    return app


def init_application() -> WSGIApplication:
    """Build the application that IMAGESTORE_PASTE_CONFIG and IMAGESTORE_FLAVOR describe."""
    config = os.environ.get("IMAGESTORE_PASTE_CONFIG", PASTE_CONFIG)
    return load_app(Path(config), os.environ.get("IMAGESTORE_FLAVOR", ""))
