"""Keeps images that were read once near at hand."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from wsgiref.types import WSGIEnvironment

from imagestore.common.wsgi import Middleware, Response


class ImageCache(Middleware):
    """Answers from the folder that the option `cache_dir` names, where it can."""

    def process_request(self, environ: WSGIEnvironment) -> Response | None:
        """Serve the image if the folder has it."""
        if environ["REQUEST_METHOD"] != "GET":
            return None
        name = Path(environ.get("PATH_INFO", "")).name
        image = Path(self.options.get("cache_dir", ".")) / name
        if name and image.is_file():
            return Response(HTTPStatus.OK, image.read_bytes())
        return None
