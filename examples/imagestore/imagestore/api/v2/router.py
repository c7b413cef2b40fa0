"""Which path of version 2 does what."""

from __future__ import annotations

from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from imagestore.common.wsgi import Application, Response
from imagestore.store.base import Driver, NoSuchImageError
from imagestore.store.drivers.filesystem import FilesystemDriver
from imagestore.store.drivers.memory import MemoryDriver


class API(Application):
    """Keeps images at `/v2/images/<name>`."""

    def __init__(self, store: str = "file", state_path: str = ".", **options: str) -> None:
        super().__init__(**options)
        self.store: Driver = MemoryDriver() if store == "memory" else FilesystemDriver(state_path)

    def respond(self, environ: WSGIEnvironment) -> Response:
        """Serve, keep or delete an image."""
        name = environ.get("PATH_INFO", "").removeprefix("/v2/images/")
        if not name or "/" in name:
            return Response(HTTPStatus.NOT_FOUND)
        try:
            match environ["REQUEST_METHOD"]:
                case "GET":
                    return Response(HTTPStatus.OK, self.store.get(name))
                case "PUT":
                    size = int(environ.get("CONTENT_LENGTH") or 0)
                    self.store.put(name, environ["wsgi.input"].read(size))
                    return Response(HTTPStatus.NO_CONTENT)
                case "DELETE":
                    self.store.delete(name)
                    return Response(HTTPStatus.NO_CONTENT)
        except NoSuchImageError:
            return Response(HTTPStatus.NOT_FOUND)
        return Response(HTTPStatus.METHOD_NOT_ALLOWED)
