"""Generated sets of Paste Deploy files: mostly sound, with every kind of mistake now and then."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from random import Random

FILES = ("main.ini", "other.ini", "sub/third.ini")

_NAMES = ("main", "a", "b", "c", "d", "A")
_APP_KINDS = ("app", "application", "composite", "composit", "pipeline", "filter-app")
_KINDS = (*_APP_KINDS, "app", "app", "filter", "filter", "filter", "pipeline", "server", "exe")
_CONFIGS = (
    "config:other.ini",
    "config:other.ini#a",
    "config:sub/third.ini#a",
    "config:main.ini#b",
    "CONFIG:%(here)s/other.ini#c",
    "config:%%6fther.ini#b",
    "config:../main.ini#a",
    "config:absent.ini#a",
    "config:other.ini#egg:Shop#main",
    "config:sub/third.ini#config:../other.ini#b",
    "config:other.ini#",
)
_URLMAP = "paste.urlmap:urlmap_factory"
_APP_URIS = ("egg:Shop", "egg:Shop#other", "Egg:Shop#main", "call:shopparts:app")
_COMPOSITE_URIS = ("egg:Paste#urlmap", f"call:{_URLMAP}")
_FILTER_URIS = ("egg:Shop", "egg:Shop#two", "egg:Shop#wrap", "call:shopparts:filter_")
_SERVER_URIS = ("egg:Shop", "egg:Shop#runner", "call:shopparts:server")
_BAD_URIS: tuple[str, ...] = (
    "egg:Shop#absent",
    "egg:Absent#main",
    "egg:Shop#both",
    # Up to Python 3.10 a distribution without a name is whichever stands first on the path.
    *(("egg:",) if sys.version_info >= (3, 11) else ()),
    "egg:Shop#",
    "egg:Absent#config:other.ini",
    "egg:Absent#call:shopparts:app",
    "foo:bar",
    "call:shopparts",
    "call:shop:parts:app",
    "absent",
    "",
    "%(v)s",
    "%(absent)s",
)
_VALUES = (
    "1",
    "a",
    "main",
    "%(v)s",
    "%(w)s-%(v)s",
    "%(here)s/etc",
    "100%%",
    "%%(v)s",
    "%(x)s",
    "",
    "%(empty)s",
    "of\n  several\n\n  lines",
)
_BAD_VALUES = ("100%", "%(v)d", "%(absent)s", "%(self)s")

Options = list[tuple[str, str]]


def file_set(random: Random) -> dict[str, str]:
    """Return a main file, and others that it may include, by their names."""
    # A careful author makes deep trees, a careless one all kinds of errors.
    carelessness = random.choice((0.0, 0.01, 0.05, 0.2))
    names = FILES[: random.choice((1, 1, 2, 3))]
    includes: dict[str, tuple[str, ...]] = {
        "main.ini": ("config:other.ini#a", "config:other.ini"),
        "other.ini": ("config:sub/third.ini#a",),
        "sub/third.ini": (),
    }
    return {name: _Author(random, carelessness, includes[name]).file() for name in names}


class _Author:
    """Writes one file, from top to bottom; a section leads to those below it, save by a slip."""

    def __init__(self, random: Random, carelessness: float, includes: Sequence[str]) -> None:
        self._random = random
        self._carelessness = carelessness
        self._includes = includes
        self._headers: dict[str, tuple[str, str]] = {}
        for _ in range(random.randint(1, 9)):
            kind, name = random.choice(_KINDS), random.choice(_NAMES)
            odd = (f"{kind}: {name} ", kind, f"{kind}:")
            self._headers[random.choice(odd) if self._slips() else f"{kind}:{name}"] = kind, name
        self._apps = [name for kind, name in self._headers.values() if kind in _APP_KINDS]
        self._filters = [name for kind, name in self._headers.values() if kind == "filter"]

    def file(self) -> str:
        sections: dict[str, Mapping[str, str]] = {}
        if self._random.random() < 0.6:
            sections["DEFAULT"] = dict(self._defaults())
        for header, (kind, name) in self._headers.items():
            for names in (self._apps, self._filters):
                if name in names:
                    names.remove(name)
            sections[header] = dict(self._options(kind))
        return "\n".join(
            f"[{header}]\n" + "".join(f"{key} = {value}\n" for key, value in options.items())
            for header, options in sections.items()
        )

    def _slips(self) -> bool:
        return self._random.random() < self._carelessness

    def _value(self) -> str:
        return self._random.choice(_BAD_VALUES if self._slips() else _VALUES)

    def _named(self, names: Sequence[str], uris: Sequence[str]) -> str:
        if self._slips():
            return self._random.choice((*_NAMES, *_CONFIGS, *_BAD_URIS))
        return self._random.choice((*names, *names, *names, *uris, *self._includes))

    def _app(self) -> str:
        return self._named(self._apps, _APP_URIS)

    def _filter(self) -> str:
        return self._named(self._filters, _FILTER_URIS)

    def _options(self, kind: str) -> Options:
        random = self._random
        options: Options = []
        if kind == "pipeline":
            words = [self._filter() for _ in range(random.choice((0, 1, 1, 2)))]
            if not self._slips():
                text = random.choice((" ", "\n    ")).join((*words, self._app()))
                options.append(("pipeline", text))
            if self._slips():
                options += self._settings()
            options += [each for each in self._settings() if each[0][:4] == "set "]
        else:
            options += self._loaders(kind)
            options += self._settings()
        if kind == "filter-app" and not self._slips():
            options.append(("next", self._app()))
        if kind in ("composite", "composit"):
            keys = random.sample(("/", "/v2", "domain a.b port 1 /"), random.randint(0, 3))
            options += [(key, self._app()) for key in keys]
            if random.random() < 0.2:
                options.append(("not_found_app", self._app()))
        if random.random() < 0.25 and kind != "server":
            options.append(("filter-with", self._filter()))
        return options

    def _loaders(self, kind: str) -> Options:
        """Return the options by which a section of a kind says what it loads."""
        names: Sequence[str] = self._apps
        uris: Sequence[str] = _APP_URIS
        key, factory = "paste.app_factory", "shopparts:app"
        if kind in ("filter", "filter-app"):
            key, factory = "paste.filter_factory", "shopparts:filter_"
            names, uris = self._filters, _FILTER_URIS
        elif kind == "server":
            key, factory = "paste.server_factory", "shopparts:server"
            names, uris = (), _SERVER_URIS
        elif kind in ("composite", "composit"):
            key, factory = "paste.composite_factory", _URLMAP
            uris = _COMPOSITE_URIS
        mistakes: tuple[Options, ...] = (
            [],
            [(key, factory), ("paste.composite_factory", _URLMAP)],
            [(key, factory), ("paste.filter_app_factory", "shopparts:wrap")],
            [("paste.composit_factory", _URLMAP), (key, factory)],
            [(key, "no reference")],
            [(key, factory.replace(":", " : "))],
            [(key, f"\n  {factory}")],
            [(key, f"shopparts:%(part)s{factory.removeprefix('shopparts:')}")],
        )
        sound: tuple[Options, ...] = (
            [("use", self._random.choice(uris))],
            [("use", self._random.choice(uris))],
            [("use", self._named(names, uris))],
            [(key, factory)],
        )
        return self._random.choice(mistakes if self._slips() else sound)

    def _settings(self) -> Options:
        random = self._random
        options: Options = []
        for _ in range(random.choice((0, 0, 1, 1, 2))):
            chance = random.random()
            if chance < 0.5:
                options.append((random.choice(("y", "q", "v", "self")), self._value()))
            elif chance < 0.8:
                key = random.choice(("set v", "set x", "set  w ", "set not_found_app"))
                options.append((key, self._value() if key[-3:] != "app" else self._app()))
            elif chance < 0.97:
                variables = ("x", "y", "absent", "%(v)s") if self._slips() else ("here", "__file__")
                key = random.choice(("get z", "get x", "get y", "get z"))
                options.append((key, random.choice(variables)))
            else:
                required = ("Shop Absent", "") if self._slips() else ("Shop", "Shop\n  Paste")
                options.append(("require", random.choice(required)))
        return options

    def _defaults(self) -> Options:
        random = self._random
        options: Options = [("v", "a"), ("w", ""), ("x", "%(v)s")]
        for _ in range(random.randint(0, 3)):
            if not self._slips():
                key = random.choice(("v", "v", "w", "x", "empty", "set v"))
                options.append((key, random.choice(("a", "b", "", "%(here)s", "%%"))))
            else:
                key = random.choice(("get q", "get use", "here", "use", "pipeline", "part", "v"))
                options.append((key, self._value() if key != "part" else ""))
        return options
