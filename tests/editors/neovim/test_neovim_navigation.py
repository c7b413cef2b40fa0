"""Neovim: where going to a definition leads."""

from __future__ import annotations

import pytest

from editors.neovim.person import Person

PASTE = "etc/imagestore-api-paste.ini"

LEADS = {
    "the function of an entry point": (
        "setup.cfg",
        "imagestore.cmd.api:ma<|>in",
        "imagestore/cmd/api.py: def <|>main(argv: Sequence[str] | None = None) -> int:",
    ),
    "a package within its name": (
        "setup.cfg",
        "imagestore.c<|>md.api:main",
        'imagestore/cmd/__init__.py: <|>"""The commands of the service."""',
    ),
    "an element of a pipeline": (
        PASTE,
        "pipeline = healthcheck timing guard versionnegotiation auth<|>token context rootapp",
        f"{PASTE}: [filter:<|>authtoken]",
    ),
    "a factory that a base class has": (
        PASTE,
        "imagestore.api.v2.router:API.fac<|>tory",
        "imagestore/common/wsgi.py: "
        "def <|>factory(cls, global_conf: dict[str, str], **local_conf: str) -> Self:",
    ),
    "an installed distribution": (
        PASTE,
        "use = egg:token<|>check",
        ".venv/lib/python3.11/site-packages/tokencheck-0.4.0.dist-info/entry_points.txt: "
        "[<|>paste.filter_factory]",
    ),
}


@pytest.mark.parametrize(("file", "cursor", "place"), LEADS.values(), ids=LEADS)
def test_a_name_leads_to_its_definition_and_back(
    example: Person, file: str, cursor: str, place: str
) -> None:
    example.open(file)
    example.put_cursor(cursor)
    start = example.place()
    example.press("gd")
    example.until_at(place)
    example.press("<C-o>")
    example.until_at(start)


LEADS_IN_GLANCE = {
    "an entry point": (
        "setup.cfg",
        "glance.cmd.api:ma<|>in",
        "glance/cmd/api.py: def <|>main():",
    ),
    "an element of a pipeline": (
        "etc/glance-api-paste.ini",
        "versionnegotiation osprofiler auth<|>token context  rootapp",
        "etc/glance-api-paste.ini: [filter:<|>authtoken]",
    ),
    "a factory of the release": (
        "etc/glance-api-paste.ini",
        "glance.api:root_app_fac<|>tory",
        "glance/api/__init__.py: def <|>root_app_factory(loader, global_conf, **local_conf):",
    ),
}


@pytest.mark.parametrize(("file", "cursor", "place"), LEADS_IN_GLANCE.values(), ids=LEADS_IN_GLANCE)
def test_a_name_in_a_real_release_leads_to_its_definition(
    glance: Person, file: str, cursor: str, place: str
) -> None:
    glance.open(file)
    glance.put_cursor(cursor)
    glance.press("gd")
    glance.until_at(place)


def test_ctrl_bracket_goes_there_and_ctrl_t_comes_back(example: Person) -> None:
    """Neovim's own keys for tags, which need no line in init.lua."""
    example.open("setup.cfg")
    example.put_cursor("imagestore.cmd.manage:ma<|>in")
    start = example.place()
    example.press("<C-]>")
    there = "imagestore/cmd/manage.py: def <|>main(argv: Sequence[str] | None = None) -> int:"
    example.until_at(there)
    example.press("<C-t>")
    example.until_at(start)


def test_two_right_answers_are_both_offered(example: Person) -> None:
    example.open("setup.cfg")
    example.put_cursor("imagestore.cmd.scrub:ma<|>in")
    example.press("gd")
    example.until(
        lambda: example.listed("getqflist()"),
        [
            "imagestore/cmd/__init__.py: "
            "def launch(cls, argv: Sequence[str] | None = None) -> int:",
            "imagestore/cmd/scrub.py: main = Scrubber.launch",
        ],
    )


def test_the_outline_names_sections_and_options(example: Person) -> None:
    example.open(PASTE)
    example.press("gO")
    example.until(
        lambda: example.listed("getloclist(0)")[:4],
        [
            f"{PASTE}: [Namespace] DEFAULT",
            f"{PASTE}: [Key] state_path",
            f"{PASTE}: [Array] imagestore-api",
            f"{PASTE}: [Key] pipeline",
        ],
    )
