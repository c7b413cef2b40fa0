"""`make bench`: speed and memory, side by side in one run, written to docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import checking
import neovim_start
from pipelines import SIZES
from plot import plot
from protocol import BARE_SERVER, HALF_TYPED, ready, warm_completions, warm_definitions
from references import ROOT, asked, fetch, fetch_projects

ROUNDS = 9
CHECKS = 3
"""Rounds of what takes ten seconds and more."""

MODULE_LINES = 5000
"""Lines of the module whose names are completed; few real ones have more."""

REPORT = ROOT / "docs" / "benchmarks.md"
PLOT = ROOT / "docs" / "benchmarks-paste.svg"
CONTENDERS = str(Path(__file__).parent / "contenders.py")


Growth = Mapping[str, Sequence[float]]
"""For each kind of work the milliseconds it takes, in the order of `SIZES`."""


@dataclass(frozen=True)
class Figure:
    """One measured thing beside what it should be."""

    what: str
    measured: str
    aim: str
    met: bool


def contender(task: str, *arguments: str, rounds: int = ROUNDS) -> dict[str, float]:
    """Run a task in fresh processes and return the figures of the fastest one."""
    return fastest((task, *arguments), rounds=rounds)[0]


def fastest(*tasks: tuple[str, ...], rounds: int = ROUNDS) -> list[dict[str, float]]:
    """Run tasks in turn in fresh processes and return of each the figures of its fastest run.

    What others do on the machine only ever makes a run slower.
    """
    runs = [[run(task) for task in tasks] for _ in range(rounds)]
    return [min(done, key=lambda figures: figures["seconds"]) for done in zip(*runs, strict=True)]


def run(task: tuple[str, ...], cache: Path | None = None) -> dict[str, float]:
    """Run a task in a fresh process; `cache` is the folder in which jedi keeps parsed modules."""
    variables = {**os.environ, **({"XDG_CACHE_HOME": str(cache)} if cache is not None else {})}
    command = [sys.executable, CONTENDERS, *task]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    figures: dict[str, float] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return figures


def additions() -> float:
    """Return the seconds of a plain loop, by which runs on machines of other speeds compare."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        total = 0
        for number in range(5_000_000):
            total += number
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def prepare() -> None:
    """Compile Entryway's modules, as installing it does; a checkout may never have been run."""
    package = ROOT / "server" / "entryway"
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(package)], check=True)


def measure(folder: Path, growth: Growth) -> Iterator[Figure]:
    """Run everything and yield the figures."""
    releases = fetch()
    references = asked(releases)
    task = {"site": str(releases.site_packages), "asked": references}
    every, recording, modules_file = (
        folder / name for name in ("every.json", "recording.json", "modules.json")
    )
    every.write_text(json.dumps(task))
    recording.write_text(json.dumps({**task, "record": True}))
    modules = contender("entryway", str(recording), rounds=1)["modules"]
    modules_file.write_text(json.dumps(modules))

    parsing, ours = fastest(("parse", str(modules_file)), ("entryway", str(every)))
    print(f"entryway {ours}, bare parsing {parsing}", file=sys.stderr)
    ratio = ours["seconds"] / parsing["seconds"]
    count = len(references)
    yield Figure(
        f"{count} references in a fresh process",
        f"{ours['seconds']:.2f} s, {ours['found']} found",
        "",
        True,
    )
    yield Figure(
        f"reading and parsing the {int(parsing['modules'])} modules on the way, once each",
        f"{parsing['seconds']:.2f} s: Entryway takes {ratio:.2f} times that",
        "at most 1.5 times",
        ratio <= 1.5,
    )
    # Entryway keeps nothing on disk; the second time jedi finds what it parsed the first time.
    theirs, again = (run(("jedi", str(every)), folder / "jedi") for _ in range(2))
    times = theirs["seconds"] / ours["seconds"]
    yield Figure(
        "the same with jedi's `Script.goto`, with nothing kept on disk either",
        f"{theirs['seconds']:.1f} s, {int(theirs['found'])} found, {int(theirs['errors'])} "
        f"exceptions: {times:.0f} times Entryway's; {again['seconds']:.1f} s with the modules that "
        "jedi kept from a run before",
        "Entryway 10 times faster",
        times >= 10,
    )
    yield Figure(
        "peak memory of that process", f"{ours['peak_mb']:.0f} MB", "under 90 MB",
        ours["peak_mb"] < 90,
    )  # fmt: skip
    alone: list[float] = []
    for reference in references[:: count // 12]:
        words = (".".join(reference.module), ".".join(reference.attributes))
        single = contender("single", reference.root, str(releases.site_packages), *words)
        alone.append(single["seconds"])
    typical = statistics.median(alone) * 1000
    yield Figure(
        "one reference in a fresh process, beyond starting Python (median of 12 references)",
        f"{typical:.1f} ms, slowest {max(alone) * 1000:.0f} ms",
        "under 20 ms",
        typical < 20,
    )
    yield from _server_figures(
        releases.sources["neutron-17.4.1"], str(releases.environment), folder
    )
    yield from _paste_figures(
        str(releases.sources["nova-22.4.0"]), str(releases.environment), growth
    )


def _server_figures(release: Path, python: str, folder: Path) -> Iterator[Figure]:
    bare_file = folder / "bare.py"
    bare_file.write_text(BARE_SERVER)
    empty = folder / "empty"
    empty.mkdir()
    bare = ready([sys.executable, str(bare_file)], empty, 9)
    own = ready([sys.executable, "-m", "entryway", "serve"], empty, 9)
    yield Figure(
        "from starting the server to its answer to `initialize`",
        f"{own * 1000:.0f} ms, a bare pygls server {bare * 1000:.0f} ms: {own / bare:.2f} times",
        "at most 1.15 times",
        own / bare <= 1.15,
    )
    times = sorted(warm_definitions(release, python, 5))
    p95 = times[int(len(times) * 0.95)] * 1000
    yield Figure(
        f"a warm definition over stdio ({len(times)} requests in neutron's setup.cfg)",
        f"p50 {statistics.median(times) * 1000:.1f} ms, p95 {p95:.1f} ms",
        "p95 under 5 ms",
        p95 < 5,
    )
    for name in HALF_TYPED:
        root = folder / "completing" / name
        completing, offered = warm_completions(root, MODULE_LINES, 40, name)
        completing.sort()
        p95 = completing[int(len(completing) * 0.95)] * 1000
        yield Figure(
            f"completing the names of a module of {MODULE_LINES:,} lines in {name} over stdio, "
            f"after each keystroke ({offered} items)",
            f"p50 {statistics.median(completing) * 1000:.1f} ms, p95 {p95:.1f} ms",
            "p95 under 50 ms",
            p95 < 50,
        )


def _paste_figures(release: str, environment: str, growth: Growth) -> Iterator[Figure]:
    largest = ("etc/nova/api-paste.ini", "[composite:osapi_compute]")
    hovers = contender("hover_on_header", release, environment, *largest, rounds=3)
    yield Figure(
        "a warm hover on the largest real composite, nova's `osapi_compute`",
        f"{hovers['again']:.1f} ms, the first after something changed {hovers['hover']:.1f} ms",
        "under 10 ms",
        hovers["again"] < 10,
    )
    reading, told, shown = (values[-1] for values in growth.values())
    yield Figure(
        "diagnostics of a 5,000-section file with a 1,000-stage pipeline, after each keystroke",
        f"{told:.0f} ms, and {reading:.0f} ms before them to forget the old text and read the new",
        "under 300 ms",
        told < 300,
    )
    yield Figure("a hover on that pipeline", f"{shown:.0f} ms", "under 50 ms", shown < 50)
    times = SIZES[-1] / SIZES[0]
    factors = {kind: values[-1] / values[0] for kind, values in growth.items()}
    yield Figure(
        f"from {SIZES[0]} to {SIZES[-1]:,} sections, {times:.0f} times as many, it takes so many "
        "times longer",
        ", ".join(f"{kind} {factor:.1f}" for kind, factor in factors.items()),
        f"linear: at most {times * 1.5:.0f} times",
        max(factors.values()) <= times * 1.5,
    )


def measure_growth(folder: Path) -> Growth:
    """Measure Paste Deploy files of growing sizes."""
    runs = [contender("growing", str(folder), str(size), rounds=1) for size in SIZES]
    return {kind: [run[kind] for run in runs] for kind in ("reading", "diagnostics", "hover")}


def growth_section(growth: Growth) -> str:
    """Return the part of the report on growing files, whose plot is beside it."""
    rows = "\n".join(
        f"| {size:,} | " + " | ".join(f"{values[at]:.1f} ms" for values in growth.values()) + " |"
        for at, size in enumerate(SIZES)
    )
    return (
        "\n## Paste Deploy files of growing sizes\n\n"
        "A fifth of the sections are stages of one pipeline, the others filters, apps, pipelines\n"
        "and composites about as often as in the services' files. After each keystroke the file\n"
        "is read, its diagnostics are worked out, and the header of the long pipeline is hovered\n"
        "over: medians in one fresh process a size.\n\n"
        f"![Milliseconds over numbers of sections]({PLOT.name})\n\n"
        f"| sections | {' | '.join(growth)} |\n|--:|{'--:|' * len(growth)}\n{rows}\n"
    )


def checking_section(folder: Path) -> str:
    """Measure a check of many projects at once, and return the part of the report on it."""
    projects = fetch_projects()
    check = ("check", str(projects.cache / "src"), str(projects.environment))
    files = folder / "files.json"
    files.write_text(json.dumps(contender(*check, "record", rounds=1)["read"]))
    checked, parsed = fastest(check, ("parse_all", str(files)), rounds=CHECKS)
    print(f"check {checked}, bare parsing {parsed}", file=sys.stderr)
    return checking.section(len(projects.sources), checked, parsed)


def kept_section(title: str) -> str:
    """Return a part of the report that others write, as it is."""
    parts = re.split(r"^(?=## )", REPORT.read_text("utf-8"), flags=re.MULTILINE)
    return "".join(f"\n{part.rstrip()}\n" for part in parts if part.startswith(f"## {title}\n"))


def main() -> int:
    """Measure, write the report, print it, and return 1 if an aim was missed."""
    prepare()
    before = additions()
    with tempfile.TemporaryDirectory() as folder:
        growth = measure_growth(Path(folder) / "growing")
        figures = list(measure(Path(folder), growth))
        at_once = checking_section(Path(folder))
        in_neovim = neovim_start.measure(Path(folder))
    PLOT.write_text(plot(SIZES, growth), "utf-8")
    rows = "\n".join(
        f"| {f.what} | {f.measured} | {f.aim}{'' if f.met else ' **missed**'} |" for f in figures
    )
    machine = (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()};\n"
        f"five million additions in a loop take {before:.2f} s before it, and "
        f"{additions():.2f} s after"
    )
    REPORT.write_text(
        "# Benchmarks\n\n"
        f"Written by `make bench`; run it to see your own. This run: {machine}. Times are\n"
        f"those of the fastest of {ROUNDS} fresh processes (jedi: the first), all in one run on\n"
        "the same files: the 557 references of the five OpenStack releases in\n"
        "[conformance](conformance.md).\n\n"
        f"| what | measured | aim |\n|---|---|---|\n{rows}\n"
        + growth_section(growth)
        + at_once
        + neovim_start.section(in_neovim)
        + kept_section("In VS Code"),
        "utf-8",
    )
    print(REPORT.read_text("utf-8"))
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
