"""A string that leads nowhere is underlined and listed, and a quick fix mends it."""

from __future__ import annotations

from editors.vscode.conftest import Picture
from editors.vscode.workbench import Workbench

GOOD = "paste.app_factory = glance.api.v2.router:API.factory"
BROKEN = "paste.app_factory = glance.api.v2.router:API.«factroy»"


def test_a_broken_factory_is_underlined_listed_and_mended(
    fresh_glance: Workbench, picture: Picture
) -> None:
    glance = fresh_glance
    glance.open("etc/glance-api-paste.ini")
    glance.editor.type_over("router:API.fac<|>tory", "factroy")
    glance.save()
    glance.editor.expect_squiggle("error", BROKEN)
    row = glance.problems.expect('has no "factroy"; did you mean "factory"?')
    assert "entryway attribute-not-found" in row
    glance.problems.show()
    assert glance.editor.quick_fixes("router:API.fac<|>troy") == ['Change to "factory"']
    picture("problem")
    glance.editor.choose_fix('Change to "factory"')
    glance.save()
    glance.editor.expect_no_squiggles("error")
    glance.problems.expect_none("factroy")
    assert GOOD in (glance.root / "etc" / "glance-api-paste.ini").read_text("utf-8")


def test_renaming_the_function_warns_where_it_is_named(fresh_imagestore: Workbench) -> None:
    imagestore = fresh_imagestore
    imagestore.open("setup.cfg")
    imagestore.problems.expect_none("imagestore.cmd.db_sync has no")
    imagestore.open("imagestore/cmd/db_sync.py")
    imagestore.editor.type_over("def ma<|>in(", "sync")
    imagestore.problems.expect('imagestore.cmd.db_sync has no "main"')
    imagestore.open("setup.cfg")
    imagestore.editor.expect_squiggle("error", "imagestore-status = imagestore.cmd.db_sync:«main»")


def test_the_planted_faults_of_the_example(imagestore: Workbench) -> None:
    imagestore.open("setup.cfg")
    imagestore.editor.expect_squiggle(
        "error", "imagestore-cache-cleaner = imagestore.cmd.cache:«clean_cache»"
    )
    imagestore.editor.expect_squiggle("warning", "«console_script» =")
    imagestore.problems.expect('no distribution "quotaguard"')
