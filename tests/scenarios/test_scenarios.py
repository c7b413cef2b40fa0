"""Every scenario in cases/ is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.scenario import Scenario

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_scenario(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    scenario = Scenario.read(path)
    assert scenario.sentence, "a scenario begins with what a user gets"
    assert scenario.expected, "a scenario expects something"
    scenario.write(tmp_path)
    seen = scenario.seen(tmp_path)
    if request.config.getoption("--update"):
        path.write_text(scenario.updated(seen), encoding="utf-8")
    else:
        assert seen == scenario.expected


def test_the_same_snapshot_gives_the_same_answer_twice(tmp_path: Path) -> None:
    for path in CASES:
        scenario = Scenario.read(path)
        root = tmp_path / path.stem
        scenario.write(root)
        assert scenario.seen(root) == scenario.seen(root), path.stem
