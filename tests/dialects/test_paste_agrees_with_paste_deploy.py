"""What Paste Deploy would look up, and what we say it would: the library itself is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paste.deploy import loadwsgi, util

from dialects.readings import problem_in, read_text
from entryway.dialects.paste_ini import read_paste_ini
from entryway.dialects.paste_kinds import FACTORY_KEYS, GROUPS_BY_KIND, section_kind
from entryway.files.view import Text
from entryway.model import EggReference
from entryway.problems import Code

OBJECT_TYPES = (loadwsgi.APP, loadwsgi.FILTER, loadwsgi.SERVER)


def flat(nested: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(item for items in nested for item in items)


def test_kinds_are_the_librarys_prefixes() -> None:
    prefixes = {prefix for each in OBJECT_TYPES for prefix in flat(each.config_prefixes)}
    assert set(GROUPS_BY_KIND) == prefixes


def test_groups_are_the_librarys_protocols_in_its_order() -> None:
    for each in OBJECT_TYPES:
        for kind in flat(each.config_prefixes):
            # A filter-app is found as an app, and what it uses is looked up as a filter.
            looked_up = loadwsgi.FILTER if kind == "filter-app" else each
            assert GROUPS_BY_KIND[kind] == flat(looked_up.egg_protocols)
    assert {key for each in OBJECT_TYPES for key in flat(each.egg_protocols)} == FACTORY_KEYS


@dataclass
class Lookups:
    """What the library asks for while it loads a section; nothing is ever found."""

    distributions: list[str] = field(default_factory=list)
    entry_points: list[tuple[str, str]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    def distribution(self, spec: str) -> SimpleNamespace:
        self.distributions.append(spec)
        return SimpleNamespace(entry_points=())

    def find_entry_point(self, _: object, group: str, name: str) -> None:
        # The library asks again to word its error.
        if (group, name) not in self.entry_points:
            self.entry_points.append((group, name))

    def lookup_object(self, spec: str) -> None:
        self.objects.append(spec)
        raise LookupError


class Loader(loadwsgi.ConfigLoader):  # type: ignore[misc]
    """Finds what stands behind a filter-app, which is loaded before the filter."""

    def get_context(self, object_type: object, name: str, global_conf: object = None) -> object:
        if name == "behind":
            return SimpleNamespace()
        return super().get_context(object_type, name, global_conf)


def load(path: Path, kind: str) -> Lookups:
    """Load the section named "x" of a file, and return what was looked up on the way."""
    lookups = Lookups()
    object_type = {"filter": loadwsgi.FILTER, "server": loadwsgi.SERVER}.get(kind, loadwsgi.APP)
    with pytest.MonkeyPatch.context() as patch:
        metadata = SimpleNamespace(distribution=lookups.distribution, EntryPoint=EntryPoint)
        patch.setattr(loadwsgi, "importlib_metadata", metadata)
        patch.setattr(loadwsgi, "find_entry_point", lookups.find_entry_point)
        patch.setattr(loadwsgi, "lookup_object", lookups.lookup_object)
        with pytest.raises((LookupError, ImportError, AttributeError)):
            Loader(str(path)).get_context(object_type, "x")
    return lookups


_kinds = st.sampled_from([kind for kind in GROUPS_BY_KIND if kind != "pipeline"])
_uris = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["egg:", "EGG:", "Egg:", "egg: ", "egg :", "call:", "CALL:", "call: "]),
    st.sampled_from(
        ["Paste", "Paste ", "p.q", "P>=1", "P[x]", "", "shop.cli:main", "a:b.c", "a :b"]
    ),
    st.sampled_from(["", "", "#", "#main", "# main", "#a#b", " #m", "#m ", " ; c", "#v 1"]),
    st.sampled_from(["", "", " ", "#"]),
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300
)
@given(kind=_kinds, uri=_uris)
def test_use_is_read_as_the_library_reads_it(tmp_path: Path, kind: str, uri: str) -> None:
    path = tmp_path / "shop.ini"
    path.write_text(f"[{kind}:x]\nnext = behind\nuse = {uri}\n")
    lookups = load(path, kind)
    reading = read_paste_ini(Text(str(path), path.read_text()))
    assert len(reading.references) <= 1
    for reference in reading.references:
        if isinstance(reference, EggReference):
            assert lookups.distributions == [reference.distribution.text]
            asked = [(group, reference.entry_name) for group in reference.groups]
            assert lookups.entry_points == asked
        else:
            assert [spec.partition("#")[0] for spec in lookups.objects] == [reference.text]
    if not reading.references:
        # Then it has a problem, unless it is no URI to the library either.
        assert reading.problems or not (lookups.distributions or lookups.objects)


@pytest.mark.parametrize(
    "value",
    ["absent:app", "os:absent", "os.path : absent [x]", "\n    os:absent", "os:absent\n    x"],
)
def test_a_factory_is_read_as_the_library_reads_it(tmp_path: Path, value: str) -> None:
    """The library fails at the object where we found a reference, and at the value elsewhere."""
    path = tmp_path / "shop.ini"
    path.write_text(f"[app:x]\npaste.app_factory = {value}\n")
    reading = read_paste_ini(Text(str(path), path.read_text()))
    with pytest.raises((ImportError, AttributeError)) as failure:
        loadwsgi.ConfigLoader(str(path)).get_context(loadwsgi.APP, "x")
    at_the_object = "absent" in str(failure.value)
    assert bool(reading.references) == at_the_object
    assert bool(reading.problems) != at_the_object


def test_call_reaches_no_attribute_of_an_object() -> None:
    """Its documentation says otherwise, so the reference leads on and a problem says why not."""
    assert util.lookup_object("os.path:join")
    with pytest.raises(AttributeError):
        util.lookup_object("os:path.join")
    text = "[app:x]\nuse = call:os:«path.join»\n"
    assert problem_in(read_paste_ini, text).code is Code.INVALID_OBJECT_REFERENCE
    assert len(read_text(read_paste_ini, text).references) == 1


def test_sections_are_found_by_the_librarys_rule(tmp_path: Path) -> None:
    headers = ["app:x", "app: x ", "application:x ", " app:x", "App:x", "app :x", "filter-app:x"]
    headers += ["server:x", "filter:x", "composit:x", "x", "app", "app:", "app:x:y", "pipeline:x"]
    for header in headers:
        path = tmp_path / "shop.ini"
        path.write_text(f"[{header}]\nuse = egg:x\n")
        for kind, object_type in (("app", loadwsgi.APP), ("filter", loadwsgi.FILTER)):
            prefixes = flat(object_type.config_prefixes)
            ours = section_kind(header)
            try:
                found = loadwsgi.ConfigLoader(str(path)).find_config_section(object_type, "x")
            except LookupError:
                assert ours is None or ours[0] not in prefixes or ours[1] != "x", (kind, header)
            else:
                assert found == header
                assert ours is not None
                assert ours[0] in prefixes
                assert ours[1] == "x"
