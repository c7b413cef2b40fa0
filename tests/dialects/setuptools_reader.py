"""A process that reads a project's files with setuptools, one JSON line each.

Run as a script: setuptools changes what it is imported into. Reads `[name, text]` from each line of
standard input, of a setup.cfg or a pyproject.toml; answers `[[group, name, value], …]`, or null
where setuptools refuses the text.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import warnings
from importlib.metadata import PathDistribution
from pathlib import Path


def main() -> None:
    warnings.simplefilter("ignore")
    from setuptools.dist import Distribution  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for line in sys.stdin:
            answer = None
            # Whatever it raises, it does not read the text.
            with contextlib.suppress(Exception):
                name, text = json.loads(line)
                Path(name).write_text(text, "utf-8", newline="")
                # As a build does; `setupcfg.read_configuration` turns groups to lower case.
                distribution = Distribution()
                distribution.parse_config_files([name])
                answer = _recorded(distribution.entry_points or "")
            print(json.dumps(answer), flush=True)


def _recorded(declared: str | dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Return what is recorded at installation: setuptools hands it to importlib.metadata."""
    if isinstance(declared, dict):
        groups = (f"[{group}]\n" + "\n".join(lines) for group, lines in declared.items())
        declared = "\n".join(groups)
    metadata = Path("x-1.dist-info")
    metadata.mkdir(exist_ok=True)
    (metadata / "entry_points.txt").write_text(declared, "utf-8", newline="")
    return [(e.group, e.name, e.value) for e in PathDistribution(metadata).entry_points]


if __name__ == "__main__":
    main()
