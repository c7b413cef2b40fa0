"""What makes loading fail, on exactly the words to blame. Marks show where each fault stands."""

from __future__ import annotations

import pytest

from entryway.model import Location
from entryway.paste.graph import load_name
from entryway.paste.nodes import Fault, FaultKind, Moment
from entryway.paste.order import faults
from entryway.paste.sections import Wanted
from paste.drawing import MAIN, assert_faults, faults_in, load, paste_file, surroundings
from syntax.marks import with_marks, without_marks

APP = "[app:a]\nuse = egg:Shop\n"
FILTER = "[filter:f]\nuse = egg:Shop\n"


def only_fault(text: str, **others: str) -> Fault:
    (fault,) = faults([load(text, others={f"{k}.ini": v for k, v in others.items()})])
    return fault


def related(text: str) -> str:
    """Return a text with the related places of its only fault marked."""
    return with_marks(text, [location.range for location in only_fault(text).related])


# --- Names of sections ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "[pipeline:main]\npipeline = «helo» a\n" + APP,
        "[pipeline:main]\npipeline = f\n    «helo»\n" + FILTER,
        "[app:main]\nuse = «helo»\n",
        "[app:main]\nuse = egg:Shop\nfilter-with = «helo»\n",
        "[filter-app:main]\nuse = egg:Shop\nnext = «helo»\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/: «helo»\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/: a\nnot_found_app = «helo»\n" + APP,
    ],
)
def test_a_name_that_no_section_has(marked: str) -> None:
    assert_faults(marked, "section-not-found helo")


def test_a_filter_where_an_app_is_wanted_and_the_reverse() -> None:
    marked = "[pipeline:main]\npipeline = «a» «f»\n" + APP + FILTER
    assert_faults(marked, "section-not-found f", "section-not-found a")


def test_a_name_in_other_case() -> None:
    assert_faults("[app:main]\nuse = «A»\n" + APP, "section-not-found A")


def test_a_word_that_a_variable_gave_is_blamed_on_the_variable() -> None:
    marked = "[DEFAULT]\nwho = helo\n[app:main]\nuse = «%(who)s»\n"
    assert_faults(marked, "section-not-found helo")


def test_a_word_that_was_copied_from_a_default_is_blamed_where_it_stands() -> None:
    marked = "[DEFAULT]\nwho = «helo»\n[app:main]\nget use = who\n"
    assert_faults(marked, "section-not-found helo")


def test_a_name_in_another_file_tells_which_file_was_searched() -> None:
    text = "[app:main]\nuse = config:other.ini#helo\n"
    fault = only_fault(text, other=APP)
    assert (fault.kind, fault.name) == (FaultKind.SECTION_NOT_FOUND, "helo")
    assert fault.searched == "/etc/other.ini"
    assert with_marks(text, [fault.location.range]) == "[app:main]\nuse = config:other.ini#«helo»\n"


def test_main_is_looked_for_where_no_section_is_named() -> None:
    text = "[app:main]\nuse = config:other.ini\n"
    fault = only_fault(text, other=APP)
    assert (fault.kind, fault.name) == (FaultKind.SECTION_NOT_FOUND, "main")
    assert with_marks(text, [fault.location.range]) == "[app:main]\nuse = «config:other.ini»\n"


def test_a_fault_in_another_file_stands_there() -> None:
    fault = only_fault("[app:main]\nuse = config:other.ini#x\n", other="[app:x]\nuse = nope\n")
    place = paste_file("[app:x]\nuse = nope\n", "/etc/other.ini").sections[0].options["use"]
    assert fault.location == place.value_location


def test_two_sections_that_fit() -> None:
    text = "[app:main]\nuse = «a»\n[app:a]\nuse = egg:Shop\n[pipeline:a]\npipeline = main\n"
    assert_faults(text, "ambiguous-section a")
    assert related(without_marks(text)).count("«[") == 2


# --- Factories -----------------------------------------------------------------------------------


def test_neither_use_nor_a_factory() -> None:
    assert_faults("«[app:main]»\nx = 1\n", "no-loader main")
    assert_faults("«[app:main]»\npaste.filter_factory = a:b\n", "no-loader main")


def test_a_use_that_a_default_hides() -> None:
    text = "[DEFAULT]\nuse = egg:Shop\n[app:main]\nuse = egg:Shop\n"
    assert only_fault(text).kind is FaultKind.NO_LOADER
    assert related(text) == "[DEFAULT]\n«use» = egg:Shop\n[app:main]\n«use» = egg:Shop\n"


def test_two_factories() -> None:
    text = "[app:main]\n«paste.composite_factory» = a:b\npaste.app_factory = a:b\n"
    assert_faults(text, "multiple-loaders paste.composite_factory")
    assert "«paste.app_factory»" in related(without_marks(text))


def test_of_two_factories_of_a_filter_the_first_is_taken() -> None:
    text = "[filter:f]\npaste.filter_app_factory = a:b\npaste.filter_factory = c:d\n"
    (node,) = [load(text, "f", Wanted.FILTER)]
    assert not list(faults([node]))


def test_a_factory_that_is_no_object_reference() -> None:
    marked = "[app:main]\npaste.app_factory = «shop/app.py»\n"
    assert_faults(marked, "invalid-object-reference paste.app_factory")


@pytest.mark.parametrize("spec", ["shop", "shop:a:b", "shop: a", "shop:a.b", "shop:a [x]", "-:a"])
def test_a_call_that_names_no_object(spec: str) -> None:
    assert_faults(f"[app:main]\nuse = call:«{spec}»\n", f"invalid-object-reference {spec}")


def test_an_unknown_scheme() -> None:
    assert_faults("[app:main]\nuse = «Foo»:bar\n", "unknown-scheme Foo")
    assert_faults("[pipeline:main]\npipeline = «foo»:bar egg:Shop\n", "unknown-scheme foo")


def test_a_distribution_that_is_not_installed() -> None:
    assert_faults("[app:main]\nuse = egg:«Absent»#main\n", "distribution-not-found Absent")
    assert_faults("[app:main]\nuse = «egg:»\n", "distribution-not-found")
    marked = "[app:main]\nuse = egg:Shop\nrequire = Shop «Absent»\n"
    assert_faults(marked, "distribution-not-found Absent")


def test_an_entry_point_that_is_not_there() -> None:
    assert_faults("[app:main]\nuse = egg:Shop#«absent»\n", "entry-point-not-found absent")
    assert_faults("[app:main]\nuse = «egg:Paste»\n", "entry-point-not-found main")
    # A filter's entry point is looked up in other groups.
    assert_faults("[app:main]\nuse = egg:Shop#«wrap»\n", "entry-point-not-found wrap")


def test_an_entry_point_that_is_there_twice() -> None:
    assert_faults("[app:main]\nuse = egg:Shop#«both»\n", "ambiguous-entry-point both")


def test_an_object_that_nobody_says_how_to_call() -> None:
    marked = "[pipeline:main]\npipeline = «call:shop:f» a\n" + APP
    assert_faults(marked, "no-protocol shop:f")
    marked = "[filter-app:main]\nuse = «call:shop:f»\nnext = a\n" + APP
    assert_faults(marked, "no-protocol shop:f")


# --- Kinds of sections ---------------------------------------------------------------------------


def test_a_pipeline_without_its_option() -> None:
    assert_faults("«[pipeline:main]»\n", "pipeline-missing pipeline")
    assert_faults("[pipeline:main]\n«pipeline» =\n", "pipeline-missing pipeline")


def test_a_pipeline_that_a_default_hides() -> None:
    text = "[DEFAULT]\npipeline = a\n[pipeline:main]\npipeline = a\n" + APP
    assert related(text).count("«pipeline»") == 2


def test_a_pipeline_with_other_settings() -> None:
    marked = "[pipeline:main]\npipeline = a\n«use» = a\n«debug» = 1\nset x = 1\n" + APP
    assert_faults(marked, "pipeline-extra-settings use", "pipeline-extra-settings debug")


def test_a_filter_app_without_next() -> None:
    assert_faults("«[filter-app:main]»\nuse = egg:Shop\n", "next-missing next")


def test_a_filter_with_that_takes_an_app_for_a_filter() -> None:
    marked = "[pipeline:main]\npipeline = a\nfilter-with = «f»\n" + APP + FILTER
    assert_faults(marked, "filter-with-misapplied f")
    (fault,) = faults([load(without_marks(marked))])
    assert fault.moment is Moment.REQUEST


# --- Files and variables -------------------------------------------------------------------------


def test_a_file_that_is_not_there() -> None:
    marked = "[app:main]\nuse = config:«nope.ini»#main\n"
    assert_faults(marked, "config-file-not-found nope.ini")
    # Behind egg:, a path is relative to nothing.
    marked = "[app:main]\nuse = egg:Shop#config:«paste.ini»\n"
    assert_faults(marked, "config-file-not-found paste.ini")


def test_a_variable_of_a_value() -> None:
    assert_faults("[app:main]\nuse = egg:Shop\nx = «%(nope)s»\n", "interpolation-error nope")
    marked = "[DEFAULT]\nx = 100«%»\n[app:main]\nuse = egg:Shop\n"
    assert_faults(marked, "interpolation-error")


def test_a_variable_of_a_name_leaves_the_other_names_known() -> None:
    marked = "[pipeline:main]\npipeline = «%(nope)s» «helo» a\n" + APP
    assert_faults(marked, "interpolation-error nope", "section-not-found helo")


def test_a_global_variable_that_nobody_sets() -> None:
    marked = "[app:main]\nuse = egg:Shop\nget x = «nope»\n"
    assert_faults(marked, "variable-not-set nope")


def test_a_folder_with_a_percent_sign_in_its_name() -> None:
    text = "[app:main]\nuse = egg:Shop\n"
    node = load_name(paste_file(text, "/srv/100%/paste.ini"), surroundings())
    assert faults_in([node], text) == ("«[app:main]»\nuse = egg:Shop\n", ["interpolation-error"])


# --- Circles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "[app:main]\nuse = «main»\n",
        "[app:main]\nuse = b\n[app:b]\nuse = «main»\n",
        "[pipeline:main]\npipeline = f a\n[filter:f]\npaste.filter_factory = a:b\n"
        "filter-with = «f»\n" + APP,
        "[pipeline:main]\npipeline = f «main»\n" + FILTER,
        "[composite:main]\nuse = egg:Paste#urlmap\n/a = b\n[pipeline:b]\npipeline = «main»\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/ = «main»\n",
        "[filter-app:main]\nuse = egg:Shop\nnext = «main»\n",
        "[app:main]\nuse = «config:paste.ini»\n",
        "[app:main]\nset x = %(x)sz\nuse = «config:paste.ini»\n[DEFAULT]\nx = 1\n",
    ],
)
def test_a_section_that_leads_to_itself(marked: str) -> None:
    file = paste_file(without_marks(marked))
    node = load_name(file, surroundings(file))
    shown, kinds = faults_in([node], without_marks(marked))
    assert shown == marked
    assert {kind.split()[0] for kind in kinds} == {"use-cycle"}


def test_a_circle_through_several_files_tells_its_way() -> None:
    main = "[app:main]\nuse = config:other.ini\n"
    other = "[app:main]\nuse = config:paste.ini\n"
    files = [paste_file(main), paste_file(other, "/etc/other.ini")]
    (fault,) = faults([load_name(files[0], surroundings(*files))])
    assert fault.kind is FaultKind.USE_CYCLE
    assert {place.path for place in fault.related} == {MAIN, "/etc/other.ini"}


def test_a_section_may_be_loaded_again_with_other_variables() -> None:
    text = """
[DEFAULT]
next = again
[app:main]
get use = next
[app:again]
set next = egg:Shop
use = main
"""
    assert_faults(text)


def test_a_circle_that_was_guessed_is_no_certain_one() -> None:
    marked = "[composite:main]\nuse = call:shop:make\nname = «main»\n"
    assert_faults(marked, "use-cycle main?")


# --- Doubt ---------------------------------------------------------------------------------------


def test_a_failure_of_what_was_guessed_to_be_named_is_in_doubt() -> None:
    marked = "[composite:main]\nuse = call:shop:make\nwhere = egg:«Absent»\nwho = nobody\n"
    assert_faults(marked, "distribution-not-found Absent?")


def test_a_failure_of_a_section_is_in_no_doubt_whoever_leads_to_it() -> None:
    marked = "[composite:main]\nuse = call:shop:make\nwho = b\n«[app:b]»\n"
    assert_faults(marked, "no-loader b")
    marked = "[composite:main]\nuse = call:shop:make\nwho = b\n[app:b]\nuse = egg:«Absent»\n"
    assert_faults(marked.replace("egg:«Absent»", "«gone»"), "section-not-found gone")
    assert_faults(marked, "distribution-not-found Absent")


# --- The order -----------------------------------------------------------------------------------


def test_the_app_of_a_pipeline_is_loaded_before_its_filters() -> None:
    text = "[pipeline:main]\npipeline = one two three\n"
    names = [fault.name for fault in faults([load(text)])]
    assert names == ["three", "one", "two"]


def test_the_parts_of_a_composite_are_loaded_when_all_else_is() -> None:
    text = (
        "[pipeline:main]\npipeline = nope map\n[composite:map]\nuse = egg:Paste#urlmap\n/ = lost\n"
    )
    names = [fault.name for fault in faults([load(text)])]
    assert names == ["nope", "lost"]


def test_a_fault_that_several_sections_share_is_told_once() -> None:
    text = "[DEFAULT]\nx = %(nope)s\n[pipeline:main]\npipeline = f a\n" + APP + FILTER
    assert only_fault(text).location == Location(MAIN, only_fault(text).location.range)


def test_no_option_of_a_section_is_ever_the_name_of_a_fault() -> None:
    text = "[pipeline:main]\npipeline = a\npassword = s3cret%\n" + APP
    found = list(faults([load(text)]))
    assert [fault.name for fault in found] == ["", "password"]
