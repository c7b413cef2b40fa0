"""A process that runs setup.py with setuptools, one JSON line each: `egg_info` of each of them.

Run as a script, on texts that the tests made. Reads `{name: text}`, the files of a project, from
each line of standard input; answers the `[[group, name, value], …]` that are recorded, or null
where setuptools refuses the project, or is not called.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import sys
import tempfile
import warnings
from importlib.metadata import PathDistribution
from pathlib import Path


def main() -> None:
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(_recorded(Path(folder), json.loads(line))), flush=True)


def _recorded(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str]] | None:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="")
    os.chdir(folder)
    sys.argv = ["setup.py", "-q", "egg_info"]
    silent = io.StringIO()
    try:
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            runpy.run_path("setup.py", run_name="__main__")
    except (Exception, SystemExit):
        # Whatever it raises, it does not build the project.
        return None
    finally:
        os.chdir("/")
    metadata = next(folder.glob("*.egg-info"), None)
    if metadata is None:
        return None
    return [(e.group, e.name, e.value) for e in PathDistribution(metadata).entry_points]


if __name__ == "__main__":
    main()
