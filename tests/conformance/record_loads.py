"""Record where the entry points of the pinned projects lead when they are really loaded.

`python tests/conformance/record_loads.py FOLDER` is run by hand, after a change of
`projects.json`; no test runs it, since it installs and runs what Entryway only ever reads. In
`FOLDER` it makes an environment for each batch of projects that can be installed side by side,
calls `EntryPoint.load()` on each entry point that `importlib.metadata` finds recorded, in processes
of those environments, and writes `loads.jsonl`. README.md explains the fields.

Needs the network, about 4 GB of disk and half an hour. Run it with the Python that `projects.json`
names: the standard library is all that this file needs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
FACTS = HERE / "loads.jsonl"
LOADER = HERE / "load_entry_points.py"
PATIENCE = 900.0  # Seconds that loading the entry points of one project may take.

BATCHES = {
    "openstack": (
        "barbican",
        "glance",
        "hacking",
        "ironic",
        "keystone",
        "neutron",
        "nova",
        "openstack-heat",
        "openstack-placement",
        "oslo.messaging",
        "pbr",
        "python-openstackclient",
        "reno",
        "stevedore",
        "swift",
        "tempest",
    ),
    "web": (
        "beaker",
        "devpi-server",
        "gearbox",
        "Paste",
        "PasteDeploy",
        "PasteScript",
        "plaster-pastedeploy",
        "pyramid",
        "repoze.who",
        "waitress",
        "zodb",
        "zope.testrunner",
    ),
}
"""Projects whose dependencies agree with each other, but not with those of all others."""

NOT_LOADED = ("sphinx",)
"""Projects whose newest release needs a later Python than the recorded one."""


def main() -> int:
    """Make the environments, load everything and write what came of it."""
    folder = Path(sys.argv[1]).resolve()
    pins = json.loads((HERE / "projects.json").read_text("utf-8"))["wheels"]
    batch_of = {name: batch for batch, names in BATCHES.items() for name in names}
    batches: dict[str, list[dict[str, str]]] = {}
    for pin in (pin for pin in pins if pin["project"] not in NOT_LOADED):
        batches.setdefault(batch_of.get(pin["project"], "others"), []).append(pin)
    rows: dict[str, list[dict[str, object]]] = {}
    for batch, members in batches.items():
        python = _environment(folder / batch, members)
        for pin in members:
            print(f"loading {pin['project']}", file=sys.stderr)
            rows[pin["project"]] = list(_load_all(python, pin["project"]))
    lines = (
        json.dumps({"project": project, **row}, ensure_ascii=False)
        for project in sorted(rows)
        for row in rows[project]
    )
    FACTS.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return 0


def _environment(folder: Path, pins: Iterable[dict[str, str]]) -> Path:
    """Install the pinned wheels with what they need, unless that was done before."""
    python = folder / "bin" / "python"
    wanted = [f"{pin['project']}=={pin['version']}" for pin in pins]
    done = folder / "installed.txt"
    if not done.is_file() or done.read_text("utf-8") != "\n".join(wanted):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, "--prefer-binary", *wanted], check=True)
        # Compiled modules, which some wheels for this platform have, tell no places.
        hashed = folder / "pinned.txt"
        lines = (
            f"{pin['project']}=={pin['version']} --hash=sha256:{pin['sha256']}" for pin in pins
        )
        hashed.write_text("\n".join(lines), "utf-8")
        exactly = ["--no-deps", "--force-reinstall", "--require-hashes", "--requirement"]
        subprocess.run([*pip, *exactly, str(hashed)], check=True)
        done.write_text("\n".join(wanted), "utf-8")
    return python


def _load_all(python: Path, project: str) -> Iterator[dict[str, object]]:
    """Yield what became of each entry point of a project.

    Those that fail are loaded once more, each in a process of its own: what another one has done
    before may be the reason.
    """
    for row in _load(python, project):
        if row["status"] != "ok":
            again = _load(python, project, str(row["group"]), str(row["name"]))
            row = again[0] if len(again) == 1 else row
        yield row


def _load(python: Path, project: str, *only: str) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "rows.jsonl"
        subprocess.run(
            [str(python), "-I", str(LOADER), str(output), project, *only],
            cwd=folder,
            env={"HOME": folder, "PATH": f"{python.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        )
        return [json.loads(line) for line in output.read_text("utf-8").split("\n") if line]


if __name__ == "__main__":
    sys.exit(main())
