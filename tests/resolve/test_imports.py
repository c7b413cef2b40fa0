"""Names followed through imports to the end: re-exports, star imports, circles."""

from __future__ import annotations

import time

import pytest

from entryway.model import HopKind, Reason
from resolve.worlds import Maker


@pytest.mark.parametrize(
    ("statement", "reference"),
    [
        ("from shop.core import main", "shop.api:main"),
        ("from shop.core import main as entry", "shop.api:entry"),
        ("from .core import main", "shop.api:main"),
        ("from . import core", "shop.api:core.main"),
        ("from shop import core as c", "shop.api:c.main"),
        ("import shop.core", "shop.api:shop.core.main"),
        ("import shop.core as c", "shop.api:c.main"),
        ("from .core import *", "shop.api:main"),
        ("from shop.core import (\n    other,\n    main,\n)", "shop.api:main"),
    ],
)
def test_every_form_of_import_is_followed(world: Maker, statement: str, reference: str) -> None:
    world(
        {
            "shop/__init__.py": "",
            "shop/core.py": "other = 1\ndef «main»(): ...\n",
            "shop/api.py": statement,
        }
    ).leads(reference)


def test_relative_imports_climb(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    -- shop/core.py --
    def «main»(): ...
    -- shop/web/__init__.py --
    from ..core import main
    -- shop/web/api/__init__.py --
    from ...core import main
    -- shop/web/api/v1.py --
    from ...core import main
    """).leads("shop.web:main", "shop.web.api:main", "shop.web.api.v1:main")


def test_a_relative_import_beyond_the_top_leads_nowhere(world: Maker) -> None:
    app = world({"shop/__init__.py": "from ..core import main", "app.py": "from . import main"})
    app.hides(Reason.IMPORT, "shop:main.x", "app:main.x")


def test_re_exports_are_followed_to_the_end_and_the_way_is_told(world: Maker) -> None:
    found = world("""
    -- shop/__init__.py --
    from .api import main
    -- shop/api.py --
    from .web import *
    -- shop/web/__init__.py --
    from .server import serve as main
    -- shop/web/server.py --
    def «serve»(): ...
    """).leads("shop:main")
    assert [(hop.kind, hop.name) for hop in found.hops] == [
        (HopKind.IMPORT, "shop.api"),
        (HopKind.STAR_IMPORT, "shop.web"),
        (HopKind.IMPORT, "shop.web.server"),
    ]


def test_an_import_and_its_replacement_are_both_possible(world: Maker) -> None:
    world("""
    -- fast.py --
    def «dumps»(): ...
    -- slow.py --
    def «dumps»(): ...
    -- app.py --
    try:
        from fast import dumps
    except ImportError:
        from slow import dumps
    """).leads("app:dumps")


def test_an_import_that_is_not_installed_leaves_its_replacement(world: Maker) -> None:
    app = world("""
    -- slow.py --
    def «dumps»(): ...
    -- app.py --
    try:
        import fast as json
    except ImportError:
        import slow as json
    """)
    app.leads("app:json.dumps")
    # What is not here may have it all the same.
    app.hides(Reason.DYNAMIC, "app:json.loads")


def test_an_import_that_leads_nowhere_stands_for_itself(world: Maker) -> None:
    app = world("""
    -- app.py --
    from absent.lib import «main»
    """)
    found = app.leads("app:main")
    assert [hop.kind for hop in found.hops] == [HopKind.NOT_FOLLOWED]
    assert found.hops[0].name == "absent.lib was not found"
    app.hides(Reason.IMPORT, "app:main.x")


def test_an_import_of_a_name_that_is_gone_stands_for_itself(world: Maker) -> None:
    world("""
    -- lib.py --
    -- app.py --
    from lib import «main»
    """).leads("app:main")


def test_submodules_count_whether_or_not_their_package_imports_them(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    -- shop/api.py --
    «»def main(): ...
    -- other.py --
    import shop
    """).leads("shop:api", "other:shop.api", "shop.api")


def test_a_name_goes_before_a_submodule(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    from .main import main
    from .main import other
    -- shop/main.py --
    def «main»(): ...
    def other(): ...
    """).leads("shop:main")


@pytest.mark.parametrize(
    "loads", ["from .main import other", "import shop.main", "import shop.main as m"]
)
def test_loading_a_submodule_binds_it_in_its_package(world: Maker, loads: str) -> None:
    world({"shop/__init__.py": f"main = None\n{loads}\n", "shop/main.py": "«»other = 1"}).leads(
        "shop:main"
    )


def test_a_submodule_imported_by_its_package(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    from . import api
    -- shop/api.py --
    from shop import api
    def «main»(): ...
    """).leads("shop:api.main", "shop.api:api.api.main")


def test_star_imports_take_public_names(world: Maker) -> None:
    app = world("""
    -- lib.py --
    def «main»(): ...
    def _private(): ...
    -- app.py --
    from lib import *
    """)
    app.leads("app:main")
    app.lacks("app:_private", "app:other")


@pytest.mark.parametrize(
    "exports",
    [
        "__all__ = ['_listed', 'main']",
        "__all__ = ('_listed', 'main')",
        "__all__: list[str] = ['_listed', 'main']",
        "__all__ = ['_listed'] + ['main']",
        "__all__ = [*['_listed'], 'main']",
        "__all__ = ['main']\n__all__ += ['_listed']",
        "__all__ = ['main']\n__all__.extend(['_listed'])",
        "__all__ = ['main']\n__all__.append('_listed')",
        "__all__ = ['main']\n__all__ = __all__ + ['_listed']",
        "__all__ = ['wrong']\n__all__ = ['_listed', 'main']",
        "import more\n__all__ = ['main'] + more.__all__",
        "from more import __all__ as theirs\nimport more\n__all__ = ['main', *more.__all__]",
        "import more\n__all__ = ['main']\n__all__ += more.__all__",
        "from lists import more as m\n__all__ = ['main']\n__all__.extend(m.__all__)",
    ],
)
def test_star_imports_take_what_all_lists(world: Maker, exports: str) -> None:
    app = world(
        {
            "lib.py": f"{exports}\ndef «_listed»(): ...\ndef main(): ...\ndef unlisted(): ...\n",
            "more.py": "__all__ = ['_listed']\n",
            "lists/__init__.py": "import more",
            "app.py": "from lib import *",
        }
    )
    app.leads("app:_listed")
    app.lacks("app:unlisted")


@pytest.mark.parametrize(
    "exports",
    [
        "__all__ = [name for name in dir()]",
        "__all__ = sorted(names)",
        "__all__ = ['main']\n__all__.remove('main')",
        "__all__ = ['main'] + absent.__all__",
        "from absent import __all__",
        "if x:\n    __all__ = ['main']",
        "__all__, other = value",
    ],
)
def test_star_imports_of_a_computed_all_may_take_any_name(world: Maker, exports: str) -> None:
    app = world({"lib.py": f"{exports}\ndef «_listed»(): ...\n", "app.py": "from lib import *\n"})
    app.leads("app:_listed")
    # Whether it is there is open, so what was before may be meant as well.
    world(
        {
            "lib.py": f"{exports}\ndef «_listed»(): ...\n",
            "app.py": "def «_listed»(): ...\nfrom lib import *\n",
        }
    ).leads("app:_listed")


def test_star_imports_and_bindings_replace_each_other_in_order(world: Maker) -> None:
    world("""
    -- one.py --
    def first(): ...
    def «second»(): ...
    -- app.py --
    def «first»(): ...
    """)
    app = world("""
    -- one.py --
    def a(): ...
    def «b»(): ...
    -- two.py --
    def a(): ...
    -- app.py --
    def b(): ...
    from two import *
    from one import *
    def a(): ...
    """)
    app.leads("app:b")
    assert app.resolve("app:a").targets[0].path.endswith("app.py")  # type: ignore[union-attr]


def test_the_last_of_several_star_imports_wins(world: Maker) -> None:
    world("""
    -- one.py --
    def main(): ...
    -- two.py --
    def «main»(): ...
    -- app.py --
    from one import *
    from two import *
    """).leads("app:main")


def test_a_star_import_in_a_branch_is_one_possibility(world: Maker) -> None:
    world("""
    -- fast.py --
    def «main»(): ...
    -- app.py --
    def «main»(): ...
    try:
        from fast import *
    except ImportError:
        pass
    """).leads("app:main")


def test_a_deleted_name_does_not_come_back_by_a_star_import(world: Maker) -> None:
    world("""
    -- lib.py --
    def main(): ...
    -- app.py --
    from lib import *
    del main
    """).lacks("app:main")


def test_an_alias_sees_the_star_import_before_it(world: Maker) -> None:
    world("""
    -- one.py --
    def «main»(): ...
    -- two.py --
    def main(): ...
    -- app.py --
    from one import *
    «entry» = main
    from two import *
    """).leads("app:entry")


@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        ("absent", None, Reason.DYNAMIC),
        ("fast", "compiled", Reason.COMPILED),
        ("old", "print 'Python 2'", Reason.DYNAMIC),
        ("lazy", "def __getattr__(name): ...", Reason.DYNAMIC),
        ("dynamic", "globals()['x'] = 1", Reason.DYNAMIC),
    ],
)
def test_nothing_is_missing_behind_a_star_import_that_hides(
    world: Maker, name: str, source: str | None, reason: Reason
) -> None:
    files = {"app.py": f"from {name} import *\ndef «main»(): ...\n"}
    if source is not None:
        files["fast.so" if source == "compiled" else f"{name}.py"] = source
    app = world(files)
    app.leads("app:main")
    app.hides(reason, "app:other")


def test_star_imports_take_submodules_that_all_lists(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    __all__ = ['api']
    -- shop/api.py --
    «»
    -- app.py --
    def api(): ...
    from shop import *
    """).leads("app:api")


def test_star_imports_take_submodules_that_the_package_loads(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    from .api import main
    -- shop/api.py --
    «»def main(): ...
    -- app.py --
    def api(): ...
    from shop import *
    """).leads("app:api")


def test_star_imports_may_take_submodules_that_something_loads(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    -- shop/api.py --
    «»
    -- app.py --
    def «api»(): ...
    from shop import *
    """).leads("app:api")


def test_modules_that_import_each_other(world: Maker) -> None:
    shop = world("""
    -- a.py --
    from b import main
    from b import nothing
    def other(): ...
    -- b.py --
    from a import other, nothing
    def «main»(): ...
    """)
    shop.leads("a:main")
    shop.hides(Reason.IMPORT, "a:nothing.x", "b:nothing.x")
    assert shop.resolve("b:other").targets[0].path.endswith("a.py")  # type: ignore[union-attr]


def test_star_imports_in_a_circle(world: Maker) -> None:
    shop = world("""
    -- a.py --
    from b import *
    -- b.py --
    from c import *
    -- c.py --
    from a import *
    def «main»(): ...
    """)
    shop.leads("a:main", "b:main", "c:main")
    shop.lacks("a:other", "b:other", "c:other")


def test_a_web_of_star_imports_is_searched_once(world: Maker) -> None:
    names = [f"m{i}" for i in range(40)]
    web = "".join(f"from {name} import *\n" for name in names)
    files = {f"{name}.py": web for name in names}
    files["m39.py"] += "def «main»(): ...\n"
    shop = world(files)
    start = time.process_time()
    shop.leads("m0:main")
    shop.lacks("m0:other")
    assert time.process_time() - start < 2


def test_a_name_that_is_an_alias_of_itself_in_another_module(world: Maker) -> None:
    shop = world("""
    -- a.py --
    import b
    «x» = b.x
    -- b.py --
    import a
    «x» = a.x
    """)
    shop.leads("a:x")


def test_aliases_in_a_circle_of_one_module(world: Maker) -> None:
    world("""
    -- app.py --
    try:
        «a» = b
    except NameError:
        pass
    «b» = a
    """).leads("app:a")


def test_a_very_long_chain_of_re_exports_is_given_up(world: Maker) -> None:
    files = {f"m{i}.py": f"from m{i + 1} import main\n" for i in range(1000)}
    chain = world(files | {"m1000.py": "def main(): ...\n", "m60.py": "def «main»(): ...\n"})
    chain.leads("m0:main")
    given_up = chain.resolve("m61:main")
    assert given_up.hops[-1].kind is HopKind.NOT_FOLLOWED
    # The limit says nothing about who asks from nearer by.
    assert chain.resolve("m990:main").targets[0].path == chain.path("m1000.py")  # type: ignore[union-attr]


def test_a_very_long_chain_of_aliases_is_an_answer(world: Maker) -> None:
    lines = ["def x(): ...", *["x = x"] * 10_000]
    found = world({"app.py": "\n".join(lines)}).resolve("app:x")
    assert found.targets[0].selection.start.line == 10_000  # type: ignore[union-attr]


def test_a_name_of_its_own_module_is_itself(world: Maker) -> None:
    app = world("""
    -- app.py --
    import app
    def «main»(): ...
    """)
    app.leads("app:app.app.main", "app:" + "app." * 10_000 + "main")
    app.lacks("app:app.app.mian")


@pytest.mark.parametrize("reference", ["app:" + ".".join(["x"] * 10_000), ".".join(["x"] * 10_000)])
def test_a_reference_with_ten_thousand_dots_is_answered_at_once(
    world: Maker, reference: str
) -> None:
    app = world({"app.py": "class x: ...\nx.x = x\nx = x\n", "x/__init__.py": ""})
    start = time.process_time()
    assert app.resolve(reference) is not None
    assert time.process_time() - start < 2
