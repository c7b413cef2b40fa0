"""What the statements of a module bind, and where a name then leads."""

from __future__ import annotations

import pytest

from entryway.model import DefinitionKind, HopKind, Reason
from resolve.worlds import Maker


@pytest.mark.parametrize(
    "source",
    [
        "def «main»(): ...",
        "async def «main»(): ...",
        "class «main»: ...",
        "class «main»(object, metaclass=type): ...",
        "«main» = 1",
        "«main»: int = 1",
        "«main»: int",
        "first = «main» = 1",
        "«main», other = 1, 2",
        "other, («main», *more) = value()",
        "[other, *«main»] = value()",
        "«main» = lambda: 0",
        "@decorate\n@decorate(again)\ndef «main»(): ...",
        "@decorate\nclass «main»: ...",
        "for «main» in range(3): ...",
        "for other, «main» in pairs: ...",
        "with open('x') as «main»: ...",
        "with a as b, c as («main», d): ...",
        "if («main» := 1): ...",
        "while («main» := 1): break",
        "with («main» := open('x')): ...",
        "[«main» := x for x in range(3)]",
        "def f(x=(«main» := 1)): ...",
        "@(«main» := decorate)\ndef f(): ...",
        "match value:\n    case «1 as main»: ...",
        "match value:\n    case [1, «main»]: ...",
        "match value:\n    case {'k': 1, **rest}: ...\n    case «main»: ...",
        "match value:\n    case [«*main»]: ...",
        "if True:\n    def «main»(): ...",
        "try:\n    pass\nfinally:\n    def «main»(): ...",
        "while True:\n    «main» = 1\n    break\n",
        "for x in y:\n    pass\nelse:\n    «main» = 1\n",
        "«main» += 1",
        "def  \t «main»  (): ...",
        "async   def \\\n  «main»(): ...",
        "class\\\n    «main»: ...",
    ],
)
def test_every_way_to_bind_a_name(world: Maker, source: str) -> None:
    world({"app.py": source}).leads("app:main")


@pytest.mark.parametrize(
    "source",
    [
        "main.attribute = 1",
        "main['key'] = 1",
        "def f(): main = 1",
        "def f():\n    def main(): ...",
        "class C:\n    def main(self): ...",
        "lambda main: (main := 1)",
        "[main for main in range(3)]",
        "del main",
        "main = 1\ndel main",
        "try: ...\nexcept Exception as main: ...",
        "from __future__ import annotations",
        "'main = 1'",
        "# main = 1",
    ],
)
def test_ways_that_bind_no_name(world: Maker, source: str) -> None:
    world({"app.py": source}).lacks("app:main")


def test_the_last_definition_counts(world: Maker) -> None:
    world("""
    -- app.py --
    def main(): ...
    def «main»(): ...
    """).leads("app:main")


def test_an_if_and_its_else_are_both_possible(world: Maker) -> None:
    world("""
    -- app.py --
    if PY2:
        def «main»(): ...
    elif PY3:
        «main» = None
    else:
        class «main»: ...
    """).leads("app:main")


def test_a_branch_leaves_what_was_before(world: Maker) -> None:
    world("""
    -- app.py --
    «main» = None
    if condition:
        def «main»(): ...
    """).leads("app:main")


def test_a_loop_may_run_never(world: Maker) -> None:
    world("""
    -- app.py --
    «main» = None
    for «main» in things:
        pass
    """).leads("app:main")


def test_a_handler_replaces_what_the_body_bound(world: Maker) -> None:
    world("""
    -- app.py --
    try:
        def «main»(): ...
    except Exception:
        def «main»(): ...
    """).leads("app:main")


def test_a_handler_that_raises_binds_nothing(world: Maker) -> None:
    world("""
    -- app.py --
    try:
        def «main»(): ...
    except Exception:
        def main(): ...
        raise
    """).leads("app:main")


def test_the_name_of_a_handler_is_gone_behind_it(world: Maker) -> None:
    world("""
    -- app.py --
    try:
        main = 1
        def main(): ...
    except Exception as main:
        pass
    del main
    """).lacks("app:main")


def test_suppress_may_leave_what_was_before(world: Maker) -> None:
    world("""
    -- app.py --
    import contextlib
    «main» = None
    with contextlib.suppress(Exception):
        def «main»(): ...
    """).leads("app:main")


def test_del_in_a_branch_leaves_it_possible(world: Maker) -> None:
    world("""
    -- app.py --
    def «main»(): ...
    if condition:
        del main
    """).leads("app:main")


def test_del_of_several(world: Maker) -> None:
    app = world("""
    -- app.py --
    a = b = c = 1
    del a, (b, [c])
    """)
    app.lacks("app:a", "app:b", "app:c")


def test_setting_a_functions_docstring_does_not_rebind_it(world: Maker) -> None:
    world("""
    -- app.py --
    def «main»(): ...
    main.__doc__ = "…"
    """).leads("app:main")


def test_a_wrapped_function_is_both_the_definition_and_the_assignment(world: Maker) -> None:
    world("""
    -- app.py --
    def «main»(): ...
    main = first(main)
    «main» = outer(inner(main), 2)
    """).leads("app:main")


def test_a_rebound_name_is_not_what_it_was(world: Maker) -> None:
    world("""
    -- app.py --
    def main(): ...
    «main» = main.partial()
    """).leads("app:main")


def test_an_alias_is_the_assignment_and_what_it_names(world: Maker) -> None:
    found = world("""
    -- app.py --
    class App:
        def «launch»(self): ...
    «main» = App.launch
    """).leads("app:main")
    assert [target.name for target in found.targets] == ["app:main", "app:App.launch"]
    assert [hop.kind for hop in found.hops] == [HopKind.ALIAS]


def test_an_alias_names_what_the_name_was_then(world: Maker) -> None:
    world("""
    -- app.py --
    def «work»(): ...
    «main» = work
    def work(): ...
    """).leads("app:main")


def test_an_alias_of_itself_is_what_it_was(world: Maker) -> None:
    world("""
    -- app.py --
    def «main»(): ...
    «main» = main
    """).leads("app:main")


def test_an_alias_inside_a_class_sees_the_class_first(world: Maker) -> None:
    world("""
    -- app.py --
    def work(): ...
    class App:
        def «work»(self): ...
        «main» = work
    """).leads("app:App.main")


def test_an_alias_inside_a_class_sees_the_module_next(world: Maker) -> None:
    world("""
    -- app.py --
    def «work»(): ...
    class Outer:
        work = None
        class App:
            «main» = work
    """).leads("app:Outer.App.main")


def test_an_alias_of_a_name_bound_later_is_found_by_its_final_value(world: Maker) -> None:
    world("""
    -- app.py --
    try:
        «main» = work
    except NameError:
        pass
    def «work»(): ...
    """).leads("app:main")


def test_an_alias_of_a_builtin_is_its_assignment(world: Maker) -> None:
    world("""
    -- app.py --
    «main» = print
    """).leads("app:main")


def test_a_name_bound_by_global_in_a_function(world: Maker) -> None:
    found = world("""
    -- app.py --
    def setup(factory):
        global main, other
        if factory:
            «main» = factory
        main = None
    """).leads("app:main")
    assert [hop.kind for hop in found.hops] == [HopKind.GLOBAL]


@pytest.mark.parametrize(
    "body",
    [
        "def «main»(): ...",
        "class «main»: ...",
        "«main»: int = 1",
        "for «main» in x: ...",
        "with x as «main»: ...",
        "(«main» := 1)",
        "«main» += 1",
        "x, «main» = y",
    ],
)
def test_every_way_to_bind_a_global_name(world: Maker, body: str) -> None:
    world({"app.py": f"def setup():\n    global main\n    {body}\n"}).leads("app:main")


@pytest.mark.parametrize(
    "source",
    [
        "def setup(): global main; «main» = 1",
        "class C:\n    def setup(self):\n        global main\n        «main» = 1",
        "class C:\n    global main\n    «main» = 1",
        "def outer():\n    def setup():\n        global main\n        «main» = 1",
        "if x:\n    pass\nelif y:\n    def setup():\n        global main\n        «main» = 1",
        "try: ...\nexcept E:\n    def setup():\n        global main\n        «main» = 1",
        "match x:\n    case 1:\n        def f():\n            global main\n            «main» = 1",
        "def setup():\n    global main\n    from lib import real as «main»",
    ],
)
def test_wherever_the_global_statement_stands(world: Maker, source: str) -> None:
    world({"app.py": source}).leads("app:main")


def test_a_global_import_is_followed(world: Maker) -> None:
    world("""
    -- lib.py --
    def «real»(): ...
    -- app.py --
    def setup():
        global main, lib
        from lib import real as main
        import lib
    """).leads("app:main", "app:lib.real")


def test_a_name_bound_in_the_module_and_by_global_is_both(world: Maker) -> None:
    world("""
    -- app.py --
    «main» = None
    def setup():
        global main
        «main» = 1
    def teardown():
        global main
        def «main»(): ...
    """).leads("app:main")


def test_global_without_a_binding_binds_nothing(world: Maker) -> None:
    world("""
    -- app.py --
    def setup():
        global main
        return main
    def other():
        main = 1
    """).lacks("app:main")


def test_attributes_of_a_class_made_by_global(world: Maker) -> None:
    world("""
    -- app.py --
    def setup():
        global App
        class App:
            def «run»(self): ...
    """).leads("app:App.run")


def test_the_kinds_of_definitions(world: Maker) -> None:
    app = world("""
    -- app.py --
    def function(): ...
    class Class:
        def method(self): ...
        value = 1
    value = 1
    """)

    def kind(reference: str) -> object:
        return app.resolve(reference).targets[0].kind  # type: ignore[union-attr]

    assert kind("app:function") is DefinitionKind.FUNCTION
    assert kind("app:Class") is DefinitionKind.CLASS
    assert kind("app:Class.method") is DefinitionKind.METHOD
    assert kind("app:Class.value") is DefinitionKind.VARIABLE
    assert kind("app:value") is DefinitionKind.VARIABLE


def test_special_names_of_modules_are_never_proven_missing(world: Maker) -> None:
    world({"app.py": ""}).hides(
        Reason.BUILT_IN, "app:__name__", "app:__file__", "app:__warningregistry__"
    )


def test_the_proof_lists_the_names_there_are(world: Maker) -> None:
    proof = world("""
    -- app/__init__.py --
    from os import *
    def main(): ...
    def setup():
        global late
        late = 1
    gone = 1
    del gone
    -- app/sub.py --
    -- os.py --
    """).lacks("app:mian")
    assert proof.known == ("late", "main", "setup", "sub")
    assert (proof.owner, proof.name, proof.part) == ("app", "mian", 1)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("globals()['main'] = 1", "it writes to globals()"),
        ("globals().update(x)", "it writes to globals()"),
        ("def f():\n    globals ()['main'] = 1", "it writes to globals()"),
        ("f.__globals__['main'] = 1", "it writes to globals()"),
        ("import sys\nsys.modules[__name__] = x", "it works on sys.modules"),
        ("from sys import modules\nmodules[__name__] = x", "it works on sys.modules"),
        ("import sys\nsys._getframe(0).f_locals['main'] = 1", "it works on frames"),
        ("exec('main = 1')", "it calls exec() on import"),
        ("eval('(main := 1)')", "it calls eval() on import"),
        ("vars()['main'] = 1", "it calls vars() on import"),
        ("locals().update(main=1)", "it calls locals() on import"),
        ("if x:\n    for y in z:\n        exec(y)", "it calls exec() on import"),
        ("class C:\n    exec(y, C)", "it calls exec() on import"),
        (
            "import app\nfor n in names:\n    setattr(app, n, 1)",
            "it calls setattr() with a computed name on import",
        ),
        (
            "setattr(__import__('app'), 'main', 1)",
            "it calls setattr() with a computed name on import",
        ),
        ("apipkg.initpkg(__name__, exportdefs)", "it is passed to apipkg.initpkg() by name"),
        ("install(module=__name__)", "it is passed to install() by name"),
        (
            "import enum\n@enum.global_enum\nclass Flag(enum.Flag): main = 1",
            "it makes members of an enumeration its own",
        ),
        (
            "IntEnum._convert_('Signals', __name__, lambda n: True)",
            "it makes members of an enumeration its own",
        ),
    ],
)
def test_names_made_at_run_time_are_never_proven_missing(
    world: Maker, source: str, shown: str
) -> None:
    app = world({"app.py": f"{source}\ndef present(): ...\n"})
    assert app.hides(Reason.DYNAMIC, "app:main").detail == f"app is dynamic: {shown}"
    assert app.resolve("app:present").targets  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "source",
    [
        "import logging\nLOG = logging.getLogger(__name__)",
        "def f():\n    exec('main = 1')",
        "def f(x):\n    setattr(x, name, 1)",
        "def f():\n    return vars()",
        "lambda: eval('1')",
        "vars(object)",
        "def f():\n    setup_globals(app=1)",
    ],
)
def test_what_binds_no_name_of_the_module_is_no_excuse(world: Maker, source: str) -> None:
    world({"app.py": source}).lacks("app:main")


@pytest.mark.parametrize(
    "source",
    [
        "def __getattr__(name): ...",
        "from lazy import __getattr__",
        "__getattr__, __dir__, __all__ = lazy.attach(__name__, submodules)",
        "if x:\n    def __getattr__(name): ...",
    ],
)
def test_a_module_getattr_may_answer_for_any_name(world: Maker, source: str) -> None:
    app = world({"app.py": f"{source}\ndef present(): ...\n", "lazy.py": ""})
    assert app.hides(Reason.DYNAMIC, "app:main").detail == "app has a module __getattr__"
    assert app.resolve("app:present").targets  # type: ignore[union-attr]


def test_attributes_of_values_are_unknown(world: Maker) -> None:
    app = world("""
    -- app.py --
    number = 1
    items = [1]
    function = lambda: 0
    def real(): ...
    """)
    app.hides(Reason.VALUE, "app:number.x", "app:items.append", "app:function.x", "app:real.x")
    app.hides(Reason.BUILT_IN, "app:real.__code__")


def test_a_package_around_may_set_names_of_its_modules(world: Maker) -> None:
    app = world("""
    -- shop/__init__.py --
    from shop import core
    from shop.core import App
    core.main = 1
    App.run = 2
    -- shop/core.py --
    class App: ...
    """)
    app.hides(Reason.DYNAMIC, "shop.core:main", "shop.core:App.run")
    app.lacks("shop.core:mian", "shop.core:App.rnu")
