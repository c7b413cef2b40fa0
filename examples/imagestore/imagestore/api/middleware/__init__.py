"""The filters of the pipelines; the two that need no explanation can be had from here."""

from imagestore.api.middleware.cache import ImageCache
from imagestore.api.middleware.health import HealthcheckMiddleware as Healthcheck

__all__ = ["Healthcheck", "ImageCache"]
