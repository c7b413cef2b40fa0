"""jedi, the last resort: what a value made by a call is, bounded in every respect."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import jedi
import parso.cache
import pytest
from parso.cache import parser_cache
from parso.grammar import load_grammar

from entryway.model import Found, HopKind, Reason
from entryway.resolve import jedi_sources
from entryway.resolve.deadline import TimeUp, deadline
from resolve.worlds import Maker, World

APP = """
    -- shop/__init__.py --
    -- shop/app.py --
    from shop.base import Base
    class App(Base):
        def run(self): ...
        def __init__(self):
            self.config = {}
    def make() -> App: ...
    def build():
        return App()
    app = build()
    typed: App
    made = make()
    both = App() if x else build()
    first, second = build(), 1
    with build() as entered: ...
    table = {'a': App()}
    item = table['a']
    class Holder:
        app = App()
    def setup():
        global late
        late = App()
    -- shop/base.py --
    class Base:
        class Inner:
            def deep(self): ...
        def inherited(self): ...
"""


@pytest.fixture
def shop(world: Maker) -> World:
    return world(APP)


def marked(shop: World, path: str, definition: str) -> World:
    """Mark the identifier of one definition, by the line it stands in."""
    text = shop.marked[path]
    name = definition.split("(")[0].rsplit(" ", 1)[-1].rsplit(".", 1)[-1]
    assert text.count(definition) == 1
    new = text.replace(definition, definition.replace(name, f"«{name}»", 1))
    return World(shop.root, {**shop.marked, path: new})


@pytest.mark.parametrize("value", ["app", "typed", "made", "both", "first", "item", "Holder.app"])
def test_methods_of_values(shop: World, value: str) -> None:
    found = marked(shop, "shop/app.py", "def run(self)").leads(f"shop.app:{value}.run")
    assert [hop.kind for hop in found.hops] == [HopKind.INFERRED]
    assert found.targets[0].name == "shop.app:App.run"


def test_a_value_that_a_function_makes_global(shop: World) -> None:
    marked(shop, "shop/app.py", "def run(self)").leads("shop.app:late.run")


def test_inherited_members_of_values(shop: World) -> None:
    found = marked(shop, "shop/base.py", "def inherited(self)").leads("shop.app:app.inherited")
    assert found.targets[0].name == "shop.base:Base.inherited"


def test_members_of_classes_that_values_have(shop: World) -> None:
    marked(shop, "shop/base.py", "def deep(self)").leads("shop.app:app.Inner.deep")


def test_attributes_that_a_method_sets(shop: World) -> None:
    found = marked(shop, "shop/app.py", "self.config").leads("shop.app:app.config")
    assert found.targets[0].name == "shop.app:App.config"


def test_what_is_not_inferred_is_never_missing(shop: World) -> None:
    hidden = shop.hides(
        Reason.VALUE, "shop.app:app.nothing", "shop.app:second.run", "shop.app:table.x"
    )
    assert hidden.location is None or hidden.location.path.endswith("app.py")


def test_values_of_values(world: Maker) -> None:
    world("""
    -- app.py --
    class App:
        def «run»(self): ...
    class Factory:
        def make(self):
            return App()
    factory = Factory()
    app = factory.make()
    """).leads("app:app.run")


def test_modules_are_found_where_we_find_them(world: Maker) -> None:
    world(
        {
            "elsewhere/web/__init__.py": "class App:\n    def «run»(self): ...\n",
            "src/app.py": "import shop\napp = shop.App()\n",
        },
        roots=("src",),
        mapped={"shop": "elsewhere/web"},
    ).leads("app:app.run")


def test_unsaved_texts_are_read(world: Maker) -> None:
    shop = world(
        {"lib.py": "class App: ...\n", "app.py": "import lib\napp = lib.App()\n"},
    )
    shop.hides(Reason.VALUE, "app:app.run")
    unsaved = {"lib.py": "class App:\n    def run(self): ...\n"}
    edited = World(shop.root, shop.marked, overlays=unsaved, store=shop.store)
    assert edited.resolve("app:app.run").targets[0].path == shop.path("lib.py")  # type: ignore[union-attr]
    # And nothing of it stays behind.
    shop.hides(Reason.VALUE, "app:app.run")


def test_a_changed_file_is_read_anew(world: Maker) -> None:
    shop = world({"lib.py": "class App: ...\n", "app.py": "import lib\napp = lib.App()\n"})
    shop.hides(Reason.VALUE, "app:app.run")
    (shop.root / "lib.py").write_text("\n\nclass App:\n    def run(self): ...\n")
    assert shop.resolve("app:app.run").targets[0].selection.start.line == 3  # type: ignore[union-attr]


def test_a_circle_of_imports_is_no_trouble(world: Maker) -> None:
    world("""
    -- a.py --
    import b
    class App:
        def «run»(self): ...
    app = b.make()
    -- b.py --
    import a
    def make():
        return a.App()
    """).leads("a:app.run")


@pytest.mark.parametrize(
    "source",
    [
        "app = make(",
        "app = (lambda: 0)()",
        "app = " + "f(" * 80 + ")" * 80,
        "def f(x):\n    return f(f(x))\napp = f(f)",
        "class A(A): ...\napp = A()",
        "app = app()",
        "def g():\n    yield from g()\napp = g()",
        "x = 'é\U0001f600'; app = f('\\d')",
        "\ufeffapp = f()",
        "\fapp = f()\r\n\r\rb = 1",
    ],
)
def test_odd_values_are_unknown(world: Maker, source: str) -> None:
    answer = world({"app.py": source}).resolve("app:app.run")
    assert answer is not None


def test_jedis_key_error_in_long_lived_processes(shop: World) -> None:
    """Once parso's cache holds 600 modules, it drops those whose files are old at every new one.

    jedi then misses the ones it is working on. The control shows that it really does.
    """
    for path in shop.marked:
        os.utime(shop.path(path), (0, 0))
    path = shop.path("shop/app.py")
    source = f"{Path(path).read_text()}\napp.run"
    line = source.count("\n") + 1
    try:
        fill_parsos_cache()
        project = jedi.Project(shop.root, sys_path=[str(shop.root)], smart_sys_path=False)
        with pytest.raises(KeyError):
            jedi.Script(source, path=path, project=project).goto(line, 7, follow_imports=True)
        fill_parsos_cache()
        marked(shop, "shop/app.py", "def run(self)").leads("shop.app:app.run")
        assert sum(map(len, parser_cache.values())) < 600
    finally:
        parser_cache.clear()


def fill_parsos_cache() -> None:
    """Let parso parse modules until its cache holds as many as it allows."""
    parser_cache.clear()
    for number in range(parso.cache._CACHED_SIZE_TRIGGER):
        load_grammar().parse("", path=f"/new/{number}.py", cache=False, diff_cache=True)


def test_the_cache_of_parsed_modules_stays_small(shop: World) -> None:
    for number in range(3 * jedi_sources._CACHED_MODULES):
        parser_cache.setdefault("x", {})[number] = None
    shop.resolve("shop.app:app.run")
    assert sum(len(modules) for modules in parser_cache.values()) < jedi_sources._CACHED_MODULES


def test_an_inference_ends_when_its_time_is_up(
    shop: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forever(_: object) -> None:
        while True:
            pass

    assert isinstance(shop.resolve("shop.app:app.run"), Found), "it is found in time"
    with monkeypatch.context() as endless:
        endless.setattr(jedi_sources, "_SECONDS", 0.05)
        endless.setattr(jedi_sources, "_keep_off_the_disk", forever)
        shop.hides(Reason.VALUE, "shop.app:app.run")
    assert isinstance(shop.resolve("shop.app:app.run"), Found)


def test_a_thousand_definitions_take_no_longer(world: Maker) -> None:
    app = world({"app.py": ", ".join(["app"] * 20_000) + " = make()\n"})
    start = time.monotonic()
    app.hides(Reason.VALUE, "app:app.run")
    assert time.monotonic() - start < 30


def test_the_deadline_interrupts_and_leaves_nothing_behind() -> None:
    with pytest.raises(TimeUp), deadline(0.05):
        while True:
            pass
    for _ in range(100):
        # It fires about when the block ends, and must not be raised behind it.
        with suppress(TimeUp), deadline(0.001):
            sum(range(30_000))
    with deadline(60):
        pass
    assert sum(range(1000)) == 499500


def test_code_behind_a_deadline_can_be_profiled() -> None:
    """CPython 3.11 gets no further if it goes on looking for an exception that is taken back."""
    code = (
        "import cProfile\n"
        "from entryway.resolve.deadline import deadline\n"
        "with cProfile.Profile():\n"
        "    with deadline(60): pass\n"
        "    print(sum(number for number in range(1000)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout == "499500\n"


def test_a_maze_of_calls_takes_no_time(world: Maker) -> None:
    lines = [f"def f{i}(x):\n    return f{i + 1}(f{i + 1}(x)) or f{i + 2}(x)" for i in range(40)]
    source = "\n".join([*lines, "app = f0(f0(1))"])
    app = world({"app.py": source})
    start = time.process_time()
    app.hides(Reason.VALUE, "app:app.run")
    assert time.process_time() - start < 5


def test_a_giant_module_is_not_given_to_jedi(world: Maker) -> None:
    source = "app = f()\n" + "# …\n" * 200_000
    app = world({"app.py": source})
    start = time.process_time()
    app.hides(Reason.VALUE, "app:app.run")
    assert time.process_time() - start < 5


def test_threads_wait_for_each_other(shop: World) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda: answers.append(shop.resolve("shop.app:app.run")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(map(repr, answers))) == 1


def test_it_is_silent_and_leaves_nothing_in_the_home(shop: World, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from entryway.files.store import Store\n"
        "from entryway.files.view import View\n"
        "from entryway.resolve.objects import ObjectResolver\n"
        "from entryway.resolve.searchpath import SearchPath\n"
        "resolver = ObjectResolver(View(Store()), SearchPath((sys.argv[1],)))\n"
        "assert 'jedi' not in sys.modules\n"
        "resolver.resolve(('shop', 'app'), ('App', 'run'))\n"
        "assert 'jedi' not in sys.modules\n"
        "print(type(resolver.resolve(('shop', 'app'), ('app', 'run'))).__name__)\n"
        "assert 'jedi' in sys.modules\n"
    )
    (shop.root / "shop/app.py").write_text(
        (shop.root / "shop/app.py").read_text() + "\npattern = '\\d'\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    server = str(Path(jedi_sources.__file__).parents[2])
    environment = {"HOME": str(home), "PYTHONPATH": server, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(shop.root)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("Found\n", "")
    assert list(home.iterdir()) == []
