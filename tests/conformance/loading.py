"""Sections of real files as Paste Deploy itself loads them, in a process of its own.

`python -m conformance.loading` reads one JSON object, `{"search": […], "asked": [[path, wanted,
name, given], …]}`, and writes `{"outcomes": […], "imported": […]}`: for each section asked for what
loading came to, as `paste.both.Outcome`, and the modules that came from the folders searched.

All that Paste Deploy does is real but the last step: where it would import an object, it is given
one that only records how it is called. Distributions are looked up in `search` alone. So nothing of
the releases is run, and none of what they depend on has to be there.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from paste.deploy import loadwsgi

from entryway.paste.sections import Wanted
from paste.both import load_really
from paste.parts import Made, urlmap


class Recorded(Made):
    """What a recording factory made: an app, or a filter or server that takes one."""

    def __call__(self, inner: Any) -> Recorded:
        """Be a filter before another, or run it."""
        return self._replace(parts=(("inner", inner),))


Parts = tuple[tuple[str, Any], ...]
Reader = Callable[[Any, Mapping[str, str], dict[str, str]], Parts]


def _urlmap(loader: Any, variables: Mapping[str, str], local: dict[str, str]) -> Parts:
    return urlmap(loader, variables, **local).parts


def _pipelines(loader: Any, variables: Mapping[str, str], local: dict[str, str]) -> Parts:
    """Load every pipeline; a service's configuration chooses one of them when it starts."""
    parts = []
    for key, value in local.items():
        *filters, app = value.split()
        loaded = [loader.get_filter(name) for name in filters]
        made = loader.get_app(app)
        for each in reversed(loaded):
            made = each(made)
        parts.append((key, made))
    return tuple(parts)


def _addresses(loader: Any, variables: Mapping[str, str], local: dict[str, str]) -> Parts:
    return tuple(
        (key, loader.get_app(value, variables))
        for key, value in local.items()
        if key.startswith("app.")
    )


READERS: Mapping[str, Reader] = {
    "designate.api.middleware:auth_pipeline_factory": _pipelines,
    "fakeapp.apps:make_remote_addr": _addresses,
    "freezer_api.service:root_app_factory": _urlmap,
    "glance.api:root_app_factory": _urlmap,
    "neutron.auth:pipeline_factory": _pipelines,
    "nova.api.auth:pipeline_factory_v21": _pipelines,
    "nova.api.openstack.urlmap:urlmap_factory": _urlmap,
    "paste.urlmap:urlmap_factory": _urlmap,
    "trove.common.wsgi:versioned_urlmap": _urlmap,
}
"""What the releases' composite factories load of their options, told from their sources."""


def recorder(name: str) -> Callable[..., Recorded]:
    """Return a factory in the place of the object of a name."""

    def make(*given: Any, **local: str) -> Recorded:
        *others, variables = given
        parts: Parts = ()
        if others and isinstance(others[0], loadwsgi._Loader):
            parts = READERS[name](others[0], variables, dict(local))
        elif others:
            parts = (("inner", others[0]),)
        return Recorded(name, dict(variables), local, parts)

    make.__name__ = name
    return make


@contextmanager
def recording(search: Sequence[str]) -> Iterator[None]:
    """Let Paste Deploy find distributions in some folders only, and objects nowhere."""

    def distribution(name: str) -> importlib.metadata.Distribution:
        found = importlib.metadata.Distribution.discover(name=name, path=list(search))
        for each in found:
            return each
        raise importlib.metadata.PackageNotFoundError(name)

    def load(entry: importlib.metadata.EntryPoint) -> Callable[..., Recorded]:
        # As in the real `load`, a value that is no reference has no match.
        match: Any = entry.pattern.match(entry.value)
        return recorder(f"{match.group('module')}:{match.group('attr')}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.metadata, "distribution", distribution)
        patch.setattr(importlib.metadata.EntryPoint, "load", load)
        patch.setattr(loadwsgi, "lookup_object", recorder)
        yield


def main() -> None:
    """Load what is asked for."""
    task = json.load(sys.stdin)
    with recording(task["search"]):
        outcomes = [
            load_really(Path(path), Wanted(wanted), name, given)._asdict()
            for path, wanted, name, given in task["asked"]
        ]
    for outcome in outcomes:
        outcome["error"] = outcome["error"] and outcome["error"].value
    imported = [
        name
        for name, module in sys.modules.items()
        if (getattr(module, "__file__", None) or "").startswith(tuple(task["search"]))
    ]
    json.dump({"outcomes": outcomes, "imported": imported}, sys.stdout)


if __name__ == "__main__":
    main()
