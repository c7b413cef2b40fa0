"""The commands of the service."""

from __future__ import annotations

import argparse
from collections.abc import Sequence


class Command:
    """A command that needs no more than its arguments; subclasses say what it does."""

    description = ""

    @classmethod
    def launch(cls, argv: Sequence[str] | None = None) -> int:
        """Read the arguments, run the command, return its exit code."""
        parser = argparse.ArgumentParser(description=cls.description)
        cls.add_arguments(parser)
        return cls().run(parser.parse_args(argv))

    @classmethod
    def add_arguments(cls, parser: argparse.ArgumentParser) -> None:
        """Say which arguments the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work; return the exit code."""
        raise NotImplementedError
