"""Five OpenStack releases: every reference that really loads leads exactly where it loads from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.facts import Answer, answer, read_facts, snapshot_of
from conformance.fetch import Releases, fetch
from entryway.features.diagnostics import diagnostics
from entryway.model import Found
from entryway.problems import Code, Problem, Severity
from entryway.workspace.discovery import find_candidates
from entryway.workspace.snapshot import Document

pytestmark = pytest.mark.xdist_group("victoria")

TABLE = Path(__file__).parents[2] / "docs" / "conformance.md"
FACTS = read_facts()
DISTS = tuple(dict.fromkeys(fact.dist for fact in FACTS))

TRULY_MISSING = {
    ("neutron-17.4.1", "neutron.common.extensions:plugin_aware_extension_middleware_factory"),
    ("openstack-heat-15.1.0", "heat_integrationtests.common.config:list_opts"),
}
"""The two references that lead nowhere; the README beside this file says why."""


@pytest.fixture(scope="module")
def releases() -> Releases:
    return fetch()


@pytest.fixture(scope="module")
def answers(releases: Releases) -> tuple[Answer, ...]:
    snapshots = {dist: snapshot_of(releases.sources[dist], releases) for dist in DISTS}
    return tuple(answer(snapshots[fact.dist], releases.sources[fact.dist], fact) for fact in FACTS)


@pytest.fixture(scope="module")
def findings(releases: Releases) -> dict[str, list[tuple[Document, Problem]]]:
    """What `check` says of each release's own configuration files."""
    found: dict[str, list[tuple[Document, Problem]]] = {}
    for dist in DISTS:
        release = releases.sources[dist]
        snapshot = snapshot_of(release, releases)
        found[dist] = [
            (document, problem)
            for path in find_candidates(snapshot.view, str(release))
            if isinstance(document := snapshot.document(path), Document)
            for problem in diagnostics(snapshot, document)
        ]
    return found


def test_every_loadable_reference_is_exact(answers: tuple[Answer, ...]) -> None:
    wrong = [a for a in answers if a.fact.loads and not a.exact]
    assert [(a.fact.dist, a.fact.value, a.resolution) for a in wrong] == []
    assert sum(a.fact.loads for a in answers) == 546


def test_only_what_is_truly_missing_is_called_missing(answers: tuple[Answer, ...]) -> None:
    missing = {(a.fact.dist, a.fact.value) for a in answers if a.missing}
    assert missing == TRULY_MISSING


def test_what_is_bound_by_a_global_statement_leads_to_the_assignment(
    answers: tuple[Answer, ...],
) -> None:
    bound_later = [
        a
        for a in answers
        if a.fact.value in ("heat.common.wsgi:app_factory", "heat.common.wsgi:filter_factory")
    ]
    assert len(bound_later) == 6
    for each in bound_later:
        (definition,) = each.definitions
        source = Path(definition.path).read_text("utf-8").split("\n")
        line = source[definition.selection.start.line].strip()
        assert line.startswith(f"{each.fact.value.partition(':')[2]} = ")


def test_what_only_its_imports_keep_from_loading_is_found(answers: tuple[Answer, ...]) -> None:
    by_value = {a.fact.value: a for a in answers}
    for value, file in {
        "neutron.db.migration:alembic_migrations": "alembic_migrations/__init__.py",
        "keystone.identity.backends.ldap:Identity": "keystone/identity/backends/ldap/core.py",
        "neutron.tests.unit.api.test_extensions:app_factory": "unit/api/test_extensions.py",
    }.items():
        assert [d.path.endswith(file) for d in by_value[value].definitions] == [True], value


def test_second_level_factories_are_references_too(
    answers: tuple[Answer, ...], releases: Releases
) -> None:
    """Heat's `heat.app_factory` stands beside `paste.app_factory` and names the real class."""
    release = releases.sources["openstack-heat-15.1.0"]
    snapshot = snapshot_of(release, releases)
    document = snapshot.document(f"{release}/etc/heat/api-paste.ini")
    assert isinstance(document, Document)
    second_level = [
        r
        for r in document.reading.references
        if r.key is not None and r.key.text.startswith("heat.")
    ]
    resolutions = [snapshot.resolve(document.path, r) for r in second_level]
    assert len(resolutions) == 5
    assert all(isinstance(resolution, Found) for resolution in resolutions)


def test_nothing_else_is_an_error_or_a_warning(
    findings: dict[str, list[tuple[Document, Problem]]],
) -> None:
    serious = {
        (dist, problem.code, document.index.line(problem.range.start.line).rpartition("= ")[2])
        for dist, found in findings.items()
        for document, problem in found
        if problem.severity in (Severity.ERROR, Severity.WARNING)
    }
    assert serious == {(dist, Code.MODULE_NOT_FOUND, value) for dist, value in TRULY_MISSING}


def test_the_table_in_docs_is_what_this_run_found(
    answers: tuple[Answer, ...],
    findings: dict[str, list[tuple[Document, Problem]]],
    request: pytest.FixtureRequest,
) -> None:
    table = "\n".join(_table(answers, findings))
    if request.config.getoption("--update"):
        head, marker, _ = TABLE.read_text("utf-8").partition("| release |")
        assert marker or head
        TABLE.write_text(head + table + "\n", "utf-8")
    else:
        assert TABLE.read_text("utf-8").endswith("\n" + table + "\n"), (
            "docs/conformance.md differs from this run; look at the difference, then run pytest "
            "tests/conformance --update"
        )


def _table(
    answers: tuple[Answer, ...], findings: dict[str, list[tuple[Document, Problem]]]
) -> Iterator[str]:
    yield (
        "| release | files | references | load | led to the exact place | don't load, found "
        "| missing | errors or warnings elsewhere |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    rows = [(dist, [a for a in answers if a.fact.dist == dist]) for dist in DISTS]
    for dist, own in [*rows, ("**all**", list(answers))]:
        loading = [a for a in own if a.fact.loads]
        other = [a for a in own if not a.fact.loads]
        missing = [a for a in own if a.missing]
        found = findings.get(dist, [f for each in findings.values() for f in each])
        serious = [p for _, p in found if p.severity in (Severity.ERROR, Severity.WARNING)]
        cells = (
            dist,
            len({(a.fact.dist, a.fact.file) for a in own}),
            len(own),
            len(loading),
            sum(a.exact for a in loading),
            sum(bool(a.definitions) for a in other),
            len(missing),
            len(serious) - len(missing),
        )
        yield "| " + " | ".join(str(cell) for cell in cells) + " |"
