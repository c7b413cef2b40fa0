"""`entryway check` over the newest releases of many projects, and bare parsing beside it."""

from __future__ import annotations

import ast
import configparser
import contextlib
import io
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Figures = Mapping[str, float]


def check(folder: str, environment: str, record: str) -> dict[str, object]:
    """Check a folder as the command does, what it prints left aside.

    With `record` the paths of all files that were read are in the answer, which takes its time.
    """
    from entryway.cli.check import check as run
    from entryway.files.view import Text, Unreadable, View

    read: dict[str, None] = {}
    if record:
        original = View._read

        def recording(view: View, path: str, decode: object) -> Text | Unreadable:
            text = original(view, path, decode)  # type: ignore[arg-type]  # handed through
            if isinstance(text, Text):
                read[path] = None
            return text

        View._read = recording  # type: ignore[method-assign, assignment]  # to see what is read
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        run([folder], environment, "text")
    words = printed.getvalue().rstrip().rpartition("\n")[2].split()
    # "Checked 2632 references in 558 files: …"
    return {"references": int(words[1]), "documents": int(words[4]), "read": list(read)}


def parse(paths: Sequence[str]) -> dict[str, object]:
    """Read files and parse those that Python itself can parse, and do nothing with them."""
    warnings.simplefilter("ignore")
    for path in paths:
        content = Path(path).read_bytes()
        name = os.path.basename(path)
        # Broken files are among them: they are there to be tested with.
        with contextlib.suppress(SyntaxError, ValueError, configparser.Error):
            if name.endswith((".py", ".pyi")):
                ast.parse(content)
            elif name.endswith(".toml"):
                tomllib.loads(content.decode())
            elif name.endswith((".cfg", ".ini")) or name == "entry_points.txt":
                parser = configparser.RawConfigParser(strict=False, delimiters=("=",))
                parser.read_string(content.decode())
    python = sum(path.endswith((".py", ".pyi")) for path in paths)
    return {"files": len(paths), "python": python}


def section(projects: int, checked: Figures, parsed: Figures) -> str:
    """Return the part of the report on these two."""
    documents, files = int(checked["documents"]), int(parsed["files"])
    seconds, bare = checked["seconds"], parsed["seconds"]
    rows = (
        ("`entryway check` in a fresh process", f"{seconds:.1f} s"),
        ("for each file that it checks", f"{seconds / documents * 1000:.1f} ms"),
        (f"reading and parsing the {files:,} files that it reads, once each", f"{bare:.1f} s"),
        ("of which it takes", f"{seconds / bare:.2f} times"),
        ("peak memory", f"{checked['peak_mb']:.0f} MB, of bare parsing {parsed['peak_mb']:.0f} MB"),
    )
    table = "".join(f"| {what} | {measured} |\n" for what, measured in rows)
    return (
        f"\n## {projects} projects at once\n\n"
        f"The newest releases of [{projects} projects](projects.md) in one folder, checked with\n"
        f"the environment of their wheels: {int(checked['references']):,} references in "
        f"{documents} configuration\n"
        "files. Bare parsing is that of `ast`, `tomllib` and `configparser`, of the very files\n"
        f"that the check reads, {int(parsed['python']):,} of them Python; it searches no folders "
        "and looks up nothing.\n\n"
        f"| what | measured |\n|---|--:|\n{table}"
    )
