"""What a dialect says is being written at a cursor, for whole lines and for half-typed ones.

The cursor is `|`; the string that is being written is drawn in «», which is what completion
replaces.
"""

from __future__ import annotations

import pytest

from entryway.dialects.gaps import Gap, GroupGap, HeaderGap, KeyGap, ObjectGap, ValueGap
from entryway.dialects.table import (
    ENTRY_POINTS_TXT,
    FLAKE8_CFG,
    PASTE_INI,
    SETUP_CFG,
    SETUP_PY,
    Dialect,
)
from entryway.files.view import Text
from entryway.syntax.line_index import LineIndex


def gap(dialect: Dialect, marked: str) -> tuple[str, Gap | None]:
    """Return the cursor's line with the string that is written there, and what it is."""
    offset = marked.replace("«", "").replace("»", "").index("|")
    text = marked.replace("«", "").replace("»", "").replace("|", "")
    index = LineIndex.of(text)
    position = index.position(offset)
    found = dialect.gap(dialect.read(Text("/shop/file", text)), index, position)
    line = index.line(position.line)
    if found is None:
        return f"{line[: position.column]}|{line[position.column :]}", None
    typed = found.typed
    assert typed.cursor == position
    start, end = (place.column for place in typed.whole_range)
    column = position.column
    assert (typed.before, typed.after) == (line[start:column], line[column:end])
    return f"{line[:start]}«{line[start:column]}|{line[column:end]}»{line[end:]}", found


def marked_line(marked: str) -> str:
    return next(line for line in marked.split("\n") if "|" in line)


SCRIPTS = "[entry_points]\nconsole_scripts =\n"
LISTS = "[options.entry_points]\n"
INLINE = "[options]\nentry_points =\n"

OBJECTS = [
    (SETUP_CFG, f"{SCRIPTS}    shop = «shop.cl|»", "console_scripts"),
    (SETUP_CFG, f"{SCRIPTS}    shop = «|»", "console_scripts"),
    (SETUP_CFG, f"{SCRIPTS}    shop =«|»", "console_scripts"),
    (SETUP_CFG, f"{SCRIPTS}    shop = «sh|op.cli:main [extra]»", "console_scripts"),
    (SETUP_CFG, f"{SCRIPTS}\n    # why\n\n    shop = «shop:|»\n\n    b = c:d", "console_scripts"),
    (SETUP_CFG, "[entry_points]\nShop-Plugins = a = «b|»", "shop_plugins"),
    (SETUP_CFG, f"{SCRIPTS}    shop\n    shop = «a|»", "console_scripts"),
    (SETUP_CFG, f"{LISTS}Shop-Plugins = a = «b|»", "Shop-Plugins"),
    (SETUP_CFG, f"{LISTS}x = a = b:c, d = «e|», f = g:h", "x"),
    (SETUP_CFG, f"{LISTS}x =\n  a = «b:c, d = e|»", "x"),
    (SETUP_CFG, f"{INLINE}  [one]\n  a = b\n  [two]\n  c = «d|»", "two"),
    (SETUP_CFG, f"{SCRIPTS}    shop = «shop|»\n[not closed\n[x]\n=", "console_scripts"),
    (SETUP_CFG, "[metadata]\nversion = attr: «shop.__v|»", "attr"),
    (SETUP_CFG, "[metadata]\nversion = attr:«|»", "attr"),
    (SETUP_CFG, "[options]\ncmdclass =\n  lint = «tools.|lint»", "cmdclass"),
    (SETUP_CFG, "[options]\ncmdclass = a = b.c, d = «e|», f = g", "cmdclass"),
    (SETUP_CFG, "[global]\nsetup-hooks =\n  a.b\n  «c|»", "setup-hooks"),
    (SETUP_CFG, "[global]\nsetup_hooks = «c|»", "setup-hooks"),
    (SETUP_CFG, "[global]\ncommands =\n  «c.D|»", "commands"),
    (SETUP_CFG, "[build_py]\npost_hook.x = «c.D|»", "pre_hook"),
    (
        SETUP_CFG,
        "[flake8:local-plugins]\nextension =\n  X1 = a:b\n  X2 = «c:|»",
        "flake8.extension",
    ),
    (SETUP_CFG, "[flake8:local-plugins]\nreport = a = b:c, d = «e|», f", "flake8.report"),
    (SETUP_CFG, "[mypy]\nplugins = a.b, «c.|d:e», f", "plugins"),
    (SETUP_CFG, "[mypy]\nplugins =\n  a.b,\n  «|»", "plugins"),
    (FLAKE8_CFG, "[flake8:local-plugins]\nextension =\n  X2 = «c:|»", "flake8.extension"),
    (ENTRY_POINTS_TXT, "[one]\n[two]\n  a = «b|»  ", "two"),
    (ENTRY_POINTS_TXT, "[one]\nodd\n\n; why\na:b = «c|»", "one"),
    (SETUP_PY, "setup(entry_points={'g': ['a = «b.c|»']})", "g"),
    (SETUP_PY, "setup(entry_points={'g': ['a = «b.|c:d»' 'e']})", "g"),
    (SETUP_PY, "setup(entry_points={'g': ['a =' '«b|»']})", "g"),
    (SETUP_PY, "setup(entry_points={'g': [\n'a\\x20= «b|»\\x20', 'c = d']})", "g"),
    (SETUP_PY, "setup(entry_points={'g': [\n'a = «b.c|»\n]})", "g"),
    (SETUP_PY, "setup(entry_points={'g': 'a = b\\nc = «d|»\\ne = f'})", "g"),
    (SETUP_PY, "setup(entry_points='''\n[f]\n[g]\n  a = b\n  c = «d|»  \n''')", "g"),
    (SETUP_PY, "EP = {'g': ['a = «b|»']}\nsetup(entry_points=EP)", "g"),
    (SETUP_PY, "setup(name=\nentry_points=dict(g=('é😀 = «b|»',))", "g"),
    (PASTE_INI, "[app:a]\npaste.app_factory = «a|»", "paste.app_factory"),
    (PASTE_INI, "[app:a]\nheat.filter_factory: «a:|b»", "heat.filter_factory"),
]


@pytest.mark.parametrize(("dialect", "marked", "group"), OBJECTS, ids=[o[1] for o in OBJECTS])
def test_an_object_reference_is_being_written(dialect: Dialect, marked: str, group: str) -> None:
    line, found = gap(dialect, marked)
    assert line == marked_line(marked)
    assert isinstance(found, ObjectGap)
    assert found.group == group


GROUPS = [
    (SETUP_CFG, "[entry_points]\n«con|»", " ="),
    (SETUP_CFG, f"{SCRIPTS}    a = b:c\n«|»\nx =\n", " ="),
    (SETUP_CFG, "[options.entry_points]\n«con|sole» = a = b:c", ""),
    (SETUP_CFG, f"{INLINE}  [«con|»", "]"),
    (SETUP_CFG, f"{INLINE}  [«con|sole»]\n  a = b:c", ""),
    (ENTRY_POINTS_TXT, "[«|»", "]"),
    (ENTRY_POINTS_TXT, "[a]\n b = c\n  [«d|e»]", ""),
    (SETUP_PY, "setup(entry_points={'«con|»': []})", ""),
    (SETUP_PY, "setup(entry_points={'«con|»'})", ""),
    (SETUP_PY, "setup(entry_points={\n'«con|»\n})", ""),
    (SETUP_PY, "setup(entry_points='''\n[«con|»\n''')", "]"),
    (SETUP_PY, "setup(entry_points='[«con|sole»]\\na = b')", ""),
]


@pytest.mark.parametrize(("dialect", "marked", "suffix"), GROUPS, ids=[g[1] for g in GROUPS])
def test_a_group_is_being_written(dialect: Dialect, marked: str, suffix: str) -> None:
    line, found = gap(dialect, marked)
    assert line == marked_line(marked)
    assert isinstance(found, GroupGap)
    assert found.suffix == suffix


NOTHING = [
    (SETUP_CFG, ""),
    (SETUP_CFG, "|[entry_points]"),
    (SETUP_CFG, "[entry_|points]"),
    (SETUP_CFG, "con|"),
    (SETUP_CFG, "[metadata]\nname = a|"),
    (SETUP_CFG, f"{SCRIPTS}    sho|"),
    (SETUP_CFG, f"{SCRIPTS}    sho|p = shop:main"),
    (SETUP_CFG, f"{SCRIPTS}  |  shop = shop:main"),
    (SETUP_CFG, f"{SCRIPTS}    # shop = sh|"),
    (SETUP_CFG, f"{SCRIPTS}broken\n    shop = sh|"),
    (SETUP_CFG, "[options]\nentry_points = file: a|"),
    (SETUP_CFG, "[options]\nentry_points = file: a\n  b = c|"),
    (SETUP_CFG, f"{INLINE}  a = b|"),
    (SETUP_CFG, "[metadata]\nversion = att|"),
    (SETUP_CFG, "[metadata]\nversion =\n  attr: a|"),
    (SETUP_CFG, "[options]\ncmdclass =\n  li|"),
    (SETUP_CFG, "[flake8:local-plugins]\nextension = X|"),
    (SETUP_CFG, "[flake8:local-plugins]\npaths = a|"),
    (SETUP_CFG, "[mypy]\nfiles = a|"),
    (SETUP_CFG, "[mypy-a.*]\nplugins = a|"),
    (SETUP_CFG, "[build_py]\npre_hook = a|"),
    (FLAKE8_CFG, "[mypy]\nplugins = a|"),
    (ENTRY_POINTS_TXT, "a = b|"),
    (ENTRY_POINTS_TXT, "[a]\nb|"),
    (ENTRY_POINTS_TXT, "[a]|"),
    (ENTRY_POINTS_TXT, "[a]\n# b = c|"),
    (SETUP_PY, "set|up(entry_points={})"),
    (SETUP_PY, "setup(entry_points={|})"),
    (SETUP_PY, "setup(name='a = b|', entry_points={})"),
    (SETUP_PY, "setup(entry_points={'g': ['a|']})"),
    (SETUP_PY, "setup(entry_points={'g': |['a = b']})"),
    (SETUP_PY, "setup(entry_points={'g': ['a = b'|, 'c = d']})"),
    (SETUP_PY, "setup(entry_points={'g': [f'a = b|']})"),
    (SETUP_PY, "setup(entry_points={'g': ['a = \\x6|2']})"),
    (SETUP_PY, "setup(entry_points={'g': ['a = \\x62c|']})"),
    (SETUP_PY, "setup(entry_points={'g': ['# a = b|']})"),
    (SETUP_PY, "setup(entry_points='''\na = b|\n''')"),
    (SETUP_PY, "setup(entry_points={'c\\x6fn|': []})"),
    (SETUP_PY, "EP = ['a = b|']\nEP = []\nsetup(entry_points={'g': EP})"),
    (PASTE_INI, "[loggers]\nkeys = a|"),
    (PASTE_INI, "[app:a]|"),
    (PASTE_INI, "|[app:a]"),
    (PASTE_INI, "[app:a]\npaste.app_factory =\n  a|"),
    (PASTE_INI, "a = b|"),
]


@pytest.mark.parametrize(("dialect", "marked"), NOTHING, ids=[n[1] for n in NOTHING])
def test_nothing_of_ours_is_being_written(dialect: Dialect, marked: str) -> None:
    assert gap(dialect, marked if "|" in marked else "|")[1] is None


@pytest.mark.parametrize(
    ("marked", "suffix"),
    [
        ("[«|»", "]"),
        ("[app:a]\nuse = b\n[«app:|»", "]"),
        ("[«app:|»\n[app:a]\nuse = b", "]"),
        ("[«app:m|ain»]", ""),
        ("[«fil|] # why»]", ""),
    ],
    ids=lambda marked: marked,
)
def test_a_header_is_being_written(marked: str, suffix: str) -> None:
    line, found = gap(PASTE_INI, marked)
    assert line == marked_line(marked)
    assert isinstance(found, HeaderGap)
    assert found.suffix == suffix


@pytest.mark.parametrize(
    ("marked", "suffix"),
    [
        ("[app:a]\n«|»", " = "),
        ("[app:a]\n«us|»\npaste.app_factory = a:b", " = "),
        ("[app:a]\n\n  «us|e» = b", ""),
        ("[app:a]\nuse = b\n«|»", " = "),
        ("[app:a]\nuse = b\n\n# why\n«set x|»: b", ""),
    ],
    ids=lambda marked: marked,
)
def test_a_key_is_being_written(marked: str, suffix: str) -> None:
    line, found = gap(PASTE_INI, marked)
    assert line == marked_line(marked)
    assert isinstance(found, KeyGap)
    assert (found.section, found.suffix) == ("app:a", suffix)


@pytest.mark.parametrize(
    ("marked", "key", "others", "is_followed"),
    [
        ("[app:a]\nuse = «|»", "use", (), False),
        ("[app:a]\nuse=«eg|»", "use", (), False),
        ("[app:a]\nuse : «egg:Shop#ma|in»  ", "use", (), False),
        ("[pipeline:a]\npipeline = «b | c»\n  d", "pipeline", ("d",), True),
        ("[pipeline:a]\npipeline =\n  b\n  «|»\n  c d\n[x]", "pipeline", ("b", "c", "d"), True),
        ("[pipeline:a]\npipeline =\n  b\n  «c|»\nx = y", "pipeline", ("b",), False),
        ("[pipeline:a]\npipeline =\n\n  # why\n  «|»", "pipeline", (), False),
        ("[pipeline:a]\npipeline = b\n\n  «|»\n", "pipeline", ("b",), False),
        ("[app:a]\npaste.app_factory = «%(x|»", "paste.app_factory", (), False),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_value_is_being_written(
    marked: str, key: str, others: tuple[str, ...], is_followed: bool
) -> None:
    line, found = gap(PASTE_INI, marked)
    assert line == marked_line(marked)
    assert isinstance(found, ValueGap)
    assert (found.key, found.others, found.is_followed) == (key, others, is_followed)
