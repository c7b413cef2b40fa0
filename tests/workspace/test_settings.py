"""What a user and a project can choose, where it is written, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.workspace.choices import LEVELS
from entryway.workspace.settings import Settings, settings_from
from entryway.workspace.snapshot import Document, Snapshot
from workspace.trees import Workspace, write_tree

SHOP = """
-- setup.cfg --
[entry_points]
console_script =
    shop = shop.cli:mian
    other = absent:main
-- shop/__init__.py --
-- shop/cli.py --
def main(): ...
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/README --
"""

USUAL = {
    "suspicious-group": "warning",
    "attribute-not-found": "error",
    "not-installed": "information",
}

PASTE = "[app:main]\npaste.app_factory = shop.cli:main\n"


def levels(snapshot: Snapshot, path: str) -> dict[str, str]:
    """Return the severity that each code is told with in a file."""
    document = snapshot.document(path)
    assert isinstance(document, Document)
    return {p.code.value: p.severity.value for p in diagnostics(snapshot, document)}


def workspace(root: Path, *files: str, editor: Mapping[str, object] | None = None) -> Workspace:
    for text in files:
        write_tree(root, text)
    return Workspace(root, settings_from(editor or {}))


def shop_levels(
    root: Path, *files: str, editor: Mapping[str, object] | None = None
) -> dict[str, str]:
    return levels(workspace(root, SHOP, *files, editor=editor).snapshot(), f"{root}/setup.cfg")


def complaints(snapshot: Snapshot, path: str) -> list[str]:
    own = [snapshot.shown(each) for each in snapshot.choices.complaints(path)]
    return [*snapshot.choices.session_complaints(path), *own]


def searched(snapshot: Snapshot, root: Path) -> list[str]:
    return [path.removeprefix(f"{root}/") for path in snapshot.candidates(str(root))]


# --- Severities ---


def test_without_settings_severities_are_the_usual_ones(tmp_path: Path) -> None:
    assert shop_levels(tmp_path) == USUAL


@pytest.mark.parametrize("level", LEVELS)
def test_a_code_may_have_any_level(tmp_path: Path, level: str) -> None:
    toml = f'[tool.entryway.diagnostics.severity]\nattribute-not-found = "{level}"\n'
    seen = shop_levels(tmp_path, f"-- pyproject.toml --\n{toml}")
    expected = {**USUAL, "attribute-not-found": level}
    assert seen == {code: each for code, each in expected.items() if each != "off"}


TOML = """
-- pyproject.toml --
[tool.entryway.diagnostics.severity]
not-installed = "off"
suspicious-group = "hint"
"""
CFG = """
-- setup.cfg --
[entry_points]
console_script =
    shop = shop.cli:mian
    other = absent:main
[entryway]
diagnostics.severity =
    # Our containers have it.
    not-installed = off
    suspicious-group = hint
"""
CHOSEN = {"suspicious-group": "hint", "attribute-not-found": "error"}


@pytest.mark.parametrize("text", [TOML, CFG], ids=["pyproject.toml", "setup.cfg"])
def test_a_project_chooses_in_either_file(tmp_path: Path, text: str) -> None:
    assert shop_levels(tmp_path, text) == CHOSEN


@pytest.mark.parametrize(
    "options",
    [
        {"diagnostics": {"severity": {"not-installed": "off", "suspicious-group": "hint"}}},
        {"diagnostics.severity": {"not-installed": "off", "suspicious-group": "hint"}},
        {
            "entryway": {
                "diagnostics": {"severity": {"not-installed": "off", "suspicious-group": "hint"}}
            }
        },
    ],
    ids=["nested", "dotted", "below our name"],
)
def test_an_editor_chooses(tmp_path: Path, options: Mapping[str, object]) -> None:
    assert shop_levels(tmp_path, editor=options) == CHOSEN


def test_an_editor_counts_before_the_project_code_by_code(tmp_path: Path) -> None:
    editor = {"diagnostics": {"severity": {"not-installed": "warning"}}}
    assert shop_levels(tmp_path, TOML, editor=editor) == {**CHOSEN, "not-installed": "warning"}


def test_each_project_chooses_for_its_own_files(tmp_path: Path) -> None:
    inner = "-- inner/setup.cfg --\n[entry_points]\nconsole_script =\n    x = shop.cli:main\n"
    snapshot = workspace(tmp_path, SHOP, TOML, inner).snapshot()
    assert levels(snapshot, f"{tmp_path}/setup.cfg") == CHOSEN
    assert levels(snapshot, f"{tmp_path}/inner/setup.cfg") == {"suspicious-group": "warning"}


def test_settings_count_as_they_are_typed(tmp_path: Path) -> None:
    write_tree(tmp_path, SHOP + TOML)
    unsaved = '[tool.entryway.diagnostics.severity]\nattribute-not-found = "hint"\n'
    snapshot = Workspace(tmp_path, overlays={"pyproject.toml": unsaved}).snapshot()
    assert levels(snapshot, f"{tmp_path}/setup.cfg") == {**USUAL, "attribute-not-found": "hint"}


def test_what_is_not_proven_is_not_made_heavier(tmp_path: Path) -> None:
    """Without an environment nobody knows whether the distribution is installed."""
    text = """
    -- api-paste.ini --
    [app:main]
    use = egg:Absent#main
    """
    for level, seen in (("warning", "information"), ("hint", "hint")):
        editor = {"diagnostics": {"severity": {"distribution-not-found": level}}}
        snapshot = workspace(tmp_path, text, editor=editor).snapshot()
        assert levels(snapshot, f"{tmp_path}/api-paste.ini") == {"distribution-not-found": seen}


# --- Which of two files, and what is not understood ---


def test_pyproject_counts_before_setup_cfg_and_says_so(tmp_path: Path) -> None:
    toml = '-- pyproject.toml --\n[tool.entryway]\nfiles.exclude = ["x.ini"]\n'
    snapshot = workspace(tmp_path, SHOP, CFG, toml).snapshot()
    path = f"{tmp_path}/setup.cfg"
    assert levels(snapshot, path) == USUAL
    assert complaints(snapshot, path) == [
        "setup.cfg: [entryway] does not count, since pyproject.toml has settings, too; move it."
    ]


def test_other_tools_tables_are_no_settings(tmp_path: Path) -> None:
    toml = "-- pyproject.toml --\n# entryway\n[tool.black]\nline-length = 99\n"
    assert shop_levels(tmp_path, CFG, toml) == CHOSEN


ALL_LEVELS = "error, warning, information, hint or off"
ALL_NAMES = "diagnostics.severity, files.include and files.exclude"
LIST = 'must be a list of file patterns, such as ["etc/*.paste-sample"].'

WRONG = {
    "a code": (
        'diagnostics.severity.not-instaled = "off"',
        'diagnostics.severity names the unknown code "not-instaled"; did you mean "not-installed"?',
    ),
    "no code": (
        'diagnostics.severity.E501 = "off"',
        'diagnostics.severity names the unknown code "E501"; docs/diagnostics lists them.',
    ),
    "a level": (
        'diagnostics.severity.not-installed = "of"',
        f'diagnostics.severity gives not-installed the level "of"; a level is {ALL_LEVELS}.',
    ),
    "no word": (
        "diagnostics.severity.not-installed = [3]",
        f'diagnostics.severity gives not-installed the level "[3]"; a level is {ALL_LEVELS}.',
    ),
    "no table": (
        'diagnostics.severity = "off"',
        f"diagnostics.severity must give codes a level each; a level is {ALL_LEVELS}.",
    ),
    "no list": ('files.exclude = "x.ini"', f"files.exclude {LIST}"),
    "a way out": (
        'files.include = ["../x"]',
        'files.include holds "../x", which names no file; write a pattern of names below the '
        'folder, without ".." and "!".',
    ),
    "a name": (
        "files.excludes = []",
        f"files.excludes is no setting; the settings here are {ALL_NAMES}.",
    ),
    "the environment": (
        'python = "/x"',
        f"python is no setting; the settings here are {ALL_NAMES}.",
    ),
}


@pytest.mark.parametrize(("line", "complaint"), WRONG.values(), ids=WRONG)
def test_what_is_not_understood_is_told_and_the_rest_counts(
    tmp_path: Path, line: str, complaint: str
) -> None:
    rest = 'diagnostics.severity.suspicious-group = "hint"\n'
    if "severity = " in line:
        rest = ""
    toml = f"-- pyproject.toml --\n[tool.entryway]\n{line}\n{rest}"
    snapshot = workspace(tmp_path, SHOP, toml).snapshot()
    path = f"{tmp_path}/setup.cfg"
    assert complaints(snapshot, path) == [f"pyproject.toml: tool.entryway.{complaint}"]
    assert levels(snapshot, path) == ({**USUAL, "suspicious-group": "hint"} if rest else USUAL)


def test_a_line_of_setup_cfg_is_told_in_its_words(tmp_path: Path) -> None:
    snapshot = workspace(tmp_path, CFG.replace("= hint", "= low")).snapshot()
    assert complaints(snapshot, f"{tmp_path}/setup.cfg") == [
        'setup.cfg: [entryway] diagnostics.severity gives suspicious-group the level "low"; '
        f"a level is {ALL_LEVELS}."
    ]


def test_an_editor_may_have_settings_that_are_not_ours(tmp_path: Path) -> None:
    editor = {
        "trace": {"server": "off"},
        "files": {"watch": True, "include": None},
        "diagnostics": {"severity": {"not-installed": None, "suspicious-group": "low"}},
    }
    snapshot = workspace(tmp_path, SHOP, editor=editor).snapshot()
    assert levels(snapshot, f"{tmp_path}/setup.cfg") == USUAL
    assert snapshot.choices.session_complaints(f"{tmp_path}/setup.cfg") == (
        "the setting entryway.diagnostics.severity gives suspicious-group the level "
        f'"low"; a level is {ALL_LEVELS}.',
    )


@pytest.mark.parametrize("rest", ["[tool.x", "a = ", "\x00", "[" * 5000])
def test_toml_that_is_none_leaves_the_usual_settings(tmp_path: Path, rest: str) -> None:
    snapshot = workspace(tmp_path, SHOP, f"{TOML}x = {rest}\n").snapshot()
    assert levels(snapshot, f"{tmp_path}/setup.cfg") == USUAL
    assert complaints(snapshot, f"{tmp_path}/setup.cfg") == [
        "pyproject.toml: this is not valid TOML, so no setting in it counts; mend it."
    ]


def test_half_typed_toml_without_our_settings_is_not_our_affair(tmp_path: Path) -> None:
    snapshot = workspace(tmp_path, SHOP, "-- pyproject.toml --\n[project]\nname = entryway\n")
    path = f"{tmp_path}/setup.cfg"
    assert complaints(snapshot.snapshot(), path) == []


def test_a_projects_file_names_no_environment(tmp_path: Path) -> None:
    toml = f'-- pyproject.toml --\n[tool.entryway]\npython = "{tmp_path}/other"\n'
    other = """
    -- other/pyvenv.cfg --
    version = 3.11
    -- other/lib/python3.11/site-packages/absent.py --
    """
    assert shop_levels(tmp_path, toml, other) == USUAL


# --- Files ---


FILES = """
-- pyproject.toml --
[tool.entryway]
files.include = ["*.paste-template", "etc/api"]
files.exclude = ["tests/", "/x.ini"]
-- x.ini --
-- a.paste-template --
-- etc/x.ini --
-- etc/b.txt --
-- etc/api --
-- tests/y.ini --
-- tests/c.paste-template --
-- lib/tests/y.ini --
"""
KEPT = ["a.paste-template", "pyproject.toml", "etc/api", "etc/x.ini"]


def test_a_project_chooses_files(tmp_path: Path) -> None:
    assert searched(workspace(tmp_path, FILES).snapshot(), tmp_path) == KEPT


def test_so_it_does_in_setup_cfg(tmp_path: Path) -> None:
    cfg = """
    -- setup.cfg --
    [entryway]
    files.include =
        *.paste-template
        etc/api
    files.exclude =
        tests/
        /x.ini
    -- pyproject.toml --
    """
    seen = searched(workspace(tmp_path, FILES, cfg).snapshot(), tmp_path)
    assert seen == ["a.paste-template", "pyproject.toml", "setup.cfg", *KEPT[2:]]


def test_the_editors_patterns_are_added(tmp_path: Path) -> None:
    editor = {"files": {"include": ["etc/*.txt"], "exclude": ["*.paste-template"]}}
    seen = searched(workspace(tmp_path, FILES, editor=editor).snapshot(), tmp_path)
    assert seen == ["pyproject.toml", "etc/api", "etc/b.txt", "etc/x.ini"]


def test_an_inner_project_chooses_for_itself_but_not_whether_it_is_searched(
    tmp_path: Path,
) -> None:
    more = """
    -- inner/pyproject.toml --
    [tool.entryway]
    files.exclude = ["etc"]
    -- inner/x.ini --
    -- inner/etc/y.ini --
    -- inner/tests/y.ini --
    -- tests/inner/pyproject.toml --
    -- tests/inner/z.ini --
    """
    snapshot = workspace(tmp_path, FILES, more).snapshot()
    inner = ["inner/pyproject.toml", "inner/x.ini", "inner/tests/y.ini"]
    assert searched(snapshot, tmp_path) == [*KEPT, *inner]
    excluded = ("inner/etc/y.ini", "tests/inner/z.ini", "x.ini", "tests/y.ini")
    assert all(snapshot.choices.excludes(f"{tmp_path}/{path}") for path in excluded)
    for path in ("inner/x.ini", "inner/tests/y.ini", *KEPT):
        assert not snapshot.choices.excludes(f"{tmp_path}/{path}")


def test_what_is_asked_for_is_searched(tmp_path: Path) -> None:
    snapshot = workspace(tmp_path, FILES).snapshot()
    tests = f"{tmp_path}/tests"
    found = list(snapshot.candidates(tests))
    assert found == [f"{tests}/c.paste-template", f"{tests}/y.ini"]


INCLUDED = {
    "a name that says nothing": ("notes.txt", PASTE, True),
    "no ending": ("thing", PASTE, True),
    "another tool's name": ("tox.ini", PASTE, True),
    "no Paste Deploy file": ("notes.txt", "[app:main]\nx = 1\n", False),
    "prose that quotes one": ("notes.txt", f"This is one:\n\n{PASTE}", False),
}


@pytest.mark.parametrize(("name", "text", "is_one"), INCLUDED.values(), ids=INCLUDED)
def test_an_included_file_is_read_where_its_content_shows_what_it_is(
    tmp_path: Path, name: str, text: str, is_one: bool
) -> None:
    (tmp_path / name).write_text(text)
    snapshot = Workspace(tmp_path, Settings(options={"files": {"include": [name]}})).snapshot()
    document = snapshot.document(f"{tmp_path}/{name}")
    assert (document.dialect.name if isinstance(document, Document) else None) == (
        "paste" if is_one else None
    )


def test_without_being_included_it_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(PASTE)
    assert Workspace(tmp_path).snapshot().document(f"{tmp_path}/notes.txt") is None
