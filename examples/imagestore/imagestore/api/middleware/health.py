"""Tells a load balancer that the service is alive, before anything else looks at the request."""

from __future__ import annotations

from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from imagestore.common.wsgi import Middleware, Response


class HealthcheckMiddleware(Middleware):
    """Answers requests for one path, which the option `path` names."""

    def process_request(self, environ: WSGIEnvironment) -> Response | None:
        """Answer if it is the path."""
        if environ.get("PATH_INFO") == self.options.get("path", "/healthcheck"):
            return Response(HTTPStatus.OK, b"OK\n", "text/plain")
        return None
