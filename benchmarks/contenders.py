"""One measured task, run in a process of its own: `python contenders.py TASK [ARGUMENTS]`.

Each prints one JSON object on its last line. `seconds` is the task's own time, imports included
where a user would wait for them, and without starting Python.
"""

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import sys  # noqa: E402 - the clock starts before anything else

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _report(**figures: object) -> None:
    seconds = time.perf_counter() - _STARTED
    import json
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, **figures}))


def _load(path: str) -> Any:  # noqa: ANN401 - whatever run.py wrote
    import json

    with open(path, encoding="utf-8") as file:
        return json.load(file)


def single(root: str, site: str, module: str, attributes: str) -> None:
    """Resolve one reference."""
    from entryway.files.store import Store
    from entryway.files.view import View
    from entryway.resolve.objects import ObjectResolver
    from entryway.resolve.searchpath import SearchPath

    resolver = ObjectResolver(View(Store()), SearchPath((root, site), environment=site))
    resolution = resolver.resolve(
        tuple(module.split(".")), tuple(attributes.split(".")) if attributes else ()
    )
    _report(resolution=type(resolution).__name__)


def entryway(asked_file: str) -> None:
    """Resolve every reference; also say which modules were read on the way."""
    from entryway.cli.garbage import collect_seldom
    from entryway.files.store import Store
    from entryway.files.view import Text, Unreadable, View
    from entryway.model import Found
    from entryway.resolve.objects import ObjectResolver
    from entryway.resolve.searchpath import SearchPath

    collect_seldom()
    task = _load(asked_file)
    view = View(Store())
    read: dict[str, None] = {}
    if task.get("record"):
        python_text = view.python_text

        def recording(path: str) -> Text | Unreadable:
            read[path] = None
            return python_text(path)

        view.python_text = recording  # type: ignore[method-assign]  # to see what is read
    resolvers: dict[str, ObjectResolver] = {}
    found = 0
    for root, module, attributes in task["asked"]:
        resolver = resolvers.get(root)
        if resolver is None:
            path = SearchPath((root, task["site"]), environment=task["site"])
            resolver = resolvers[root] = ObjectResolver(view, path)
        found += isinstance(resolver.resolve(tuple(module), tuple(attributes)), Found)
    _report(found=found, modules=list(read))


def parse(modules_file: str) -> None:
    """Read and parse each module once, and do nothing with it."""
    import ast
    import warnings

    warnings.simplefilter("ignore")
    modules = _load(modules_file)
    for path in modules:
        with open(path, "rb") as source:
            ast.parse(source.read())
    _report(modules=len(modules))


def jedi(asked_file: str) -> None:
    """Ask jedi's `Script.goto` for every reference, as `import module; module.attribute`."""
    import warnings

    import jedi
    from jedi.api.environment import InterpreterEnvironment

    warnings.simplefilter("ignore")
    task = _load(asked_file)
    found = errors = 0
    for root, module, attributes in task["asked"]:
        project = jedi.Project(
            root,
            sys_path=[root, task["site"]],
            smart_sys_path=False,
            load_unsafe_extensions=False,
        )
        name = ".".join(module)
        expression = ".".join((name, *attributes))
        script = jedi.Script(
            f"import {name}\n{expression}", project=project, environment=InterpreterEnvironment()
        )
        try:
            found += bool(script.goto(2, len(expression), follow_imports=True))
        except Exception:  # jedi's own failures are part of what is measured
            errors += 1
    _report(found=found, errors=errors)


def hover_on_header(release: str, environment: str, file: str, header: str) -> None:
    """Hover on the header of a Paste Deploy section."""
    import pipelines

    _report(**pipelines.hover_on_header(release, environment, file, header))


def growing(folder: str, sections: str) -> None:
    """Read a Paste Deploy file of a number of sections, say all that is to be said, and hover."""
    import pipelines

    _report(**pipelines.growing(folder, int(sections)))


def check(folder: str, environment: str, record: str = "") -> None:
    """Check all configuration files below a folder; also say which files were read, if asked to."""
    import checking

    _report(**checking.check(folder, environment, record))


def parse_all(files_file: str) -> None:
    """Read and parse each file once, and do nothing with it."""
    import checking

    _report(**checking.parse(_load(files_file)))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
