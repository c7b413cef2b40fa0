"""Says on whose behalf a request is made."""

from __future__ import annotations

from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from imagestore.common.wsgi import Middleware, Response


class BaseContextMiddleware(Middleware):
    """Leaves the user's name in the request, for those who come after."""

    def process_request(self, environ: WSGIEnvironment) -> Response | None:
        """Set the user, or refuse the request without one."""
        user = self.user(environ)
        if user is None:
            return Response(HTTPStatus.UNAUTHORIZED)
        environ["imagestore.user"] = user
        return None

    def user(self, environ: WSGIEnvironment) -> str | None:
        """Return the name of the user, or None for nobody."""
        raise NotImplementedError


class ContextMiddleware(BaseContextMiddleware):
    """Believes the filter that checked the token."""

    def user(self, environ: WSGIEnvironment) -> str | None:
        """Return the user of the token."""
        name = environ.get("HTTP_X_USER")
        return name if isinstance(name, str) else None


class UnauthenticatedContextMiddleware(BaseContextMiddleware):
    """Takes everybody for the administrator; for development only."""

    def user(self, environ: WSGIEnvironment) -> str | None:
        """Return the administrator."""
        return "admin"
