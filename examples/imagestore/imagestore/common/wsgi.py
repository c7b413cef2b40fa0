"""The base classes of everything a pipeline is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Response:
    """An answer, ready to be sent; as a WSGI application it answers every request."""

    def __init__(
        self, status: HTTPStatus, body: bytes = b"", content_type: str = "application/octet-stream"
    ) -> None:
        self.status = status
        self.body = body
        self.content_type = content_type

    @classmethod
    def of_json(cls, value: object, status: HTTPStatus = HTTPStatus.OK) -> Self:
        """Return `value` as an answer in JSON."""
        return cls(status, json.dumps(value).encode(), "application/json")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the answer."""
        headers = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body)))]
        start_response(f"{self.status.value} {self.status.phrase}", headers)
        return [self.body]


class Application:
    """The end of a pipeline: subclasses turn a request into a response."""

    def __init__(self, **options: str) -> None:
        self.options = options

    @classmethod
    def factory(cls, global_conf: dict[str, str], **local_conf: str) -> Self:
        """Build the application from its section of the Paste Deploy file."""
        return cls(**local_conf)

    def respond(self, environ: WSGIEnvironment) -> Response:
        """Answer one request."""
        raise NotImplementedError

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send what `respond` returns."""
        return self.respond(environ)(environ, start_response)


class Middleware:
    """A filter of a pipeline: subclasses look at a request before the application does."""

    def __init__(self, app: WSGIApplication, **options: str) -> None:
        self.app = app
        self.options = options

    @classmethod
    def factory(
        cls, global_conf: dict[str, str], **local_conf: str
    ) -> Callable[[WSGIApplication], Middleware]:
        """Return what Paste Deploy wraps around the rest of the pipeline."""

        def wrap(app: WSGIApplication) -> Middleware:
            return cls(app, **local_conf)

        return wrap

    def process_request(self, environ: WSGIEnvironment) -> Response | None:
        """Answer the request, or return None to let it pass."""
        return None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the filter's own response, or pass the request on."""
        response = self.process_request(environ)
        return (self.app if response is None else response)(environ, start_response)
