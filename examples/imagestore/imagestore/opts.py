"""The options of the service, for whoever generates a sample configuration file."""

from __future__ import annotations

from typing import NamedTuple


class Option(NamedTuple):
    """One option: its name, what it is without configuration, and what it is for."""

    name: str
    default: str
    help: str


API_OPTIONS = [
    Option("bind_host", "127.0.0.1", "Address to listen on"),
    Option("bind_port", "9292", "TCP port to listen on"),
    Option("flavor", "", "Which pipeline to serve, such as keystone+caching"),
]

STORE_OPTIONS = [
    Option("default_store", "file", "Name of the driver that keeps new images"),
    Option("state_path", "/var/lib/imagestore", "Folder of the file driver"),
]


def list_api_opts() -> list[tuple[str, list[Option]]]:
    """Return the options of the API, by the section they belong to."""
    return [("DEFAULT", API_OPTIONS)]


def list_store_opts() -> list[tuple[str, list[Option]]]:
    """Return the options of the stores, by the section they belong to."""
    return [("store", STORE_OPTIONS)]
