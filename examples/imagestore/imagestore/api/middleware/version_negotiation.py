"""Finds out which version of the API a client wants."""

from __future__ import annotations

from wsgiref.types import WSGIEnvironment

from imagestore.common.wsgi import Middleware, Response

ACCEPT = "application/vnd.imagestore-"


class VersionNegotiation(Middleware):
    """Turns the version in an Accept header into the first part of the path."""

    def process_request(self, environ: WSGIEnvironment) -> Response | None:
        """Rewrite the path; the request always passes."""
        accept = environ.get("HTTP_ACCEPT", "")
        if accept.startswith(ACCEPT):
            major = accept.removeprefix(ACCEPT).partition(".")[0]
            environ["PATH_INFO"] = f"/{major}{environ.get('PATH_INFO', '')}"
        return None
