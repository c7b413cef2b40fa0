"""What the service says about itself: its API versions, and that it is alive."""

from __future__ import annotations

from http import HTTPStatus
from wsgiref.types import WSGIApplication, WSGIEnvironment

from imagestore.common.wsgi import Application, Response

VERSIONS = {"v2.1": "CURRENT", "v2.0": "SUPPORTED"}


class Versions(Application):
    """Lists the versions of the API."""

    def respond(self, environ: WSGIEnvironment) -> Response:
        """Answer every path alike: the client has to choose."""
        rows = [{"id": version, "status": status} for version, status in VERSIONS.items()]
        return Response.of_json({"versions": rows}, HTTPStatus.MULTIPLE_CHOICES)


def app_factory(global_conf: dict[str, str], **local_conf: str) -> WSGIApplication:
    """Build the list of versions."""
    return Versions(**local_conf)


def ping_factory(global_conf: dict[str, str], **local_conf: str) -> WSGIApplication:
    """Build an application that answers "pong"."""
    return Response(HTTPStatus.OK, b"pong\n", "text/plain")
