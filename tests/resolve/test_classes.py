"""Attributes of classes: in the body, through the bases wherever they are, set from outside."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from entryway.model import Found, HopKind, Reason
from resolve.worlds import Maker


def test_attributes_of_the_body(world: Maker) -> None:
    app = world("""
    -- app.py --
    class App:
        @classmethod
        def «factory»(cls): ...
    """)
    assert app.leads("app:App.factory").targets[0].name == "app:App.factory"
    proof = app.lacks("app:App.fatcory")
    assert (proof.owner, proof.name, proof.part) == ("class app:App", "fatcory", 2)
    assert proof.known == ("factory",)
    assert proof.owner_location is not None


def test_nested_classes(world: Maker) -> None:
    app = world("""
    -- app.py --
    class App:
        class Config:
            class Inner:
                «value» = 1
    """)
    assert app.leads("app:App.Config.Inner.value").targets[0].name == "app:App.Config.Inner.value"
    app.lacks("app:App.Config.value")


def test_bases_in_other_files_and_distributions(world: Maker) -> None:
    found = world(
        """
        -- src/shop/__init__.py --
        -- src/shop/app.py --
        from shop.base import Base
        class App(Base): ...
        -- src/shop/base.py --
        import framework.wsgi as wsgi
        class Base(wsgi.Middleware): ...
        -- site/framework/__init__.py --
        -- site/framework/wsgi.py --
        class Middleware(object):
            @classmethod
            def «factory»(cls, global_conf): ...
        """,
        roots=("src", "site"),
    ).leads("shop.app:App.factory")
    assert found.targets[0].name == "framework.wsgi:Middleware.factory"
    assert [(h.kind, h.name) for h in found.hops] == [
        (HopKind.BASE_CLASS, "framework.wsgi:Middleware")
    ]


def test_the_nearest_class_in_the_order_wins(world: Maker) -> None:
    world("""
    -- app.py --
    class Top:
        def run(self): ...
    class Left(Top): ...
    class Right(Top):
        def «run»(self): ...
    class App(Left, Right): ...
    """).leads("app:App.run")


def test_what_a_class_only_declares_is_in_the_next_one_that_has_it(world: Maker) -> None:
    found = world("""
    -- app.py --
    class Needs:
        value: int
    class Has:
        «value» = 1
    class App(Needs, Has): ...
    """).leads("app:App.value")
    assert [(hop.kind, hop.name) for hop in found.hops] == [(HopKind.BASE_CLASS, "app:Has")]


def test_what_no_class_has_is_where_it_is_declared(world: Maker) -> None:
    world("""
    -- app.py --
    class Needs:
        «value»: int
    class App(Needs):
        value: int
    """).leads("app:Needs.value")


def test_subscripted_bases(world: Maker) -> None:
    world("""
    -- app.py --
    class Base:
        def «run»(self): ...
    class App(Base[int]): ...
    """).leads("app:App.run")


@pytest.mark.parametrize(
    "base", ["six.with_metaclass(abc.ABCMeta, Base)", "with_metaclass(Strange, Base)"]
)
def test_bases_behind_with_metaclass(world: Maker, base: str) -> None:
    app = world({"app.py": f"class Base:\n    def «run»(self): ...\nclass App({base}): ...\n"})
    app.leads("app:App.run")
    if "ABCMeta" in base:
        app.lacks("app:App.rnu")
    else:
        app.hides(Reason.DYNAMIC, "app:App.rnu")


def test_a_base_of_the_same_name_is_what_the_name_was(world: Maker) -> None:
    world("""
    -- lib.py --
    class App:
        def «run»(self): ...
    -- app.py --
    from lib import App
    class App(App): ...
    class App(App): ...
    """).leads("app:App.run")


def test_a_base_is_what_its_name_was_then(world: Maker) -> None:
    world("""
    -- app.py --
    class Base:
        def «run»(self): ...
    class App(Base): ...
    class Base:
        def run(self): ...
    """).leads("app:App.run")


EITHER_BASE = """
    -- app.py --
    if x:
        class Base:
            def run(self): ...
            def go(self): ...
    else:
        class Base:
            def run(self): ...
            def stop(self): ...
    class App(Base):
        def go(self): ...
    """


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("run", EITHER_BASE.replace("run", "«run»")),
        ("stop", EITHER_BASE.replace("stop", "«stop»")),
        ("go", "«go»".join(EITHER_BASE.rsplit("go", 1))),
    ],
)
def test_either_base_is_possible(world: Maker, name: str, marked: str) -> None:
    world(marked).leads(f"app:App.{name}")


def test_what_neither_base_has_is_missing(world: Maker) -> None:
    world(EITHER_BASE).lacks("app:App.other")


def test_a_base_that_may_be_another_one_out_of_reach_hides_all(world: Maker) -> None:
    app = world("""
    -- app.py --
    if x:
        class Base:
            def «run»(self): ...
    else:
        from absent import Base
    class App(Base): ...
    """)
    app.leads("app:App.run")
    app.hides(Reason.BASE_CLASS, "app:App.stop")


def test_what_both_bases_inherit_is_found_once(world: Maker) -> None:
    world("""
    -- app.py --
    class Root:
        def «run»(self): ...
    try:
        class Base(Root): ...
    except ImportError:
        class Base(Root): ...
    class App(Base): ...
    """).leads("app:App.run")


def test_bases_that_may_be_each_other_are_an_answer(world: Maker) -> None:
    app = world("""
    -- app.py --
    class Base: ...
    for _ in range(2):
        class Other(Base): ...
        class Base(Other): ...
    class App(Base): ...
    """)
    app.lacks("app:App.run")


@pytest.mark.parametrize(
    "base",
    [
        "absent.Base",
        "Absent",
        "make()",
        "namedtuple('P', 'x y')",
        "*bases",
        "registry['base']",
        "a or b",
        "fast.Base",
        "lazy.Base",
        "function",
        "App",
    ],
)
def test_nothing_is_missing_below_a_base_out_of_reach(world: Maker, base: str) -> None:
    app = world(
        {
            "app.py": f"import absent, fast, lazy\ndef function(): ...\nclass App({base}):\n"
            "    def «run»(self): ...\n",
            "fast.so": "",
            "lazy.py": "def __getattr__(name): ...",
        }
    )
    assert app.leads("app:App.run").hops == ()
    app.hides(Reason.BASE_CLASS, "app:App.other")


def test_what_stands_behind_an_unread_base_may_be_overridden(world: Maker) -> None:
    found = world("""
    -- app.py --
    from absent import Mixin
    class Base:
        def «run»(self): ...
    class App(Mixin, Base): ...
    """).leads("app:App.run")
    assert [(h.kind, h.name) for h in found.hops] == [
        (HopKind.BASE_CLASS, "app:Base"),
        (HopKind.UNREAD_BASE, "Mixin"),
    ]


def test_attributes_of_built_in_bases_are_known(world: Maker) -> None:
    app = world("""
    -- app.py --
    class Error(Exception): ...
    class Table(dict): ...
    class Meta(type): ...
    class Plain(object): ...
    """)
    app.hides(
        Reason.BUILT_IN,
        "app:Error.with_traceback", "app:Table.items", "app:Meta.mro", "app:Plain.__init__",
        "app:Plain.mro", "app:Plain.__weakref__", "app:Plain.__match_args__",
    )  # fmt: skip
    app.lacks("app:Error.other", "app:Table.itmes", "app:Plain.other")
    # Newer Pythons have more than ours.
    app.hides(Reason.BUILT_IN, "app:Error.add_note", "app:Table.from_number")


def test_private_names_carry_their_class(world: Maker) -> None:
    app = world("""
    -- app.py --
    class _App:
        __secret = 1
        def «__hidden»(self): ...
        alias = __hidden
        class __Inner:
            def __deep(self): ...
        def __special__(self): ...
    """)
    app.leads("app:_App._App__hidden")
    app.lacks("app:_App.__hidden", "app:_App.__Inner", "app:_App.__secret")
    for name in ("alias", "_App__secret", "_App__Inner._Inner__deep", "__special__"):
        assert isinstance(app.resolve(f"app:_App.{name}"), Found), name


def test_slots_are_attributes(world: Maker) -> None:
    world("""
    -- app.py --
    class App:
        __slots__ = («"name"», "__other")
    """).leads("app:App.name")


@pytest.mark.parametrize(
    "slots",
    ["['name', «'x'»]", "«'x'»", "{'x': 'documented'}".replace("'x'", "«'x'»"), "{«'x'»}"],
)
def test_every_form_of_slots(world: Maker, slots: str) -> None:
    app = world({"app.py": f"class App:\n    if True:\n        __slots__ = {slots}\n"})
    app.leads("app:App.x")
    app.lacks("app:App.y")


def test_computed_slots_may_hold_any_name(world: Maker) -> None:
    world({"app.py": "class App:\n    __slots__ = names\n"}).hides(Reason.DYNAMIC, "app:App.x")


def test_a_property_stays_where_it_began(world: Maker) -> None:
    world("""
    -- app.py --
    class App:
        @property
        def «name»(self): ...
        @name.setter
        def name(self, value): ...
        @name.deleter
        def name(self): ...
    """).leads("app:App.name")


def test_a_setter_of_an_inherited_property_is_a_definition(world: Maker) -> None:
    world("""
    -- app.py --
    class Base:
        @property
        def name(self): ...
    class App(Base):
        @Base.name.setter
        def «name»(self, value): ...
    """).leads("app:App.name")


def test_a_member_bound_only_in_a_branch_leaves_the_inherited_one_possible(world: Maker) -> None:
    world("""
    -- app.py --
    class Base:
        def «run»(self): ...
    class App(Base):
        if x:
            def «run»(self): ...
    """).leads("app:App.run")


@pytest.mark.parametrize(
    "source",
    [
        "@decorate\nclass App: ...",
        "@decorate(1)\nclass App: ...",
        "class App(metaclass=Meta): ...",
        "class App(**options): ...",
        "@six.add_metaclass(Meta)\nclass App: ...",
        "class App:\n    locals()['x'] = 1",
        "class App:\n    for n in names:\n        vars()[n] = 1",
        "class App:\n    exec('x = 1')",
        "class Base:\n    def __init_subclass__(cls): ...\nclass App(Base): ...",
        "class App: ...\nfor n in names:\n    setattr(App, n, 1)",
        "class App: ...\nfor cls in (App,):\n    cls.x = 1",
        "class App: ...\nregister(App)",
        "class App: ...\nApp.register('x')",
        "class App: ...\nregister(cls=App)",
        "class App:\n    @classmethod\n    def register(cls, n):\n        setattr(cls, n, 1)",
        "class App:\n    @classmethod\n    def register(cls):\n        cls.x = 1",
        "class App: ...\ndef setup():\n    App.x = 1",
        "class App: ...\ndef setup(app):\n    setattr(app, 'x', 1)",
    ],
)
def test_attributes_made_at_run_time_are_never_proven_missing(world: Maker, source: str) -> None:
    world({"app.py": f"{source}\n"}).hides(Reason.DYNAMIC, "app:App.x")


@pytest.mark.parametrize(
    "source",
    [
        "@dataclass\nclass App: ...",
        "@dataclasses.dataclass(frozen=True)\nclass App: ...",
        "@functools.total_ordering\nclass App: ...",
        "@six.add_metaclass(abc.ABCMeta)\nclass App: ...",
        "@six.python_2_unicode_compatible\nclass App: ...",
        "class App(metaclass=abc.ABCMeta): ...",
        "class App:\n    def __init__(self):\n        self.x = 1",
        "class App:\n    def set(self, n):\n        setattr(self, n, 1)",
        "class App:\n    def set(self):\n        setattr(self, 'x', 1)",
        "class App: ...\nif App.x == 1: ...",
    ],
)
def test_what_makes_no_attribute_is_no_excuse(world: Maker, source: str) -> None:
    world({"app.py": f"{source}\n"}).lacks("app:App.x")


def test_abstract_classes_have_what_their_metaclass_has(world: Maker) -> None:
    world("""
    -- abc.py --
    class ABCMeta(type): ...
    class ABC(metaclass=ABCMeta): ...
    -- app.py --
    from abc import ABC, ABCMeta
    class One(metaclass=ABCMeta): ...
    class Two(ABC): ...
    """).hides(Reason.BUILT_IN, "app:One.register", "app:Two.register", "app:Two._abc_impl")


@pytest.mark.parametrize(
    "statement",
    [
        "setattr(Router, 'factory', factory)",
        "Router.factory = factory",
        "Router.factory: object = factory",
        "Alias = Router\nAlias.factory = factory",
        "Router.factory, other = factory, 1",
    ],
)
def test_an_attribute_set_from_outside(world: Maker, statement: str) -> None:
    source = f"class Router: ...\ndef factory(): ...\n{statement}\n"
    answer = world({"app.py": source}).resolve("app:Router.factory")
    assert isinstance(answer, Found)
    assert "app:factory" in [target.name for target in answer.targets]
    assert HopKind.ATTACHED in {hop.kind for hop in answer.hops}


def test_the_place_of_an_attribute_set_from_outside(world: Maker) -> None:
    world("""
    -- app.py --
    class Router:
        factory = None
    def «factory»(): ...
    Router.«factory» = factory
    """).leads("app:Router.factory")


def test_an_attribute_set_by_setattr_is_at_the_call(world: Maker) -> None:
    world("""
    -- app.py --
    class Router: ...
    «setattr»(Router, "factory", lambda: 0)
    """).leads("app:Router.factory")


def test_an_attribute_set_in_a_branch_leaves_the_one_of_the_class(world: Maker) -> None:
    world("""
    -- app.py --
    class Router:
        def «factory»(self): ...
    if x:
        Router.«factory» = 1
    else:
        Router.«factory» = 2
    """).leads("app:Router.factory")


def test_a_deleted_attribute_is_not_found(world: Maker) -> None:
    world("""
    -- app.py --
    class Router: ...
    Router.factory = 1
    del Router.factory
    """).hides(Reason.DYNAMIC, "app:Router.factory")


def test_an_attribute_set_on_what_was_imported(world: Maker) -> None:
    app = world("""
    -- lib.py --
    class Router: ...
    -- app.py --
    import lib as l
    from lib import Router
    def «factory»(): ...
    Router.«factory» = factory
    l.«factory» = factory
    """)
    app.root.joinpath("app.py").write_text(
        "import lib as l\nfrom lib import Router\ndef factory(): ...\nRouter.factory = factory\n"
        "l.other = factory\n"
    )
    for reference in ("app:Router.factory", "app:l.other"):
        answer = app.resolve(reference)
        assert isinstance(answer, Found), reference
        assert "app:factory" in [target.name for target in answer.targets]


def test_an_attribute_set_on_an_inherited_class(world: Maker) -> None:
    world("""
    -- lib.py --
    class Base: ...
    Base.«factory» = 1
    -- app.py --
    from lib import Base
    class App(Base): ...
    """).leads("app:App.factory")


def test_an_attribute_set_on_an_instance(world: Maker) -> None:
    world("""
    -- app.py --
    app = Application()
    app.«entry» = 1
    """).leads("app:app.entry")


def test_a_class_given_to_a_call_in_another_module(world: Maker) -> None:
    world("""
    -- lib.py --
    class App: ...
    -- app.py --
    from lib import App
    register(App)
    """).hides(Reason.DYNAMIC, "app:App.x")


def test_inheritance_in_a_circle(world: Maker) -> None:
    app = world("""
    -- a.py --
    import b
    class A(b.B):
        def «run»(self): ...
    -- b.py --
    import a
    class B(a.A): ...
    """)
    app.leads("a:A.run", "b:B.run")
    app.hides(Reason.BASE_CLASS, "a:A.other", "b:B.other")


def test_contradicting_bases_have_some_order(world: Maker) -> None:
    world("""
    -- app.py --
    class A:
        def «run»(self): ...
    class B(A): ...
    class C(A, B): ...
    """).leads("app:C.run")


def test_many_diamonds_take_no_time(world: Maker) -> None:
    lines = ["class L0:\n    def «run»(self): ...", "class R0(L0): ..."]
    for below, here in pairwise(range(40)):
        bases = f"R{below}, L{below}"
        lines += [f"class L{here}({bases}): ...", f"class R{here}({bases}): ..."]
    start = time.process_time()
    app = world({"app.py": "\n".join(lines)})
    app.leads("app:R39.run")
    app.lacks("app:R39.rnu")
    assert time.process_time() - start < 1


def test_a_tower_of_bases_is_an_answer(world: Maker) -> None:
    lines = [
        "class C0:\n    def «run»(self): ...",
        *(f"class C{i}(C{i - 1}): ..." for i in range(1, 1500)),
    ]
    app = world({"app.py": "\n".join(lines)})
    app.leads("app:C50.run")
    app.hides(Reason.BASE_CLASS, "app:C1400.run")
    # Whoever asks from nearer by gets further.
    app.leads("app:C60.run")


def test_a_class_without_attributes_set_keeps_its_own(world: Maker) -> None:
    world("""
    -- app.py --
    class App:
        def «run»(self): ...
    App.run.__doc__ = "…"
    App.__doc__ = "…"
    """).leads("app:App.run")
