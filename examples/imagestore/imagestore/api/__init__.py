"""The HTTP API of the service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from imagestore.common.wsgi import Response


class Loader(Protocol):
    """What Paste Deploy hands to a composite: it builds applications by name."""

    def get_app(self, name: str, global_conf: Mapping[str, str] | None = None) -> WSGIApplication:
        """Return the application of a section."""


class RootApp:
    """Sends each request to the application with the longest fitting path."""

    def __init__(self, apps: Mapping[str, WSGIApplication]) -> None:
        self.apps = dict(sorted(apps.items(), key=lambda row: len(row[0]), reverse=True))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""
        path = environ.get("PATH_INFO", "/")
        for prefix, app in self.apps.items():
            if path == prefix or path.startswith(prefix.rstrip("/") + "/"):
                return app(environ, start_response)
        return Response(HTTPStatus.NOT_FOUND)(environ, start_response)


def root_app_factory(
    loader: Loader, global_conf: Mapping[str, str], **local_conf: str
) -> WSGIApplication:
    """Build the applications that the composite's section lists as `path: name`."""
    return RootApp(
        {path: loader.get_app(name, global_conf=global_conf) for path, name in local_conf.items()}
    )
