"""The documentation says what is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.features.pages import page_of
from entryway.files.store import Store
from entryway.model import SEVERITIES, Code, Severity
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import Document, take_snapshot

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "diagnostics"
SHOP = {
    "shop/__init__.py": "",
    "shop/cli.py": "def main(): ...\ndef start_servers(): ...\n",
    "shop/web.py": "def main(): ...\n",
    "shop/cmd/__init__.py": "",
    "shop/cmd/web.py": "def main(): ...\n",
    ".venv/pyvenv.cfg": "version = 3.11\n",
    ".venv/lib/python3.11/site-packages/README": "",
}
"""The project that the examples of the pages are about."""

SETUP = """\
[metadata]
name = shop
[entry_points]
paste.filter_factory =
    healthcheck = shop.web:main
paste.app_factory =
    both = shop.web:main
paste.composite_factory =
    both = shop.web:main
"""
LOADABLE = "\n[app:a]\npaste.app_factory = shop.web:main\n"


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_has_a_page_whose_example_shows_it(code: Code, tmp_path: Path) -> None:
    page = (PAGES / page_of(code).rpartition("/")[2]).read_text("utf-8")
    assert page.startswith(f"# {code.value}\n")
    severity = re.search(r"^Severity: (\w+)$", page, re.MULTILINE)
    assert severity is not None
    assert severity[1] == SEVERITIES.get(code, Severity.ERROR).value
    example = re.search(r"```ini\n(.*?)```\n\nAt `(.*?)`:\n\n> (.*?)\n", page, re.DOTALL)
    assert example is not None
    seen = _problems(example[1], code, tmp_path)
    assert (example[2], example[3]) in seen


def _problems(text: str, code: Code, root: Path) -> list[tuple[str, str]]:
    """Return the words and messages of a code in an example, read as the kind of file it shows."""
    for name, content in SHOP.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    is_setup = "entry_points]" in text
    (root / "setup.cfg").write_text(text if is_setup else SETUP, "utf-8")
    if not is_setup:
        # What makes a file Paste Deploy's is not the point of every example.
        (root / "shop.ini").write_text(text + LOADABLE, "utf-8")
    snapshot = take_snapshot(Store(), folders=(str(root),), settings=Settings())
    document = snapshot.document(f"{root}/{'setup.cfg' if is_setup else 'shop.ini'}")
    assert isinstance(document, Document)
    return [
        (document.index.slice(problem.range), problem.message)
        for problem in diagnostics(snapshot, document)
        if problem.code is code
    ]


def test_the_index_of_codes_is_complete() -> None:
    index = (PAGES / "index.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| \[([\w-]+)\]\(\1\.md\)", index, re.MULTILINE)) == sorted(
        code.value for code in Code
    )


def test_the_readme_shows_what_the_demo_prints(request: pytest.FixtureRequest) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    demo = subprocess.run(
        ["sh", "examples/demo.sh"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert demo.stderr == ""
    block = f"<!-- make demo -->\n```console\n{demo.stdout.strip()}\n```\n"
    if request.config.getoption("--update"):
        old = re.compile(r"<!-- make demo -->\n```console\n.*?```\n", re.DOTALL)
        (ROOT / "README.md").write_text(old.sub(lambda _: block, readme), "utf-8")
    else:
        assert block in readme
