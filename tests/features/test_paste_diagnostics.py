"""What is said of Paste Deploy files that are large, deep, circular, half typed or templates."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.paste.nodes import FaultKind
from entryway.problems import Code, Severity
from entryway.workspace.snapshot import Snapshot
from features.paste_documents import PATH, codes, open_document, problems
from syntax.marks import with_marks, without_marks

CASES = Path(__file__).parents[1] / "scenarios" / "cases"
APP = "[app:api]\npaste.app_factory = shop:app\n"
FILTER = "[filter:log]\npaste.filter_factory = shop:filter\n"


@pytest.mark.parametrize("kind", FaultKind, ids=lambda kind: kind.value)
def test_every_fault_is_told_in_some_scenario(kind: FaultKind) -> None:
    assert kind.value in {code.value for code in Code}
    told = [path.read_text("utf-8").partition("\n== ")[2] for path in CASES.iterdir()]
    assert any(f" {kind.value}  " in text for text in told)


# --- Size and depth ------------------------------------------------------------------------------


def large(sections: int, missing: bool = False) -> str:
    """Return a file with a pipeline of a fifth of its filters; the names of all may be wrong."""
    stem = "gone" if missing else "f"
    stages = " ".join(f"{stem}{number}" for number in range(sections // 5))
    filters = (
        f"\n[filter:f{number}]\npaste.filter_factory = shop:filter\nsize = {number}\n"
        for number in range(sections)
    )
    return f"[pipeline:main]\npipeline = {stages} api\n{APP}{''.join(filters)}"


def seconds(text: str) -> float:
    """Return the processor time that it takes to say all of a text, the shortest of some."""

    def once() -> float:
        snapshot, document = open_document(text)
        start = time.process_time()
        diagnostics(snapshot, document)
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("missing", [False, True])
def test_time_grows_with_the_file_and_not_faster(missing: bool) -> None:
    """A third of a second for 5,000 sections on an idle machine; this one may be busy."""
    small, big = seconds(large(1250, missing)), seconds(large(5000, missing))
    assert big < 3
    assert big < 12 * small


def nested() -> str:
    return APP + "".join(
        f"[filter:f{n}]\npaste.filter_factory = shop:filter\nfilter-with = f{n + 1}\n"
        for n in range(1000)
    )


def chained() -> str:
    links = "".join(f"[app:a{n}]\nuse = a{n + 1}\n" for n in range(1000))
    return f"{links}[app:a1000]\nuse = gone\n"


def pyramid() -> str:
    levels = "".join(f"[pipeline:p{n}]\npipeline = p{n + 1} p{n + 1}\n" for n in range(200))
    return f"{levels}{APP}"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (nested, {"section-not-found"}),
        (chained, {"section-not-found"}),
        (pyramid, {"section-not-found"}),
    ],
)
def test_depth_is_no_hindrance(make: Callable[[], str], told: set[str]) -> None:
    start = time.process_time()
    assert set(codes(make())) - {"unused-section"} == told
    assert time.process_time() - start < 5


def test_files_that_include_each_other_are_told_of_once_in_each() -> None:
    text = "[app:main]\nuse = config:other.ini\n"
    assert codes(text, other="[app:main]\nuse = config:shop.ini\n") == ["use-cycle"]


def test_a_filter_of_its_own_is_told_where_it_asks_for_itself() -> None:
    marked = f"{APP}[filter:main]\npaste.filter_factory = shop:filter\nfilter-with = «main»\n"
    text = without_marks(marked)
    assert with_marks(text, [problem.range for problem in problems(text)]) == marked


def test_a_header_that_is_being_typed_costs_no_other_answer() -> None:
    text = f"[pipeline:main]\npipeline = gone api\n{APP}[filt"
    assert "section-not-found" in codes(text)


# --- What is left unsaid -------------------------------------------------------------------------


def test_a_fault_of_an_included_file_stays_with_it() -> None:
    text = "[app:main]\nuse = config:other.ini#api\n"
    assert codes(text, other="[app:api]\nuse = gone\n") == []


def test_nothing_is_said_twice_of_the_same_words() -> None:
    told = codes(
        f"{APP}[filter:a]\nuse = egg:\n[filter:b]\nuse = call:shop\n[filter:c]\nuse = egg:x # y\n"
    )
    assert [code for code in told if code != "unused-section"] == [
        "distribution-not-found",
        "invalid-object-reference",
        "distribution-not-found",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{FILTER}",
        f"{APP}[filter:main]\npaste.filter_factory = shop:filter\n",
        f"{APP}plugins = log, other\n{FILTER}",
        f"{APP}{FILTER}[pipeline:p]\npipeline = {{{{ filters }}}} api\n",
        f"{APP}{FILTER}[app:{{{{ name }}}}]\nuse = api\n",
        f"{APP}{FILTER}[pipeline:p]\npipeline = %(gone)s api\n",
    ],
    ids=["no app", "main", "a word of an option", "template", "templated header", "variable"],
)
def test_a_filter_is_not_called_superfluous_where_something_may_name_it(text: str) -> None:
    assert "unused-section" not in codes(text)


def test_what_a_composite_may_read_otherwise_is_left_alone() -> None:
    text = "[composite:main]\npaste.composite_factory = shop:composite\nhelp = config:gone.ini\n"
    assert codes(text) == []
    assert codes("[app:main]\nuse = config:gone.ini\n") == ["config-file-not-found"]


def test_what_is_superfluous_is_a_hint() -> None:
    (problem,) = problems(APP + FILTER)
    assert (problem.code, problem.severity) == (Code.UNUSED_SECTION, Severity.HINT)


def test_includers_are_asked_for_only_where_they_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    includers = Snapshot.includers

    def noted(snapshot: Snapshot, path: str) -> tuple[str, ...]:
        asked.append(path)
        return includers(snapshot, path)

    monkeypatch.setattr(Snapshot, "includers", noted)
    sound = f"[pipeline:main]\npipeline = log api\n{APP}{FILTER}"
    assert diagnostics(*open_document(sound)) == ()
    assert asked == []
    assert (
        len(
            diagnostics(
                *open_document(f"{sound}[app:other]\npaste.app_factory = shop:app\nx = %(gone)s\n")
            )
        )
        == 1
    )
    assert asked == [PATH]
