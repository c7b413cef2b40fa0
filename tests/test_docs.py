"""The documentation says what is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.features.pages import page_of
from entryway.files.store import Store
from entryway.problems import SEVERITIES, Code, Severity
from entryway.workspace.choices import LEVELS, NAMES
from entryway.workspace.settings import Settings, settings_from
from entryway.workspace.snapshot import Document, take_snapshot

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "diagnostics"
MUGS = ".venv/lib/python3.11/site-packages/mugs-1.0.dist-info"
SHOP = {
    "shop/__init__.py": "",
    "shop/cli.py": "def main(): ...\ndef start_servers(): ...\n",
    "shop/web.py": "def main(): ...\n",
    "shop/cmd/__init__.py": "",
    "shop/cmd/web.py": "def main(): ...\n",
    ".venv/pyvenv.cfg": "version = 3.11\n",
    ".venv/lib/python3.11/site-packages/README": "",
    f"{MUGS}/entry_points.txt": "[console_scripts]\nmugs = mugs.old:main\n",
    f"{MUGS}/direct_url.json": '{"url": "file:///moved", "dir_info": {"editable": true}}',
}
"""The project that the examples of the pages are about, and one that was installed before."""

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
    beside = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    if beside is not None:
        (tmp_path / "pyproject.toml").write_text(beside[1], "utf-8")
    seen = _problems(example[1], code, tmp_path)
    assert (example[2], example[3]) in seen


def test_vs_code_completes_every_code_and_level_in_its_settings() -> None:
    package = json.loads((ROOT / "vscode-client" / "package.json").read_text("utf-8"))
    setting = package["contributes"]["configuration"]["properties"]["entryway.diagnostics.severity"]
    assert setting["propertyNames"]["enum"] == [code.value for code in Code]
    assert setting["additionalProperties"]["enum"] == list(LEVELS)


def _problems(text: str, code: Code, root: Path, name: str = "") -> list[tuple[str, str]]:
    """Return the words and messages of a code in an example, read as the kind of file it shows."""
    for path, content in SHOP.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    name = name or ("setup.cfg" if "entry_points]" in text else "shop.ini")
    (root / "setup.cfg").write_text(SETUP, "utf-8")
    # What makes a file Paste Deploy's is not the point of every example.
    (root / name).write_text(text + (LOADABLE if name == "shop.ini" else ""), "utf-8")
    snapshot = take_snapshot(Store(), folders=(str(root),), settings=Settings())
    document = snapshot.document(f"{root}/{name}")
    assert isinstance(document, Document)
    return [
        (document.index.slice(problem.range), problem.message)
        for problem in diagnostics(snapshot, document)
        if problem.code is code
    ]


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_so_do_examples_of_pyproject(code: Code, tmp_path: Path) -> None:
    page = (PAGES / page_of(code).rpartition("/")[2]).read_text("utf-8")
    for text, words, message in re.findall(
        r"```toml\n(.*?)```\n\nAt `(.*?)`:\n\n> (.*?)\n", page, re.DOTALL
    ):
        assert (words, message) in _problems(text, code, tmp_path, "pyproject.toml")


def test_the_index_of_codes_is_complete() -> None:
    index = (PAGES / "index.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| \[([\w-]+)\]\(\1\.md\)", index, re.MULTILINE)) == sorted(
        code.value for code in Code
    )


BROKEN = "entryway preview --python environment imagestore/etc/imagestore-broken-paste.ini"


@pytest.mark.parametrize(
    ("mark", "script", "code"),
    [
        ("make demo", "sh examples/demo.sh", 0),
        ("a preview", f"cd examples && echo '$ {BROKEN}' && {BROKEN}", 1),
    ],
    ids=["demo", "preview"],
)
def test_the_readme_shows_what_a_command_prints(
    request: pytest.FixtureRequest, mark: str, script: str, code: int
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (code, "")
    block = f"<!-- {mark} -->\n```console\n{ran.stdout.strip()}\n```\n"
    if request.config.getoption("--update"):
        old = re.compile(f"<!-- {mark} -->\\n```console\\n.*?```\\n", re.DOTALL)
        (ROOT / "README.md").write_text(old.sub(lambda _: block, readme), "utf-8")
    else:
        assert block in readme


def test_the_page_of_settings_names_those_that_there_are() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `entryway\.([\w.]+)` \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    assert [name for name, _, _ in rows] == ["python", *NAMES]
    assert [name for name, _, where in rows if "project" in where] == list(NAMES)
    for level in LEVELS:
        assert f"`{level}`" in rows[1][1]


@pytest.mark.parametrize("kind", ["toml", "ini", "json"])
def test_the_examples_of_settings_are_understood(kind: str, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    example = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    assert example is not None
    name = {"toml": "pyproject.toml", "ini": "setup.cfg", "json": "README"}[kind]
    (tmp_path / name).write_text(example[1], "utf-8")
    settings = Settings()
    if kind == "json":
        options = {k.removeprefix("entryway."): v for k, v in json.loads(example[1]).items()}
        settings = settings_from({"entryway": options})
    choices = take_snapshot(Store(), folders=(str(tmp_path),), settings=settings).choices
    path = f"{tmp_path}/x.ini"
    assert choices.severities(path)[Code.NOT_INSTALLED] is None
    assert choices.excludes(f"{tmp_path}/tests/data/x.ini")
    assert (*choices.session_complaints(path), *choices.complaints(path)) == ()
    if kind != "json":
        assert choices.severities(path)[Code.SUSPICIOUS_GROUP] is Severity.ERROR
        assert choices.includes(f"{tmp_path}/etc/api.template")
