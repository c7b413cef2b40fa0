"""What real releases declare is what setuptools and pbr recorded when they were released."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.fetch import Releases, fetch
from entryway.files.store import Store
from entryway.workspace.recorded import Source, read_recorded
from entryway.workspace.settings import Settings
from entryway.workspace.snapshot import take_snapshot

pytestmark = pytest.mark.xdist_group("victoria")

RECORDED = {
    "glance-21.1.0": 34,
    "keystone-18.1.0": 55,
    "neutron-17.4.1": 206,
    "nova-22.4.0": 36,
    "openstack-heat-15.1.0": 145,
    "pyramid-2.1": 10,
}
"""Entry points in the metadata that comes with each release."""


@pytest.fixture(scope="module")
def releases() -> Releases:
    return fetch()


@pytest.mark.parametrize("name", RECORDED)
def test_nothing_is_stale(releases: Releases, name: str, tmp_path: Path) -> None:
    release = releases.sources[name]
    (metadata,) = release.rglob("*.egg-info")
    site = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (site / "release.egg-link").write_text(str(metadata.parent))  # As `setup.py develop` links.
    settings = Settings(python=str(tmp_path / "env"))
    snapshot = take_snapshot(Store(), folders=(str(release),), settings=settings)
    recorded = read_recorded(snapshot, snapshot.project(f"{release}/setup.cfg"))
    assert recorded is not None
    assert recorded.source is Source.EDITABLE
    assert recorded.counting.proven
    assert len(recorded.installation.distribution.entry_points) == RECORDED[name]
    assert recorded.differences == ()
