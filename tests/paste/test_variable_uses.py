"""Every word that names a variable, and where the variable gets its value."""

from __future__ import annotations

from entryway.paste.variable_uses import VariableUse, find_variable_uses
from paste.drawing import paste_file
from syntax.marks import with_marks, without_marks


def variables(text: str) -> tuple[VariableUse, ...]:
    return find_variable_uses(paste_file(text))


def assert_marked(marked: str, *told: str) -> None:
    """Assert that the words that are marked name variables, in these ways."""
    text = without_marks(marked)
    found = variables(text)
    assert with_marks(text, [use.name.range for use in found]) == marked
    assert [f"{use.kind.value} {use.name.text}" for use in found] == list(told)


def assert_leads(marked: str, kind: str = "interpolation") -> None:
    """Assert that the first variable spoken of in this way gets its value where it is marked."""
    text = without_marks(marked)
    use = next(use for use in variables(text) if use.kind.value == kind)
    assert with_marks(text, [place.range for place in use.definitions]) == marked


def test_the_ways_to_speak_of_a_variable() -> None:
    assert_marked(
        "[DEFAULT]\na = %(«here»)s\n[app:main]\nuse = x\nset «debug» = %(«a»)s\nget y = «debug»\n",
        "interpolation here",
        "set debug",
        "interpolation a",
        "get debug",
    )


def test_a_reference_is_all_of_its_signs() -> None:
    text = "[app:main]\nx = a%%(b)s %(c d)s\n   %(e)s\n"
    places = [use.range for use in variables(text)]
    assert with_marks(text, places) == "[app:main]\nx = a%%(b)s «%(c d)s»\n   «%(e)s»\n"


def test_what_is_no_reference_speaks_of_nothing() -> None:
    assert_marked("[app:main]\nx = 100% %()s %(b)d %%(c)s %(d\n[loggers]\nformat = %(message)s\n")


def test_a_variable_is_the_sections_own_option() -> None:
    assert_leads("[DEFAULT]\na = 1\n[app:x]\nb = %(a)s\n«a» = 2\n[app:y]\na = 3\n")


def test_or_else_a_default() -> None:
    assert_leads("[app:x]\nb = %(a)s\n[DEFAULT]\n«a» = 1\n[app:y]\na = 3\n")


def test_a_default_sees_defaults_only() -> None:
    assert_leads("[DEFAULT]\nb = %(a)s\n[app:x]\na = 1\n")


def test_here_is_built_in_unless_it_is_set() -> None:
    (use,) = variables("[app:x]\na = %(here)s\n")
    assert use.is_built_in
    assert_leads("[DEFAULT]\n«here» = /srv\n[app:x]\na = %(here)s\n")


def test_a_global_variable_may_be_set_in_many_places() -> None:
    assert_leads(
        "[DEFAULT]\n«a» = 1\n[app:x]\nget b = a\na = 2\n"
        "[app:y]\nset «a» = 3\n[app:z]\nset  «a» = 4\n",
        "get",
    )


def test_what_is_set_leads_to_the_default_that_it_changes() -> None:
    assert_leads("[DEFAULT]\n«a» = 1\n[app:x]\nset a = 2\n", "set")
    assert_leads("[app:x]\nset a = 2\n", "set")
