"""The 557 references of the five releases, as every contender of the benchmark is given them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from conformance.fetch import Releases, fetch, fetch_projects  # noqa: E402 - the tests' own fetcher

FACTS = ROOT / "tests" / "conformance" / "victoria.jsonl"


class Asked(NamedTuple):
    """One reference: the release's folder it is asked from, and its two halves."""

    root: str
    module: tuple[str, ...]
    attributes: tuple[str, ...]


def asked(releases: Releases) -> list[Asked]:
    """Return all references; of an `egg:` the object reference that it leads to."""
    rows = [json.loads(line) for line in FACTS.read_text("utf-8").split("\n") if line]
    result: list[Asked] = []
    for row in rows:
        value = (row.get("resolved_value") or row["value"]).removeprefix("call:")
        module, _, attributes = value.partition("[")[0].strip().partition(":")
        result.append(
            Asked(
                str(releases.sources[row["dist"]]),
                tuple(module.split(".")),
                tuple(attributes.split(".")) if attributes else (),
            )
        )
    return result


__all__ = ["ROOT", "Asked", "Releases", "asked", "fetch", "fetch_projects"]
