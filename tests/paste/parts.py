"""A world of distributions whose factories record how they are called, importable for a while.

`Made` is what a factory made, so that loading a file with Paste Deploy itself gives a tree that can
be compared with a graph's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from entryway.model import EggReference
from entryway.paste.nodes import FaultKind
from entryway.paste.surroundings import EntryPointAnswer


class Made(NamedTuple):
    """What a factory made: the factory's name, what it was called with, and what it was given."""

    factory: str
    variables: Mapping[str, str]
    local: Mapping[str, str]
    parts: tuple[tuple[str, Any], ...] = ()


def app(global_conf: Mapping[str, str], **local_conf: str) -> Made:
    return Made("app", dict(global_conf), local_conf)


def other_app(global_conf: Mapping[str, str], **local_conf: str) -> Made:
    return Made("other_app", dict(global_conf), local_conf)


def urlmap(loader: Any, global_conf: Mapping[str, str], **local_conf: str) -> Made:
    """Load what `paste.urlmap.urlmap_factory` loads, in its order."""
    options = dict(local_conf)
    first = options.pop("not_found_app", None) or global_conf.get("not_found_app")
    if "not_found_app" in local_conf:
        first = local_conf["not_found_app"]
    if first:
        options = {"not_found_app": first, **options}
    parts = tuple(
        (key, loader.get_app(name, global_conf=global_conf)) for key, name in options.items()
    )
    return Made("urlmap", dict(global_conf), local_conf, parts)


def flavours(loader: Any, global_conf: Mapping[str, str], **local_conf: str) -> Made:
    """Load a pipeline from each option whose key says so, as `nova.api.auth` does from one."""
    parts: list[tuple[str, Any]] = []
    for key, value in local_conf.items():
        if key.startswith("flavour"):
            *filters, app_name = value.split()
            loaded = [loader.get_filter(name, global_conf=global_conf) for name in filters]
            made = loader.get_app(app_name, global_conf=global_conf)
            for each in reversed(loaded):
                made = each(made)
            parts.append((key, made))
    return Made("flavours", dict(global_conf), local_conf, tuple(parts))


def filter_(global_conf: Mapping[str, str], **local_conf: str) -> Any:
    conf = dict(global_conf)
    return lambda inner: Made("filter_", conf, local_conf, (("inner", inner),))


def other_filter(global_conf: Mapping[str, str], **local_conf: str) -> Any:
    conf = dict(global_conf)
    return lambda inner: Made("other_filter", conf, local_conf, (("inner", inner),))


def wrap(inner: Any, global_conf: Mapping[str, str], **local_conf: str) -> Made:
    return Made("wrap", dict(global_conf), local_conf, (("inner", inner),))


def server(global_conf: Mapping[str, str], **local_conf: str) -> Made:
    return Made("server", dict(global_conf), local_conf)


def runner(inner: Any, global_conf: Mapping[str, str], **local_conf: str) -> Made:
    return Made("runner", dict(global_conf), local_conf, (("inner", inner),))


MODULE = "shopparts"

_PASTE_MODULE = "paste.urlmap"
"""Where Paste's own factory is, which is known by name."""

DISTRIBUTIONS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "Shop": {
        "paste.app_factory": {"main": "app", "other": "other_app", "both": "app"},
        "paste.composite_factory": {"flavours": "flavours", "both": "app"},
        "paste.composit_factory": {"old": "flavours"},
        "paste.filter_factory": {"main": "filter_", "two": "other_filter"},
        "paste.filter_app_factory": {"wrap": "wrap", "two": "wrap"},
        "paste.server_factory": {"main": "server"},
        "paste.server_runner": {"runner": "runner"},
    },
    # Stands in for the real one.
    "Paste": {"paste.composite_factory": {"urlmap": "urlmap"}},
}


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Make the factories and distributions importable, and nothing of them when done."""
    for name, groups in DISTRIBUTIONS.items():
        metadata = folder / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(
            "".join(
                f"[{group}]\n"
                + "".join(f"{entry} = {MODULE}:{factory}\n" for entry, factory in entries.items())
                for group, entries in groups.items()
            )
        )
    module = ModuleType(MODULE)
    module.__dict__.update({name: each for name, each in globals().items() if callable(each)})
    urlmap_module = ModuleType(_PASTE_MODULE)
    urlmap_module.__dict__["urlmap_factory"] = urlmap
    paste = sys.modules["paste"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, MODULE, module)
        patch.setitem(sys.modules, _PASTE_MODULE, urlmap_module)
        patch.setattr(paste, "urlmap", urlmap_module, raising=False)
        patch.syspath_prepend(str(folder))
        yield


def entry_point(reference: EggReference) -> EntryPointAnswer:
    """Look an entry point up in this world, as a graph's surroundings do."""
    groups = DISTRIBUTIONS.get(reference.distribution.text)
    if groups is None:
        return EntryPointAnswer(fault=FaultKind.DISTRIBUTION_NOT_FOUND)
    found = [g for g in reference.groups if reference.entry_name in groups.get(g, {})]
    if not found:
        return EntryPointAnswer(fault=FaultKind.ENTRY_POINT_NOT_FOUND)
    if len(found) > 1 and "paste.app_factory" in reference.groups:
        return EntryPointAnswer(fault=FaultKind.AMBIGUOUS_ENTRY_POINT)
    return EntryPointAnswer(found[0])


def has_distribution(name: str) -> bool:
    return name in DISTRIBUTIONS
