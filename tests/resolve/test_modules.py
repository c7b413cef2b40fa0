"""Where a module's name leads: the rules of the import system, read from folders."""

from __future__ import annotations

import os

import pytest

from entryway.model import Absent, DefinitionKind, Reason
from resolve.worlds import Maker


def test_a_module_is_its_file(world: Maker) -> None:
    found = world("""
    -- shop/__init__.py --
    -- shop/app.py --
    «»print("never run")
    """).leads("shop.app")
    assert found.targets[0].name == "shop.app"


def test_a_regular_package_is_its_init(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    «»
    -- shop/app.py --
    """).leads("shop")


def test_the_first_root_wins(world: Maker) -> None:
    world(
        """
        -- one/shop.py --
        «»
        -- two/shop.py --
        """,
        roots=("one", "two"),
    ).leads("shop")


def test_a_package_goes_before_a_module_of_the_same_name(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    «»
    -- shop.py --
    """).leads("shop")


def test_a_module_goes_before_a_folder_without_init(world: Maker) -> None:
    world("""
    -- shop/app.py --
    -- shop.py --
    «»
    """).leads("shop")


def test_a_package_of_a_later_root_goes_before_folders_without_init(world: Maker) -> None:
    world(
        """
        -- one/shop/app.py --
        -- two/shop/__init__.py --
        «»
        """,
        roots=("one", "two"),
    ).leads("shop")


def test_only_the_first_packages_folder_is_searched(world: Maker) -> None:
    proof = world(
        """
        -- one/shop/__init__.py --
        -- two/shop/__init__.py --
        -- two/shop/app.py --
        """,
        roots=("one", "two"),
    ).lacks("shop.app")
    assert (proof.what, proof.name, proof.part) == (Absent.MODULE, "app", 1)


@pytest.mark.parametrize("reference", ["acme.one", "acme.two"])
def test_a_namespace_package_has_portions_in_several_roots(world: Maker, reference: str) -> None:
    portion = reference.removeprefix("acme.")
    files = {f"{n}/acme/{n}.py": "«»" if n == portion else "" for n in ("one", "two")}
    world(files, roots=("one", "two")).leads(reference)


def test_a_namespace_package_is_its_first_folder(world: Maker) -> None:
    found = world(
        {"one/acme/": "«»", "one/acme/one.py": "", "two/acme/two.py": ""}, roots=("one", "two")
    ).leads("acme")
    assert getattr(found.targets[0], "path", "").endswith("one/acme")


def test_namespaces_nest(world: Maker) -> None:
    world(
        """
        -- one/acme/tools/a.py --
        -- two/acme/tools/b.py --
        «»
        """,
        roots=("one", "two"),
    ).leads("acme.tools.b")


def test_a_folder_without_init_inside_a_package_holds_modules(world: Maker) -> None:
    world("""
    -- shop/__init__.py --
    -- shop/plugins/stripe.py --
    def «pay»(): ...
    """).leads("shop.plugins.stripe:pay")


def test_nothing_can_be_added_to_a_folder_inside_a_package(world: Maker) -> None:
    shop = world("""
    -- shop/__init__.py --
    -- shop/plugins/stripe.py --
    """)
    shop.lacks("shop.plugins.paypal")
    assert shop.lacks("shop.plugins:paypal").known == ("stripe",)


@pytest.mark.parametrize("reference", ["acme.other", "acme:other", "acme.tools.other"])
def test_other_distributions_may_add_to_a_namespace_package(world: Maker, reference: str) -> None:
    world({"acme/one.py": "", "acme/tools/two.py": ""}).hides(Reason.NOT_INSTALLED, reference)


@pytest.mark.parametrize(
    "init",
    [
        "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n",
        "import pkgutil\n__path__ = pkgutil.extend_path(__path__, __name__)\n",
        "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
        "__import__('pkg_resources').declare_namespace(__name__)\n",
        "import pkg_resources\npkg_resources.declare_namespace(__name__)\n",
        "try:\n    import pkg_resources\n    pkg_resources.declare_namespace(__name__)\n"
        "except ImportError:\n    import pkgutil\n"
        "    __path__ = pkgutil.extend_path(__path__, __name__)\n",
    ],
)
def test_a_package_that_extends_its_path_has_portions(world: Maker, init: str) -> None:
    paste = world(
        {
            "one/paste/__init__.py": init,
            "two/paste/__init__.py": init,
            "two/paste/deploy/__init__.py": "def «loadapp»(): ...",
        },
        roots=("one", "two"),
    )
    paste.leads("paste.deploy:loadapp")
    # What is not here may come with a distribution that is not here.
    paste.hides(Reason.NOT_INSTALLED, "paste.script")


@pytest.mark.parametrize(
    "suffix",
    [".so", ".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".pyd", ".cp311-win_amd64.pyd"],
)
def test_source_is_preferred_over_its_compiled_twin(world: Maker, suffix: str) -> None:
    twin = world({"fast.py": "def «run»(): ...", f"fast{suffix}": ""})
    twin.leads("fast:run")
    # The compiled file is what Python loads, and it may hold more.
    twin.hides(Reason.COMPILED, "fast:other")


def test_byte_code_beside_source_says_nothing(world: Maker) -> None:
    world({"slow.py": "def «run»(): ...", "slow.pyc": ""}).lacks("slow:other")


@pytest.mark.parametrize("suffix", [".so", ".cpython-311-x86_64-linux-gnu.so", ".pyd", ".pyc"])
def test_a_compiled_module_is_found_but_not_what_is_in_it(world: Maker, suffix: str) -> None:
    fast = world({f"fast{suffix}": "«»"})
    fast.leads("fast")
    hidden = fast.hides(Reason.COMPILED, "fast:run", "fast.sub")
    assert hidden.detail == f"fast is compiled ({fast.path('fast' + suffix)})"
    hidden = fast.hides(Reason.COMPILED, "fast:run")
    assert hidden.location is not None
    assert hidden.location.path == fast.path(f"fast{suffix}")


def test_a_compiled_package_may_have_modules_in_source(world: Maker) -> None:
    fast = world({"fast/__init__.so": "", "fast/slow.py": "def «run»(): ..."})
    fast.leads("fast.slow:run")
    fast.hides(Reason.COMPILED, "fast:run", "fast.other")


@pytest.mark.parametrize("name", ["core.pyx", "core.pyi", "core.c", "core.py.in", "core.rs"])
def test_a_module_that_a_build_makes_may_exist(world: Maker, name: str) -> None:
    world({"shop/__init__.py": "", f"shop/{name}": ""}).hides(Reason.DYNAMIC, "shop.core")


@pytest.mark.parametrize(
    "init",
    [
        "import sys\nsys.modules[__name__ + '.moves'] = object()\n",
        "import sys\nsys.meta_path.append(finder)\n",
        "__path__.append('/elsewhere')\n",
        "import os\n__path__ = [os.path.join(__path__[0], 'lib')]\n",
    ],
)
def test_a_package_that_works_on_imports_may_have_any_module(world: Maker, init: str) -> None:
    world({"six/__init__.py": init}).hides(Reason.DYNAMIC, "six.moves")


def test_a_package_around_may_make_modules_too(world: Maker) -> None:
    world(
        {
            "pip/__init__.py": "import sys\nsys.modules['pip.vendor.six'] = object()\n",
            "pip/vendor/__init__.py": "",
        }
    ).hides(Reason.DYNAMIC, "pip.vendor.six")


def test_a_module_is_no_package(world: Maker) -> None:
    proof = world({"shop.py": ""}).lacks("shop.app")
    assert (proof.owner, proof.name, proof.part) == ("shop", "app", 1)


def test_the_proof_names_the_deepest_package_and_what_is_in_it(world: Maker) -> None:
    proof = world(
        {
            "shop/__init__.py": "",
            "shop/cmd/__init__.py": "",
            "shop/cmd/api.py": "",
            "shop/cmd/worker/__init__.py": "",
        }
    ).lacks("shop.cmd.apl.run")
    assert (proof.owner, proof.name, proof.part) == ("shop.cmd", "apl", 2)
    assert proof.known == ("api", "worker")
    assert proof.owner_location is not None
    assert proof.owner_location.path.endswith("shop/cmd/__init__.py")


def test_case_counts_on_every_system(world: Maker) -> None:
    world({"shop/__init__.py": "", "shop/App.py": ""}).lacks("shop.app")


def test_a_top_level_name_that_is_nowhere_is_not_installed(world: Maker) -> None:
    hidden = world({"shop.py": ""}).hides(Reason.NOT_INSTALLED, "absent.app", "absent")
    assert hidden.part == 0
    assert "the environment" in hidden.detail


def test_without_an_environment_it_is_just_not_here(world: Maker) -> None:
    world({"shop.py": ""}, environment=None).hides(Reason.NO_ENVIRONMENT, "absent.app")


def test_the_standard_library_may_be_out_of_reach(world: Maker) -> None:
    hidden = world({"shop.py": ""}, standard_library=False).hides(
        Reason.NO_ENVIRONMENT, "json.decoder"
    )
    assert hidden.detail == "the standard library was not found"


def test_what_is_part_of_the_interpreter_has_no_file(world: Maker) -> None:
    world({"app.py": "import sys"}).hides(
        Reason.BUILT_IN, "sys", "sys:exit", "builtins:print", "app:sys", "app:sys.exit"
    )


def test_setuptools_replaces_distutils(world: Maker) -> None:
    world(
        """
        -- lib/distutils/__init__.py --
        -- lib/distutils/cmd.py --
        class Command: ...
        -- site/distutils-precedence.pth --
        import os; os.environ.get('SETUPTOOLS_USE_DISTUTILS'); __import__('_distutils_hack')
        -- site/setuptools/__init__.py --
        -- site/setuptools/_distutils/__init__.py --
        -- site/setuptools/_distutils/cmd.py --
        class «Command»: ...
        """,
        roots=("lib", "site"),
    ).leads("distutils.cmd:Command")


def test_a_mapped_package_lies_where_its_finder_says(world: Maker) -> None:
    world({"src/web/__init__.py": "def «main»(): ..."}, roots=(), mapped={"shop": "src/web"}).leads(
        "shop:main"
    )


def test_a_mapped_module_is_a_file(world: Maker) -> None:
    world({"src/web.py": "def «main»(): ..."}, roots=(), mapped={"shop": "src/web"}).leads(
        "shop:main"
    )


def test_a_mapped_submodule_may_lie_elsewhere(world: Maker) -> None:
    world(
        {"lib/shop/__init__.py": "", "src/web.py": "def «main»(): ..."},
        roots=("lib",),
        mapped={"shop.web": "src/web"},
    ).leads("shop.web:main")


def test_a_recorded_namespace_has_the_recorded_portions(world: Maker) -> None:
    acme = world(
        {"lib/acme/one.py": "", "src/acme/two.py": "def «main»(): ..."},
        roots=("lib",),
        namespaces={"acme": ("src/acme", "gone/acme")},
    )
    acme.leads("acme.two:main")
    acme.hides(Reason.NOT_INSTALLED, "acme.three")


def test_a_recorded_namespace_inside_another(world: Maker) -> None:
    world(
        {"src/acme/tools/two.py": "def «main»(): ..."},
        roots=(),
        mapped={"acme.tools.two": "src/acme/tools/two"},
        namespaces={"acme": (), "acme.tools": ()},
    ).leads("acme.tools.two:main")


def test_a_link_that_leads_in_a_circle_ends(world: Maker) -> None:
    shop = world({"shop/__init__.py": "", "shop/app.py": "«»"})
    os.symlink(shop.path("shop"), shop.path("shop/shop"))
    shop.leads("shop.app")
    assert shop.resolve("shop" + ".shop" * 10_000) is not None
    os.symlink(shop.path("a"), shop.path("b"))
    os.symlink(shop.path("b"), shop.path("a"))
    shop.hides(Reason.NOT_INSTALLED, "a", "b.c")


def test_an_unsaved_module_exists(world: Maker) -> None:
    unsaved = {"shop/new/app.py": "def main(): ...\n"}
    shop = world({"shop/__init__.py": ""}, overlays=unsaved)
    found = shop.resolve("shop.new.app:main")
    assert found.targets[0].path == shop.path("shop/new/app.py")  # type: ignore[union-attr]


def test_a_module_has_the_kind_of_a_module(world: Maker) -> None:
    target = world({"shop.py": "«»"}).leads("shop").targets[0]
    assert getattr(target, "kind", None) is DefinitionKind.MODULE
