"""Options of the whole test run."""

from __future__ import annotations

import signal

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite the expectations of scenarios and generated tables from what was seen",
    )


def pytest_configure() -> None:
    """Let what the tests start be interrupted: a shell has its background jobs ignore that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
