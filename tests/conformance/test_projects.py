"""The newest releases of many projects, in every form of declaration that there is.

What their files declare is what their wheels record, and each entry point leads to the place that
its object really came from.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.fetch import fetch_projects
from conformance.judgements import (
    PROJECTS,
    UNJUDGED,
    Finding,
    Judgement,
    read_judgements,
    write_judgements,
)
from conformance.loads import Load, read_loads
from conformance.project_report import Loads, finding, report, serious, told
from conformance.projects import RealProject, read_projects
from entryway.model import Definition, Found

# All of it is read once, in the time of the first test; other workers may be at work beside it.
pytestmark = [pytest.mark.xdist_group("projects"), pytest.mark.timeout(600)]

PAGE = Path(__file__).parents[2] / "docs" / "projects.md"

FORMS = {
    "[project]",
    "[tool.poetry]",
    "[tool.flit]",
    "setup.cfg [entry_points]",
    "setup.cfg [options.entry_points]",
    "setup.py",
}
BACKENDS = {
    "flit_core.buildapi",
    "hatchling.build",
    "pbr.build",
    "pdm.backend",
    "poetry.core.masonry.api",
    "setup.py",
    "setuptools.build_meta",
    "uv_build",
}

DIFFERENCES = {
    "coverage": "setup.py hands over a dictionary by `**`, and some of its commands have names "
    "made of the version of the Python that builds it",
    "pyflakes": "setup.py hands over one of two dictionaries by `**`, by whether setuptools is "
    "there",
}
"""Projects of which not all is read that their wheels record, and why; Entryway knows it."""

OPTIONAL = "its module imports what is an optional dependency; the object is there"
PYTHON_2 = "its module imports a module of Python 2; the object is there"
LEFT_OVER = "a true error: it was declared for something that is gone, or never was"

REASONS = {
    ("bandit", "bandit.formatters.sarif:report"): ("found", OPTIONAL),
    ("barbican", "barbican.plugin.dogtag:DogtagKRAPlugin"): ("found", OPTIONAL),
    ("barbican", "barbican.plugin.kmip_secret_store:KMIPSecretStore"): ("found", OPTIONAL),
    ("barbican", "barbican.plugin.kmip_secret_store:list_opts"): ("found", OPTIONAL),
    ("barbican", "barbican.tests.crypto.test_plugin:TestCryptoPlugin"): ("missing", LEFT_OVER),
    ("black", "blackd:patched_main [d]"): ("found", OPTIONAL),
    ("gunicorn", "gunicorn.app.pasterapp:serve"): ("found", OPTIONAL),
    ("ironic", "ironic.drivers.modules.switch:NoOpSwitchDriver"): ("missing", LEFT_OVER),
    ("jupyterlab", "jupyterlab.labhubapp:main"): ("found", OPTIONAL),
    ("keystone", "keystone.identity.backends.ldap:Identity"): ("found", OPTIONAL),
    ("napari-svg", "napari_svg:napari.yaml"): (
        "found",
        "napari reads it as a file of the package, which is what it leads to",
    ),
    ("neutron", "neutron.db.migration:alembic_migrations"): (
        "found",
        "a submodule, which its parent does not import; who needs its name alone gets it",
    ),
    ("oslo.messaging", "oslo_messaging._drivers.impl_kafka:KafkaDriver"): ("found", OPTIONAL),
    ("Paste", "paste.auth.open_id:make_open_id_middleware [openid]"): ("found", PYTHON_2),
    ("Paste", "paste.debug.profile:make_profile_middleware [hotshot]"): ("found", PYTHON_2),
    ("Paste", "paste.debug.watchthreads:make_watch_threads"): ("found", PYTHON_2),
    ("Paste", "paste.flup_session:make_session_middleware [Flup]"): ("found", OPTIONAL),
    ("PasteScript", "paste.script.cherrypy_server:cpwsgi_server"): ("found", OPTIONAL),
    ("stevedore", "stevedore.tests.notfound:UnimportableExtension"): (
        "missing",
        "a true error: its tests want an entry point that can't be loaded",
    ),
    ("swift", "swift.common.middleware.crypto.kmip_keymaster:filter_factory"): ("found", OPTIONAL),
}
"""What does not load, what Entryway says of it, and why that is right."""

OTHER_VERSION = {
    ("PasteScript", "setuptools.dist:assert_string_list"),
    ("PasteScript", "setuptools.command.egg_info:write_arg"),
}
"""What was loaded of another version of setuptools than the pinned one, the last that has what
Pyramid needs: the same function, some lines away."""

NOT_LOADED = {"sphinx"}
"""Projects that need a later Python than the recorded one."""


@pytest.fixture(scope="module")
def projects() -> tuple[RealProject, ...]:
    return read_projects(fetch_projects())


@pytest.fixture(scope="module")
def loads() -> Loads:
    return Loads(read_loads())


@pytest.fixture(scope="module")
def judged(
    projects: tuple[RealProject, ...], request: pytest.FixtureRequest
) -> dict[Finding, Judgement]:
    if request.config.getoption("--update"):
        write_judgements(findings(projects), read_judgements(PROJECTS), PROJECTS)
    return read_judgements(PROJECTS)


def findings(projects: tuple[RealProject, ...]) -> set[Finding]:
    return {finding(project, *found) for project in projects for found in serious(project)}


# --- What is declared ----------------------------------------------------------------------------


def test_every_form_and_every_backend_is_there(projects: tuple[RealProject, ...]) -> None:
    assert {form for project in projects for form in project.forms} >= FORMS
    assert {project.backend for project in projects} >= BACKENDS


def test_what_is_declared_is_what_the_wheel_records(projects: tuple[RealProject, ...]) -> None:
    differing = {p.name: (p.declared, p.recorded) for p in projects if p.declared != p.recorded}
    assert differing.keys() == DIFFERENCES.keys(), differing
    assert sum(len(project.recorded) for project in projects) > 2000


def test_what_is_not_read_is_known_not_to_be_all(projects: tuple[RealProject, ...]) -> None:
    for project in projects:
        if project.name in DIFFERENCES:
            assert not project.is_complete
            assert set(project.declared) < set(project.recorded)


# --- Where it leads ------------------------------------------------------------------------------


def test_the_facts_are_of_the_pinned_wheels(
    projects: tuple[RealProject, ...], loads: Loads
) -> None:
    for project in projects:
        if project.name in NOT_LOADED:
            assert loads.of(project) == {}
        else:
            assert sorted(loads.of(project)) == project.recorded


def test_every_loadable_entry_point_is_exact(
    projects: tuple[RealProject, ...], loads: Loads
) -> None:
    wrong = {
        (project.name, declared.value)
        for project in projects
        for declared, resolution in project.entry_points
        if (load := loads.of(project).get(declared)) is not None
        and load.loads
        and not load.is_exact(resolution)
    }
    assert wrong == OTHER_VERSION


def test_what_was_loaded_of_another_version_is_the_same_function(
    projects: tuple[RealProject, ...],
) -> None:
    found = {
        (project.name, declared.value): resolution
        for project in projects
        for declared, resolution in project.entry_points
    }
    for key in OTHER_VERSION:
        resolution = found[key]
        assert isinstance(resolution, Found)
        (definition,) = resolution.targets
        assert isinstance(definition, Definition)
        assert definition.name == key[1]


def test_what_does_not_load_is_told_as_it_is(
    projects: tuple[RealProject, ...], loads: Loads
) -> None:
    answers = {
        (project.name, declared.value): told(resolution)
        for project in projects
        for declared, resolution in project.entry_points
        if not _loads(loads.of(project).get(declared))
    }
    assert answers == {key: answer for key, (answer, _) in REASONS.items()}


def _loads(load: Load | None) -> bool:
    return load is None or load.loads


# --- What is said of it --------------------------------------------------------------------------


def test_every_error_and_warning_is_judged(
    projects: tuple[RealProject, ...], judged: dict[Finding, Judgement]
) -> None:
    found = findings(projects)
    assert {each for each in found if each not in judged} == set(), "not recorded"
    assert {each for each in judged if each not in found} == set(), "no longer found"
    for each, judgement in judged.items():
        assert judgement != UNJUDGED, f"look at the file and say whether it is so: {each}"
        assert judgement.reason


def test_none_of_them_is_false(judged: dict[Finding, Judgement]) -> None:
    assert [each for each, judgement in judged.items() if judgement.verdict != "true"] == []


# --- The page ------------------------------------------------------------------------------------


def test_the_page_in_docs_is_what_this_run_found(
    projects: tuple[RealProject, ...],
    loads: Loads,
    judged: dict[Finding, Judgement],
    request: pytest.FixtureRequest,
) -> None:
    reasons = {key: reason for key, (_, reason) in REASONS.items()}
    tables = "\n".join(report(projects, loads, reasons, DIFFERENCES, judged)) + "\n"
    head, heading, _ = PAGE.read_text("utf-8").partition("## The projects")
    assert heading
    if request.config.getoption("--update"):
        PAGE.write_text(head + tables, "utf-8")
    else:
        assert PAGE.read_text("utf-8") == head + tables, (
            "docs/projects.md differs from this run; look at the difference, then run pytest "
            "tests/conformance --update"
        )
