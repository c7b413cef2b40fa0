"""Whether a factory can be called as its protocol has it, as far as its source proves it."""

from __future__ import annotations

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.workspace.snapshot import Document, take_snapshot

PATH = "/shop/shop.ini"
APP, WRAP = "paste.app_factory", "paste.filter_app_factory"


def told(source: str, key: str = APP, options: str = "", name: str = "make") -> list[str]:
    """Return the codes for a factory in a source, whose section has some more options."""
    kind = "filter" if "filter" in key else "app"
    text = f"[{kind}:main]\n{key} = shop:{name}\n{options}"
    overlays = {"/shop/setup.cfg": "", "/shop/shop.py": source, PATH: text}
    snapshot = take_snapshot(Store(), overlays=overlays, folders=("/shop",))
    document = snapshot.document(PATH)
    assert isinstance(document, Document)
    return [problem.code.value for problem in diagnostics(snapshot, document)]


@pytest.mark.parametrize(
    ("source", "key", "options"),
    [
        ("def make(global_conf, **local_conf): ...", APP, "x = 1\n"),
        ("def make(*args, **options): ...", WRAP, "x = 1\n"),
        ("def make(conf): ...", APP, ""),
        ("def make(conf, x): ...", APP, "x = 1\n"),
        ("def make(conf, x=0): ...", APP, ""),
        ("def make(conf, *, x): ...", APP, "x = 1\n"),
        ("def make(conf, /, **x): ...", APP, "y = 1\n"),
        ("def make(conf, /, **x): ...", APP, "conf = 1\n"),
        ("if x:\n    def make(a, **y): ...\nelse:\n    def make(b, **y): ...", APP, "a = 1\n"),
        ("make = lambda: 1", APP, ""),
        ("@decorated\ndef make(): ...", APP, ""),
        ("class make:\n    def __init__(self, conf, **options): ...", APP, "x = 1\n"),
        ("class make: ...", APP, ""),
        ("class make(Base):\n    def __init__(self): ...", APP, ""),
        ("class make(metaclass=Meta):\n    def __init__(self): ...", APP, ""),
        ("@dataclass\nclass make:\n    def __init__(self): ...", APP, ""),
        ("class make:\n    def __new__(cls, c): ...\n    def __init__(self): ...", APP, ""),
        ("class make:\n    def __init__(self): ...\n    __init__ = other", APP, ""),
        ("if x:\n    def make(): ...\nelse:\n    def make(conf): ...", APP, ""),
        ("def old(): ...\nmake = decorated(old)", APP, ""),
        ("make = None", APP, ""),
        ("make = ...", APP, ""),
    ],
)
def test_what_fits_or_may_fit_is_left_alone(source: str, key: str, options: str) -> None:
    assert told(source, key, options) == []


@pytest.mark.parametrize(
    ("source", "key", "options"),
    [
        ("def make(): ...", APP, ""),
        ("def make(**options): ...", APP, ""),
        ("def make(conf, **options): ...", APP, "conf = 1\n"),
        ("def make(app, conf, **options): ...", WRAP, "app = front\n"),
        ("class make:\n    def __init__(self, app, conf, **x): ...", WRAP, "app = front\n"),
        ("def make(app): ...", WRAP, ""),
        ("def make(conf): ...", APP, "x = 1\n"),
        ("def make(conf, x): ...", APP, ""),
        ("def make(conf, x, /): ...", APP, "x = 1\n"),
        ("def make(conf, *, x): ...", APP, ""),
        ("class make:\n    def __init__(self): ...", APP, ""),
        ("class make(object):\n    def __init__(self, conf): ...", WRAP, ""),
        ("if x:\n    def make(): ...\nelse:\n    def make(a, b): ...", APP, ""),
        ("def old(): ...\nmake = old", APP, ""),
    ],
)
def test_what_can_not_be_called_so_is_told(source: str, key: str, options: str) -> None:
    assert told(source, key, options) == ["signature-mismatch"]


@pytest.mark.parametrize("value", ["1", '"x"', "[]", "{}", "(1, 2)", 'f"{x}"', "[x for x in y]"])
def test_a_literal_is_not_callable(value: str) -> None:
    assert told(f"make = {value}") == ["not-callable"]
    assert told(f"make: object = {value}") == ["not-callable"]


def test_a_method_is_bound_by_what_it_is_reached_through() -> None:
    source = """
class A:
    @classmethod
    def make(cls, conf): ...
    @classmethod
    def few(cls): ...
    def method(self, conf): ...
a = A()
"""
    assert told(source, name="A.make") == []
    assert told(source, name="A.few") == ["signature-mismatch"]
    assert told(source, name="A.method") == ["signature-mismatch"]
    assert told(source, name="a.method") == []


def test_a_factory_whose_options_others_may_add_is_judged_without_them() -> None:
    overlays = {
        "/shop/setup.cfg": "",
        "/shop/shop.py": "def make(conf, path): ...\ndef none(): ...\n",
        PATH: f"[app:main]\n{APP} = shop:make\n[app:none]\n{APP} = shop:none\n",
        "/shop/other.ini": "[app:main]\nuse = config:shop.ini\npath = /\n",
    }
    snapshot = take_snapshot(Store(), overlays=overlays, folders=("/shop",))
    document = snapshot.document(PATH)
    assert isinstance(document, Document)
    (problem,) = diagnostics(snapshot, document)
    assert problem.message.startswith("shop:none takes no positional arguments")


def scripts_told(
    source: str, group: str = "console_scripts", value: str = "shop:make"
) -> list[str]:
    """Return the codes for a script whose module has a source."""
    path = "/shop/setup.cfg"
    overlays = {"/shop/shop.py": source, path: f"[entry_points]\n{group} =\n    shop = {value}\n"}
    snapshot = take_snapshot(Store(), overlays=overlays, folders=("/shop",))
    document = snapshot.document(path)
    assert isinstance(document, Document)
    return [problem.code.value for problem in diagnostics(snapshot, document)]


@pytest.mark.parametrize("group", ["console_scripts", "gui_scripts", "wsgi_scripts"])
def test_a_script_is_called_with_no_arguments(group: str) -> None:
    assert scripts_told("def make(): ...", group) == []
    assert scripts_told("def make(argv): ...", group) == ["signature-mismatch"]
    assert scripts_told("make = 'shop'", group) == ["not-callable"]


def test_a_plugin_is_called_as_its_group_likes() -> None:
    assert scripts_told("def make(argv): ...", "shop.plugins") == []


@pytest.mark.parametrize(
    "source",
    [
        "@click.command()\ndef make(name): ...",
        "class make(Base):\n    def __init__(self, argv): ...",
        "try:\n    from elsewhere import make\nexcept ImportError:\n    def make(argv): ...",
        "def make(argv): ...\nfrom elsewhere import *",
        "def make(argv): ...\nmake = bind(make)",
        "from elsewhere import make",
        "def make(argv): ...\ndef setup():\n    global make\n    make = bind(make)",
    ],
)
def test_a_script_that_may_be_something_else_is_left_alone(source: str) -> None:
    assert scripts_told(source) == []


def test_a_script_without_a_function_is_told_once() -> None:
    assert scripts_told("", value="shop") == ["script-needs-attribute"]
    assert scripts_told("", "wsgi_scripts", "shop") == ["not-callable"]
