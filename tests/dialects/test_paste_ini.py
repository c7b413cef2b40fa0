"""Paste Deploy files: which texts are some, what they name, and what is said of them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from dialects.readings import fixed, problem_in, read_text
from entryway.dialects.paste_ini import is_paste_ini, read_paste_ini
from entryway.dialects.table import PASTE_INI, dialect_of, may_be_document
from entryway.model import EggReference, ObjectReference
from entryway.problems import Code
from syntax.marks import with_marks, without_marks


def ini(text: str) -> str:
    return dedent(text).lstrip("\n")


OURS = {
    "a factory": "[app:main]\npaste.app_factory = shop:app\n",
    "a factory with a colon": "[app:main]\npaste.app_factory: shop:app\n",
    "a server's runner": "[server:main]\npaste.server_runner = shop:serve\n",
    "a factory of the application's own": (
        "[app:main]\nheat.app_factory = heat.api.openstack.v1:API\n"
    ),
    "an egg": "[filter:gzip]\nuse = egg:Paste#gzip\n",
    "an egg in capitals": "[filter:gzip]\nuse = EGG:Paste#gzip\n",
    "a call": "[composite:main]\nuse = call:shop:app\n",
    "another file": "[app:main]\nuse = config:other.ini\n",
    "a pipeline": "[pipeline:main]\npipeline = gzip app\n",
    "a section that uses another": "[app:main]\nuse = other\n",
    "an indented file": "  [app:main]\n  use = egg:shop\n",
    "a fragment for DevStack": (
        "[[post-config|/etc/neutron/api-paste.ini]]\n\n[composite:x]\nuse = call:neutron.auth:f\n"
    ),
    "a broken file": "lost line\n[app:main]\nuse = egg:shop\n[broken\n",
    "a file of an old Mac": "[app:main]\ruse = egg:shop\r",
    "a template": "{% if x %}\n[app:main]\npaste.app_factory = {{ app }}\n{% endif %}\n",
}

NOT_OURS = {
    "logging": "[loggers]\nkeys = root\n[logger_root]\nhandlers = x\n[handler_x]\nclass = y:z\n",
    "tox": "[testenv]\ncommands =\n    use = egg:shop\n[pytest]\naddopts = -x\n",
    "alembic": "[alembic]\nscript_location = shop:migrations\nsqlalchemy.url = driver://u:p@h/d\n",
    "mysql": "[server]\nuse = innodb\n[client]\nport = 3306\n",
    "a bare server with a pipeline": "[server]\npipeline = yes\nnext = 3\n",
    "systemd": "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/x use = egg:x\n",
    "supervisor": "[program:app]\ncommand = x\n[server:main]\nport = 80\n",
    "a comment": "# [app:main]\n# use = egg:shop\n; paste.app_factory = shop:app\n[x]\ny = 1\n",
    "a value": "[docs]\nx =\n    [app:main]\n    use = egg:shop\n    paste.app_factory = a:b\n",
    "a key that is alike": "[x]\nreuse = egg:shop\nmy.paste.app_factory = a:b\n",
    "entry points": "[entry_points]\npaste.app_factory =\n    main = shop:app\n",
    "a factory of somebody else": "[x]\nconnection_factory = shop.db:connect\n",
    "a plain factory in a section of ours": "[app:main]\nsession_factory = default\n",
    "nothing": "",
    "one line": "use egg:shop",
}


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
@pytest.mark.parametrize(
    "name", ["api-paste.ini", "x.conf", "x.conf-sample", "a.ini.test", "paste"]
)
def test_a_file_is_known_by_its_content(text: str, name: str) -> None:
    assert may_be_document(name)
    dialect = dialect_of(name, text)
    assert dialect is not None
    assert dialect.name == "paste"


def test_a_file_without_an_ending_has_to_begin_as_one() -> None:
    """Scripts and prose have none either, and quote what they write or explain."""
    for head in ("", "# a comment\n\n", "; [x]\n  ", "\r\n"):
        assert dialect_of("profiler", head + OURS["an egg"]) is not None
    for head in ("#!/bin/sh\ncat <<EOF > paste.ini\n", "How to use it\n\n", "x = 1\n"):
        assert dialect_of("profiler", head + OURS["an egg"]) is None
        assert dialect_of("profiler.ini", head + OURS["an egg"]) is not None


@pytest.mark.parametrize("text", NOT_OURS.values(), ids=NOT_OURS)
def test_other_files_are_not_taken_for_paste_deploys(text: str) -> None:
    assert not is_paste_ini(text)


@pytest.mark.parametrize(
    "name", ["setup.py", "README.md", "docs.rst", "x.yaml", "pyvenv.cfg", "page.html"]
)
def test_files_that_quote_paste_deploys_are_not_read_as_some(name: str) -> None:
    assert dialect_of(name, OURS["an egg"]) is None
    assert not PASTE_INI.may_be(name)


@pytest.mark.parametrize("name", ["tox.ini", ".flake8"])
def test_files_of_flake8_are_read_for_its_plugins_only(name: str) -> None:
    assert dialect_of(name, OURS["an egg"]) is None
    dialect = dialect_of(name, "[flake8:local-plugins]\n" + OURS["an egg"])
    assert dialect is not None and dialect.name == "flake8"


@pytest.mark.parametrize(
    "name",
    [
        "paste.ini.j2",
        "api-paste.ini.in",
        "x.ini_tmpl",
        "x.conf.erb",
        "x.ini-dist",
        "paste",
        "Procfile",
    ],
)
def test_names_that_templates_and_samples_have_are_looked_into(name: str) -> None:
    assert may_be_document(name)


@pytest.mark.parametrize("name", ["x.png", "x.initial", "x.config.js", "a.conference", "x.pyc"])
def test_names_that_only_begin_alike_are_not_looked_into(name: str) -> None:
    assert not may_be_document(name)


def test_options_lead_to_objects_and_entry_points() -> None:
    marked = (
        ini("""
        [composite:main]
        use = «egg:Paste#urlmap»
        /: home

        [app:home]
        paste.app_factory = «shop.home:App.factory»
        shop.app_factory = «shop.v1:API»

        [filter:gzip]
        use: «call:shop.gzip:make»

        [filter-app:both]
        use = «egg:shop»
        next = home

        [server:main]
        paste.server_runner = «shop.serve:run [fast]»
    """)
        .replace("call:shop.gzip:make»", "shop.gzip:make»")
        .replace("«shop.gzip", "call:«shop.gzip")
    )
    marked = marked.replace("run [fast]»", "run» [fast]")
    reading = read_text(read_paste_ini, marked)
    assert reading.problems == ()
    assert with_marks(without_marks(marked), [r.range for r in reading.references]) == marked
    urlmap, _, api, make, both, run = reading.references
    assert isinstance(urlmap, EggReference)
    assert urlmap.groups[0] == "paste.app_factory"
    assert isinstance(both, EggReference)
    assert (both.entry, both.entry_name) == (None, "main")
    assert both.groups[0] == "paste.filter_factory"
    assert [r.key.text for r in reading.references if r.key is not None][2] == "shop.app_factory"
    assert isinstance(api, ObjectReference)
    assert isinstance(make, ObjectReference)
    assert make.group == "paste.filter_factory"
    assert isinstance(run, ObjectReference)
    assert run.group == "paste.server_runner"
    kinds = [(section.kind, section.name) for section in reading.sections]
    assert ("filter-app", "both") in kinds


@pytest.mark.parametrize(
    "value",
    [
        "%(package)s:app",
        "{{ package }}.api:app",
        "${PACKAGE}:app",
        "$PACKAGE:app",
        "@PACKAGE@:app",
        "<% package %>:app",
        "{package}:app",
        "shop-{% if v2 %}2{% endif %}:app",
    ],
)
def test_a_value_that_is_filled_in_later_is_left_alone(value: str) -> None:
    for option in (f"paste.app_factory = {value}", f"use = call:{value}", f"use = egg:{value}#x"):
        reading = read_text(read_paste_ini, f"[app:x]\n{option}\n")
        assert reading.references == ()
        assert reading.problems == ()


def test_what_defaults_hold_is_not_loaded() -> None:
    text = "[DEFAULT]\npaste.app_factory = a-b:c\n[app:x]\nuse = egg:shop\n"
    assert read_text(read_paste_ini, text).problems == ()


def test_only_pastes_own_keys_must_hold_a_reference() -> None:
    text = "[app:x]\npaste.app_factory = a:b\nsession_factory = a-b c\nmy_factory =\n"
    reading = read_text(read_paste_ini, text)
    assert reading.problems == ()
    assert len(reading.references) == 1


@pytest.mark.parametrize(
    "section",
    [
        "[app:x]\nuse = egg:shop\npaste.app_factory = {}\n",
        "[app:x]\npaste.app_factory = shop:app\npaste.filter_factory = {}\n",
        "[filter:x]\npaste.filter_app_factory = {}\npaste.filter_factory = shop:log\n",
        "[server]\npaste.server_factory = shop:serve\npaste.server_runner = {}\n",
    ],
)
@pytest.mark.parametrize("value", ["a-b:c", "", "a:b\n  c"])
def test_a_factory_that_paste_deploy_takes_for_a_setting_may_hold_anything(
    section: str, value: str
) -> None:
    reading = read_text(read_paste_ini, section.format(value))
    assert reading.problems == ()
    assert len(reading.references) == 1


MISTAKES = {
    "a dash": (
        "paste.app_factory = shop.«a-b»:c",
        Code.INVALID_OBJECT_REFERENCE,
        "paste.app_factory = shop.a_b:c",
    ),
    "nothing": ("«paste.app_factory» =", Code.INVALID_OBJECT_REFERENCE, None),
    "a value below its key": (
        "paste.app_factory =\n    «shop:app»",
        Code.INVALID_OBJECT_REFERENCE,
        None,
    ),
    "an egg below its key": ("use =\n    «egg:shop#app»", Code.INVALID_OBJECT_REFERENCE, None),
    "an option that is indented": (
        "paste.app_factory = shop:app\n    «password = secret»",
        Code.SYNTAX_ERROR,
        None,
    ),
    "an egg without a name": ("use = «egg:»", Code.DISTRIBUTION_NOT_FOUND, None),
    "an egg of blanks": ("use = «egg: #x»", Code.DISTRIBUTION_NOT_FOUND, None),
    "nothing behind the hash": (
        "use = egg:shop«#»",
        Code.ENTRY_POINT_NOT_FOUND,
        "use = egg:shop",
    ),
    "a comment behind an egg": (
        "use = egg:shop#app« ; ours»",
        Code.INVALID_OBJECT_REFERENCE,
        "use = egg:shop#app",
    ),
    "a comment behind a call": (
        "use = call:shop:app«  # ours»",
        Code.INVALID_OBJECT_REFERENCE,
        "use = call:shop:app",
    ),
    "a call of a module": ("use = call:«shop.app»", Code.INVALID_OBJECT_REFERENCE, None),
    "a call with blanks": (
        "use = call:« shop : app»",
        Code.INVALID_OBJECT_REFERENCE,
        "use = call:shop:app",
    ),
    "a call with extras": ("use = call:«shop:app [x]»", Code.INVALID_OBJECT_REFERENCE, None),
    "a call of nothing": ("use = «call:»", Code.INVALID_OBJECT_REFERENCE, None),
    "a call with two colons": ("use = call:shop:app«:»x", Code.INVALID_OBJECT_REFERENCE, None),
}


@pytest.mark.parametrize(("option", "code", "mended"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_the_offending_characters(
    option: str, code: Code, mended: str | None
) -> None:
    marked = f"[app:main]\n{option}\nx = 1\n"
    problem = problem_in(read_paste_ini, marked)
    assert problem.code is code
    assert problem.message.endswith(".")
    texts = [fixed(marked, fix) for fix in problem.fixes]
    assert texts == ([f"[app:main]\n{mended}\nx = 1\n"] if mended else [])


def test_a_blank_behind_egg_is_a_part_of_the_name() -> None:
    """As the library has it; the resolver then knows no such distribution, and what was meant."""
    marked = "[app:x]\nuse = egg:« Paste »#« main»\n"
    (egg,) = read_text(read_paste_ini, marked).references
    assert isinstance(egg, EggReference)
    assert egg.entry is not None
    ranges = [egg.distribution.range, egg.entry.range]
    assert with_marks(without_marks(marked), ranges) == marked


def test_the_meta_sections_of_devstack_are_files_of_their_own() -> None:
    text = ini("""
        [[local|localrc]]
        ADMIN_PASSWORD secret
        [[post-config|$SHOP_PASTE]]
        [composite:api]
        use = call:shop.auth:factory
        [[post-config|/etc/other.ini]]
        [composite:api]
        use = call:shop.auth:factory
    """)
    reading = read_text(read_paste_ini, text)
    assert reading.problems == ()
    assert [r.text for r in reading.references] == ["shop.auth:factory"] * 2
