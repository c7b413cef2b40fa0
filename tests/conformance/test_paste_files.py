"""The Paste Deploy files of real releases: every name leads somewhere, and no alarm is false.

Each section is also loaded by Paste Deploy itself, with recording factories in the place of the
releases' own, and comes to the same tree or the same error.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.fetch import fetch, fetch_paste
from conformance.judgements import (
    UNJUDGED,
    Finding,
    Judgement,
    read_judgements,
    write_judgements,
)
from conformance.paste_releases import ReadFile, Release, read_releases
from conformance.paste_report import findings, report
from conformance.side_by_side import Compared, compare
from entryway.paste.uses import UseKind
from entryway.problems import Severity

pytestmark = pytest.mark.xdist_group("victoria")

PAGE = Path(__file__).parents[2] / "docs" / "paste-files.md"
SERVICES = ("glance-21.1.0", "neutron-17.4.1", "nova-22.4.0", "openstack-heat-15.1.0")
FRAGMENT = "neutron/tests/contrib/hooks/osprofiler"
"""Three lines that a script of neutron's merges into a copy of api-paste.ini: the sections that its
pipelines name are in the other file, which nothing in the fragment tells."""

GONE = {
    ("freezer_api-19.0.0", "freezer_app"): "no section of the file has the name any more",
}
"""Elements of pipelines that lead nowhere."""

UNRESOLVED = {
    **GONE,
    ("PasteDeploy-3.1.0", "egg:${project}"): "a template's place for a name",
    ("Pylons-1.0.3", "egg:{{project}}"): "a template's place for a name",
    ("Pylons-1.0.3", "egg:projectname"): "made by the test that loads it",
    ("Pylons-1.0.3", "config:development.ini"): "made beside the file that is made of the template",
    ("keystone-12.0.3", "egg:oslo.middleware#healthcheck"): "a filter of older releases only",
    ("montague-0.2.1", "package:montague_testapps#basic_app"): "a scheme of montague's own",
    ("tg_devtools-2.5.1", "egg:{{project}}"): "a template's place for a name",
    ("tg_devtools-2.5.1", "config:development.ini"): "made beside the file made of the template",
}
"""What leads nowhere, and why; all else that is named does."""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, ...]:
    environments = tmp_path_factory.mktemp("environments")
    return tuple(
        release
        for them in (fetch(), fetch_paste())
        for release in read_releases(them, environments)
    )


@pytest.fixture(scope="module")
def files(releases: tuple[Release, ...]) -> tuple[ReadFile, ...]:
    return tuple(file for release in releases for file in release.files)


@pytest.fixture(scope="module")
def compared(releases: tuple[Release, ...]) -> dict[str, Compared]:
    return {release.name: compare(release) for release in releases}


@pytest.fixture(scope="module")
def judged(
    releases: tuple[Release, ...], request: pytest.FixtureRequest
) -> dict[Finding, Judgement]:
    if request.config.getoption("--update"):
        found = [finding for release in releases for finding in findings(release)]
        write_judgements(found, read_judgements())
    return read_judgements()


# --- Names ---------------------------------------------------------------------------------------


def test_every_pipeline_element_composite_value_and_flavour_token_resolves(
    files: tuple[ReadFile, ...],
) -> None:
    kinds = (UseKind.PIPELINE, UseKind.BRANCH, UseKind.FLAVOUR)
    named = [(file, use) for file in files for use in file.uses if use.kind in kinds]
    assert len(named) > 200
    lost = {(f.release.name, use.name.text) for f, use in named if not f.resolves(use)}
    assert lost == GONE.keys()


def test_no_option_of_a_services_composite_is_overlooked(files: tuple[ReadFile, ...]) -> None:
    """A flavour is known as one by its words naming sections; a lost word would hide them all."""
    composites = [
        (file, section)
        for file in files
        for section in file.paste.sections
        if section.kind == "composite" and file.release.name in SERVICES and file.name != FRAGMENT
    ]
    assert len(composites) == 11
    for file, section in composites:
        read = {use.key for use in file.uses if use.section is section}
        assert set(section.options) - {"paste.composite_factory"} == read, section.text


def test_every_other_name_resolves_unless_it_is_known_why_not(files: tuple[ReadFile, ...]) -> None:
    unresolved = {
        (file.release.name, use.name.text)
        for file in files
        for use in file.uses
        if not file.resolves(use)
    }
    assert unresolved == UNRESOLVED.keys()


# --- Findings ------------------------------------------------------------------------------------


def test_every_finding_is_judged_and_every_judgement_is_of_a_finding(
    releases: tuple[Release, ...], judged: dict[Finding, Judgement]
) -> None:
    found = {finding for release in releases for finding in findings(release)}
    assert {finding for finding in found if finding not in judged} == set(), "not recorded"
    assert {finding for finding in judged if finding not in found} == set(), "no longer found"
    for finding, judgement in judged.items():
        assert judgement != UNJUDGED, f"look at the file and say whether it is so: {finding}"
        assert judgement.verdict in ("true", "false")
        assert judgement.reason


def test_no_error_or_warning_is_false(
    files: tuple[ReadFile, ...], judged: dict[Finding, Judgement]
) -> None:
    serious = {
        Finding(file.release.name, file.name, problem.code.value, file.words(problem))
        for file in files
        for problem in file.problems
        if problem.severity in (Severity.ERROR, Severity.WARNING)
    }
    assert [finding for finding in serious if judged[finding].verdict != "true"] == []


# --- Side by side --------------------------------------------------------------------------------


def test_every_section_loads_as_paste_deploy_loads_it(compared: dict[str, Compared]) -> None:
    pairs = [pair for each in compared.values() for pair in each.pairs]
    differing = [
        (pair.file.name, pair.section.text, pair.theirs, pair.ours)
        for pair in pairs
        if not pair.agrees and pair.file.name != FRAGMENT
    ]
    assert differing == []
    assert sum(pair.is_root for pair in pairs) > 100


def test_what_needs_variables_loads_once_they_are_given(compared: dict[str, Compared]) -> None:
    """So an undefined variable is an error only of those who load the file without it."""
    pairs = [pair for each in compared.values() for pair in each.pairs]
    failing = {
        (pair.file.name, pair.section.text)
        for pair in pairs
        if pair.given is None and pair.theirs["error"] == "interpolation-error"
    }
    given = {
        (pair.file.name, pair.section.text): pair.theirs["error"]
        for pair in pairs
        if pair.given is not None and (pair.file.name, pair.section.text) in failing
    }
    assert given == {
        ("tests/sample_configs/test_config.ini", "app:test_global_conf"): None,
        ("tests/fixtures/dummy.ini", "app:myapp"): None,
        ("example/example.ini", "server:main"): None,
    }
    assert failing - given.keys() == {("tests/sample_configs/test_error.ini", "app:main")}


def test_the_fragment_differs_by_what_the_other_file_would_give_it(
    compared: dict[str, Compared],
) -> None:
    (pair,) = (
        pair for each in compared.values() for pair in each.pairs if pair.file.name == FRAGMENT
    )
    assert (pair.theirs["error"], pair.theirs["named"]) == ("section-not-found", "cors")
    assert pair.ours["error"] is None


def test_nothing_of_the_releases_was_imported(compared: dict[str, Compared]) -> None:
    assert [each.imported for each in compared.values()] == [[] for _ in compared]


# --- The page ------------------------------------------------------------------------------------


def test_the_page_in_docs_is_what_this_run_found(
    releases: tuple[Release, ...],
    compared: dict[str, Compared],
    judged: dict[Finding, Judgement],
    request: pytest.FixtureRequest,
) -> None:
    tables = "\n".join(report(releases, compared, judged)) + "\n"
    head, heading, _ = PAGE.read_text("utf-8").partition("## What is in the files")
    assert heading
    if request.config.getoption("--update"):
        PAGE.write_text(head + tables, "utf-8")
    else:
        assert PAGE.read_text("utf-8") == head + tables, (
            "docs/paste-files.md differs from this run; look at the difference, then run pytest "
            "tests/conformance --update"
        )
