"""imagestore-scrubber: delete for good what users deleted long ago."""

from __future__ import annotations

import argparse
from pathlib import Path

from imagestore.cmd import Command


class Scrubber(Command):
    """Removes the images in the folder of the deleted."""

    description = __doc__

    @classmethod
    def add_arguments(cls, parser: argparse.ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="where deleted images wait")

    def run(self, arguments: argparse.Namespace) -> int:
        """Remove every image in the folder."""
        for image in arguments.folder.glob("*.deleted"):
            image.unlink()
        return 0


main = Scrubber.launch


def scrub_once() -> int:
    """Scrub the usual folder and leave."""
    return main(["/var/lib/imagestore/deleted"])
