"""Every word that names what is loaded, at its place, and how sure we are that it does."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.model import EggReference, ObjectReference
from entryway.paste.graph import load_sections
from entryway.paste.nodes import Edge, Node, Pipeline, Stage
from entryway.paste.targets import CallTarget, ConfigTarget, EggTarget, SectionTarget, UnknownScheme
from entryway.paste.uses import Use, UseKind, find_uses
from entryway.syntax.line_index import LineIndex
from paste.drawing import paste_file, surroundings
from paste.paste_files import FILES, file_set
from syntax.marks import with_marks, without_marks


def uses_of(text: str) -> tuple[Use, ...]:
    return find_uses(paste_file(text))


def assert_marked(marked: str, *told: str) -> None:
    """Assert that the words that are marked name something, and what is told of them."""
    text = without_marks(marked)
    uses = uses_of(text)
    assert with_marks(text, {use.name.range for use in uses}) == marked
    if told:
        assert [tell(use) for use in uses] == list(told)


def tell(use: Use) -> str:
    doubt = "" if use.is_certain else "?"
    return f"{use.kind.value} {use.name.text}: {use.wanted.value}{doubt}"


def test_the_elements_of_a_pipeline_are_filters_and_then_an_app() -> None:
    assert_marked(
        "[pipeline:main]\n# first\npipeline = «cors» «egg:Shop#wrap»\n   # and\n"
        "    «auth»\n\n  «app»\n",
        "pipeline cors: filter",
        "pipeline egg:Shop#wrap: filter",
        "pipeline auth: filter",
        "pipeline app: app",
    )


def test_use_is_read_as_the_sections_kind_says() -> None:
    assert_marked("[app:main]\nuse = «a b»\n", "use a b: app")
    assert_marked("[filter:main]\nuse = «a»\n", "use a: filter")
    assert_marked("[server:main]\nuse = «a»\n", "use a: server")
    assert_marked("[filter-app:main]\nuse = «a»\nnext = «b»\n", "next b: app", "use a: filter")


def test_use_in_a_pipeline_names_nothing() -> None:
    assert_marked("[pipeline:main]\nuse = a\n")


def test_a_bare_pipeline_is_no_pipeline() -> None:
    assert_marked("[pipeline]\nuse = «a»\npipeline = b c\n")


def test_filter_with_names_a_filter_but_not_in_a_server() -> None:
    assert_marked("[app:main]\nfilter-with = «f»\n", "filter-with f: filter")
    assert_marked("[server:main]\nfilter-with = f\n")


def test_an_option_that_is_also_a_default_names_nothing() -> None:
    assert_marked("[DEFAULT]\nuse = x\n[app:main]\nuse = y\nfilter-with = «f»\n")


def test_a_name_that_is_copied_from_a_variable_stands_where_that_is_set() -> None:
    assert_marked("[DEFAULT]\nbase = «egg:Shop»\n[app:main]\nget use = base\n")
    assert_marked("[app:main]\nset base = «egg:Shop»\nget use = base\n")


def test_a_name_with_a_variable_in_it_is_known_and_one_with_a_mistake_is_not() -> None:
    marked = "[DEFAULT]\nx = au\n[pipeline:main]\npipeline = «%(x)sth» %(nope)s «app»\n"
    assert_marked(marked, "pipeline auth: filter", "pipeline app: app")


def test_other_sections_and_other_options_name_nothing() -> None:
    assert_marked("[loggers]\nuse = a\n[app:main]\npaste.app_factory = a:b\nnext = c\n")


# --- Composites ----------------------------------------------------------------------------------


def test_every_option_of_a_url_map_is_an_app() -> None:
    assert_marked(
        "[composite:main]\nuse = «egg:Paste#urlmap»\n/: «home»\ndomain a port 1 /v2 = «a b»\n"
        "set x = 1\n",
        "use egg:Paste#urlmap: app",
        "branch home: app",
        "branch a b: app",
    )


def test_a_url_map_may_be_used_through_other_sections() -> None:
    marked = "[app:main]\nuse = «base»\n/x = «nope»\n[composite:base]\nuse = «egg:paste#urlmap»\n"
    assert_marked(marked)


def test_a_flavour_is_filters_and_then_an_app() -> None:
    assert_marked(
        "[composite:main]\npaste.composite_factory = shop.auth:pipelines\n"
        "keystone = «f» «f»\n  «a»\nhelp = use f or a\n[filter:f]\n[app:a]\n",
        "flavour f: filter?",
        "flavour f: filter?",
        "flavour a: app?",
    )


def test_a_flavour_may_begin_with_an_entry_point() -> None:
    assert_marked(
        "[composite:main]\npaste.composite_factory = shop.auth:pipelines\n"
        "keystone = «egg:Shop» «f» «config:other.ini#a»\none = «a b»\nhelp = egg:Shop or a\n"
        "[filter:f]\n[app:a b]\n",
        "flavour egg:Shop: filter?",
        "flavour f: filter?",
        "flavour config:other.ini#a: app?",
        "branch a b: app?",
    )


def test_words_that_all_name_sections_may_be_meant_whatever_their_kinds() -> None:
    assert_marked(
        "[composit:main]\nuse = «call:shop.auth:pipelines»\napps = «a» «b»\n"
        "filter = «f»\nother = a x\n"
        "[filter:f]\n[app:a]\n[app:b]\n",
        "use call:shop.auth:pipelines: app",
        "flavour a: app?",
        "flavour b: app?",
        "branch f: filter?",
    )


def test_an_app_with_a_factory_of_its_own_is_no_composite() -> None:
    assert_marked("[composite:main]\npaste.app_factory = a:b\nx = a\n[app:a]\n")
    assert_marked("[app:main]\nuse = «call:a:b»\nx = a\n[app:a]\n")


def test_sections_that_use_each_other_in_a_circle() -> None:
    assert_marked("[composite:a]\nuse = «b»\n/ = x\n[composite:b]\nuse = «a»\n/ = y\n")


# --- Where they lead -----------------------------------------------------------------------------


def target(value: str) -> object:
    (use,) = uses_of(f"[filter:main]\nuse = {value}\n")
    return use.target


def test_a_name_without_a_scheme_is_a_section() -> None:
    for name in ("auth", "a b", "foo-bar:baz", "1:2"):
        assert isinstance(target(name), SectionTarget)


def test_a_scheme_may_be_in_any_case_and_must_be_known() -> None:
    assert isinstance(target("EGG:Shop"), EggTarget)
    unknown = target("Foo:bar")
    assert isinstance(unknown, UnknownScheme)
    assert unknown.scheme.text == "Foo"


def test_an_egg_names_an_entry_point_of_the_groups_that_are_wanted() -> None:
    text = "[filter:main]\nuse = egg:Shop#wrap\n"
    (use,) = uses_of(text)
    assert isinstance(use.target, EggTarget)
    reference = use.target.reference(use.wanted, use.name.range)
    assert isinstance(reference, EggReference)
    assert reference.groups == ("paste.filter_factory", "paste.filter_app_factory")
    assert reference.entry is not None
    places = [reference.distribution.range, reference.entry.range]
    assert with_marks(text, places) == "[filter:main]\nuse = egg:«Shop»#«wrap»\n"


def test_a_call_names_an_object() -> None:
    text = "[filter:main]\nuse = call:shop.auth:make#ignored\n"
    (use,) = uses_of(text)
    assert isinstance(use.target, CallTarget)
    reference = use.target.reference(use.wanted, use.name.range)
    assert isinstance(reference, ObjectReference)
    assert reference.text == "shop.auth:make"
    places = [part.range for part in (*reference.module, *reference.attributes)]
    assert with_marks(text, places) == "[filter:main]\nuse = call:«shop».«auth»:«make»#ignored\n"


def test_a_config_names_a_file_and_a_section_of_it() -> None:
    found = target("config:sub/other.ini#auth")
    assert isinstance(found, ConfigTarget)
    assert found.file == "/etc/sub/other.ini"
    assert found.section is not None
    assert found.section.text == "auth"


def test_an_egg_that_goes_on_with_a_scheme_is_forgotten() -> None:
    assert isinstance(target("egg:Shop#call:a:b"), CallTarget)


# --- Beside the graph ----------------------------------------------------------------------------


def parts(node: Node) -> list[Edge]:
    """Return what a section's own words lead to, as the graph has it."""
    match node:
        case Pipeline(filters=filters, app=app):
            return [*filters, *([app] if app is not None else [])]
        case Stage(branches=branches):
            return [edge for branch in branches for edge in (*branch.filters, branch.app)]
        case _:
            return []


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_what_the_graph_loads_is_what_is_named(random: Random) -> None:
    file = paste_file(file_set(random)[FILES[0]])
    named = {(use.name.range, use.wanted) for use in find_uses(file)}
    for node in load_sections(file, file.sections, surroundings()):
        for edge in parts(node):
            is_known = edge.at.word is not None and edge.at.word.fault is None and edge.text
            # A URL map may take a name from a variable, or a second factory by mistake for one.
            key = "" if edge.at.word is None else edge.at.word.value.option.key
            is_odd = key.startswith(("set ", "paste."))
            # The value of `here` may have been copied; it stands in no file.
            if is_known and not is_odd and not edge.text.startswith("/etc"):
                assert (edge.location.range, edge.node.wanted) in named


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_every_name_is_the_text_at_its_place(random: Random) -> None:
    text = file_set(random)[FILES[0]]
    index = LineIndex.of(text)
    for use in uses_of(text):
        shown = index.slice(use.name.range)
        # The value of `here` may have been copied, or stand in a value.
        is_made = "%" in shown or "/etc" in use.name.text
        assert is_made or shown.split() == use.name.text.split()
        assert use.kind is not UseKind.PIPELINE or " " not in use.name.text
