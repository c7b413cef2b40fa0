"""What loading a section would build, drawn."""

from __future__ import annotations

from entryway.paste.graph import load_file_from, load_name, load_sections
from entryway.paste.nodes import FilterWith, How, Pipeline, Stage, asked_section
from entryway.paste.order import faults
from entryway.paste.roots import find_roots, find_ways
from entryway.paste.uses import find_uses
from entryway.syntax.text import split_lines
from paste.drawing import MAIN, drawn, faults_in, load, paste_file, surroundings
from syntax.marks import with_marks

SHOP = """
[pipeline:main]
pipeline = cors
    # a comment
    egg:Shop#wrap  limit
    root

[filter:cors]
paste.filter_factory = shop.cors:factory
origin = *

[filter:limit]
use = cors
origin = localhost
size = 7

[composite:root]
use = egg:Paste#urlmap
/ = versions
domain shop port 80 /v2 = api

[app:versions]
paste.app_factory = shop.versions:factory

[app:api]
use = call:shop.api:make
filter-with = cors
"""


def test_a_pipeline_with_a_composite_at_its_end() -> None:
    assert drawn(load(SHOP)) == (
        "[pipeline:main] pipeline\n"
        "    cors: [filter:cors] shop.cors:factory (origin=*)\n"
        "    egg:Shop#wrap: egg:Shop#wrap\n"
        "    limit: [filter:limit] < [filter:cors] shop.cors:factory (origin=localhost, size=7)\n"
        "    root: [composite:root] egg:Paste#urlmap (/=versions, domain shop port 80 /v2=api)\n"
        "        / ->\n"
        "            versions: [app:versions] shop.versions:factory\n"
        "        domain shop port 80 /v2 ->\n"
        "            api: [app:api] with filter\n"
        "                cors: [filter:cors] shop.cors:factory (origin=*)\n"
        "                inner: [app:api] shop.api:make\n"
    )


def test_how_each_factory_is_named_and_called() -> None:
    main = load(SHOP)
    assert isinstance(main, Pipeline)
    cors, wrap, _ = (edge.node for edge in main.filters)
    assert isinstance(cors, Stage)
    assert (cors.how, cors.protocol) == (How.OPTION, "paste.filter_factory")
    assert isinstance(wrap, Stage)
    assert (wrap.how, wrap.protocol) == (How.EGG, "paste.filter_app_factory")
    api = load(SHOP, "api")
    assert isinstance(api, FilterWith)
    assert isinstance(api.inner, Stage)
    assert (api.inner.how, api.inner.protocol) == (How.CALL, "paste.app_factory")


def test_where_each_part_is_named() -> None:
    main = load(SHOP)
    assert isinstance(main, Pipeline)
    assert main.app is not None
    assert isinstance(main.app.node, Stage)
    edges = (*main.filters, main.app, *(branch.app for branch in main.app.node.branches))
    places = [edge.location.range for edge in edges]
    places += [branch.location.range for branch in main.app.node.branches]
    places.append(main.app.node.place.range)
    assert with_marks(SHOP, places).partition("[app:versions]")[0] == (
        "\n[pipeline:main]\npipeline = «cors»\n    # a comment\n    «egg:Shop#wrap»  «limit»\n"
        "    «root»\n\n[filter:cors]\npaste.filter_factory = shop.cors:factory\norigin = *\n\n"
        "[filter:limit]\nuse = cors\norigin = localhost\nsize = 7\n\n[composite:root]\n"
        "use = «egg:Paste#urlmap»\n«/» = «versions»\n«domain shop port 80 /v2» = «api»\n\n"
    )


def test_a_section_that_uses_another_is_told_by_both() -> None:
    text = "[app:main]\nuse = base\n[app:base]\nuse = egg:Shop\n"
    node = load(text)
    assert drawn(node) == "[app:main] < [app:base] egg:Shop#main\n"
    asked = asked_section(node)
    assert asked is not None
    assert asked.name == "main"


def test_a_filter_app_has_a_filter_of_its_own() -> None:
    text = """
[filter-app:main]
use = cors
next = other
origin = x
[app:other]
use = egg:Shop
[filter:cors]
paste.filter_factory = shop.cors:factory
"""
    assert drawn(load(text)) == (
        "[filter-app:main] filter-app (origin=x)\n"
        "    own: [filter-app:main] < [filter:cors] shop.cors:factory (origin=x)\n"
        "    other: [app:other] egg:Shop#main\n"
    )


def test_other_files_are_followed_with_the_variables_of_the_first() -> None:
    main = """
[DEFAULT]
name = main
[app:main]
use = config:sub/other.ini#app
set debug = yes
mine = 1
"""
    other = """
[DEFAULT]
level = %(debug)s
[app:app]
use = egg:Shop
file = %(here)s
debug = not local here
get named = name
"""
    assert drawn(load(main, others={"sub/other.ini": other})) == (
        "[app:main] < [app:app] egg:Shop#main (file=/etc/sub, named=main, mine=1)\n"
    )


def test_a_composite_of_another_file_looks_its_names_up_in_the_file_that_uses_it() -> None:
    main = "[composite:main]\nuse = config:other.ini#map\n/mine = a\n[app:a]\nuse = egg:Shop\n"
    other = "[composite:map]\nuse = egg:Paste#urlmap\n/a = a\n/b = b\n[app:b]\nuse = egg:Shop\n"
    assert drawn(load(main, others={"other.ini": other})) == (
        "[composite:main] < [composite:map] egg:Paste#urlmap (/a=a, /b=b, /mine=a)\n"
        "    /a ->\n"
        "        a: [app:a] egg:Shop#main\n"
        "    /b ->\n"
        "        b: ✗ section-not-found b\n"
        "    /mine ->\n"
        "        a: [app:a] egg:Shop#main\n"
    )


def test_the_options_of_a_composite_with_its_own_factory_are_guessed() -> None:
    text = """
[composite:main]
use = call:shop.auth:pipelines
keystone = cors auth
  app
noauth = app
title = the app
limits = cors cors
nothing =
[filter:cors]
use = egg:Shop
[filter:auth]
use = egg:Shop
[app:app]
use = egg:Shop
"""
    assert split_lines(drawn(load(text)))[1:-1] == [
        "    ? keystone ->",
        "        cors: [filter:cors] egg:Shop#main",
        "        auth: [filter:auth] egg:Shop#main",
        "        app: [app:app] egg:Shop#main",
        "    ? noauth ->",
        "        app: [app:app] egg:Shop#main",
    ]


def test_an_app_that_gets_no_loader_is_no_composite() -> None:
    text = "[composite:main]\npaste.app_factory = a:b\n/ = app\n[app:app]\nuse = egg:Shop\n"
    assert drawn(load(text)) == "[composite:main] a:b (/=app)\n"


def test_a_url_map_has_an_app_for_what_is_not_found_first() -> None:
    text = """
[DEFAULT]
not_found_app = lost
[composite:main]
use = egg:Paste#urlmap
/ = home
[app:home]
use = egg:Shop
[app:lost]
use = egg:Shop
"""
    assert split_lines(drawn(load(text)))[1:3] == [
        "    not_found_app ->",
        "        lost: [app:lost] egg:Shop#main",
    ]


def test_a_cascade_is_made_of_the_options_that_start_with_app() -> None:
    text = """
[composite:main]
paste.composite_factory = paste.cascade:make_cascade
app1 = a
app2 = nope
catch = 404
[app:a]
use = egg:Shop
"""
    assert split_lines(drawn(load(text)))[1:-1] == [
        "    app1 ->",
        "        a: [app:a] egg:Shop#main",
        "    app2 ->",
        "        nope: ✗ section-not-found nope",
    ]


def test_what_is_loaded_alike_is_one_node() -> None:
    text = "[composite:a0]\nuse = egg:Paste#urlmap\n/ = b\n/x = b\n[app:b]\nuse = egg:Shop\n"
    node = load(text, "a0")
    assert isinstance(node, Stage)
    assert node.branches[0].app.node is node.branches[1].app.node


def test_trees_that_double_at_each_level_are_built_at_once() -> None:
    text = "".join(
        f"[composite:a{n}]\nuse = egg:Paste#urlmap\n/ = a{n + 1}\n/x = a{n + 1}\n"
        for n in range(1_000)
    )
    assert [fault.name for fault in faults([load(text, "a0")])] == ["a1000"] * 2


def test_trees_that_double_with_other_variables_at_each_level_are_cut() -> None:
    text = "".join(
        f"[composite:a{n}]\nuse = egg:Paste#urlmap\nset v{n} = 1\n/ = b{n}\n/x = a{n + 1}\n"
        f"[composite:b{n}]\nuse = egg:Paste#urlmap\nset v{n} = 2\n/ = a{n + 1}\n"
        for n in range(60)
    )
    assert "a60" in {fault.name for fault in faults([load(text, "a0")])}


def test_a_thousand_nested_filter_withs_and_uses() -> None:
    text = "".join(
        f"[filter:f{n}]\npaste.filter_factory = a:b\nfilter-with = f{n + 1}\n"
        f"[filter:u{n}]\nuse = u{n + 1}\nk{n} = 1\n"
        for n in range(1_000)
    )
    main = "[pipeline:main]\npipeline = f0 u0 egg:Shop\n"
    found = list(faults([load(main + text)]))
    assert [fault.name for fault in found] == ["f1000", "u1000"]


def test_a_pipeline_of_a_thousand_stages() -> None:
    names = "".join(f"    f{n}\n" for n in range(1_000))
    sections = "".join(f"[filter:f{n}]\nuse = egg:Shop\n" for n in range(1_000))
    node = load(f"[pipeline:main]\npipeline =\n{names}    egg:Shop\n{sections}")
    assert isinstance(node, Pipeline)
    assert len(node.filters) == 1_000
    assert not list(faults([node]))


def test_all_sections_of_a_file_are_judged_as_those_that_lead_to_them_load_them() -> None:
    text = """
[app:base]
use = egg:Shop
get needed = secret
[app:main]
use = base
set secret = 1
[app:main2]
use = nope
"""
    file = paste_file(text)
    roots = find_roots(file, find_ways(file, find_uses(file)))
    nodes = load_file_from(file, roots, surroundings())
    assert faults_in(nodes, text)[1] == ["section-not-found nope"]
    alone = load_sections(file, file.sections, surroundings())
    assert faults_in(alone, text)[1] == ["variable-not-set secret", "section-not-found nope"]


def test_a_section_that_is_only_named_ambiguously_is_judged_too() -> None:
    text = "[pipeline:main]\npipeline = a\n[app:a]\nuse = x:y\n[composite:a]\nuse = egg:Shop\n"
    file = paste_file(text)
    nodes = load_file_from(file, file.sections[:1], surroundings())
    assert faults_in(nodes, text)[1] == ["ambiguous-section a", "unknown-scheme x"]


def test_variables_may_be_given_from_outside() -> None:
    file = paste_file("[app:main]\nuse = egg:Shop\nget x = y\nz = %(y)s\n")
    node = load_name(file, surroundings(), given={"y": "1"})
    assert drawn(node) == "[app:main] egg:Shop#main (z=1, x=1)\n"
    assert [told.name for told in faults([load_name(file, surroundings())])] == ["y", "y"]


def test_a_file_that_is_not_there_is_told_where_the_loader_would_look() -> None:
    asked: list[str] = []

    def file(path: str) -> None:
        asked.append(path)

    for spec in ("../up.ini", "%%41.ini", "sub\\win.ini", "/abs.ini", "///abs.ini#x", "%(here)s/x"):
        text = f"[app:main]\nuse = config:{spec}\n"
        load_name(paste_file(text, MAIN), surroundings()._replace(file=file))
    expected = ["/up.ini", "/etc/A.ini", "/etc/sub/win.ini", "/abs.ini", "/abs.ini", "/etc/x"]
    assert asked == expected
