"""A small image service: it keeps disk images and serves them over HTTP."""

__version__ = "2.1.0"
