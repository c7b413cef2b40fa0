"""Tells how long an answer took; a filter written without a class."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def filter_factory(
    global_conf: dict[str, str], **local_conf: str
) -> Callable[[WSGIApplication], WSGIApplication]:
    """Return what prints the milliseconds of every request to the server's error stream."""

    def timed(app: WSGIApplication) -> WSGIApplication:
        def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            started = time.perf_counter()
            body = app(environ, start_response)
            elapsed = 1000 * (time.perf_counter() - started)
            environ["wsgi.errors"].write(f"{environ.get('PATH_INFO')}: {elapsed:.1f} ms\n")
            return body

        return application

    return timed
