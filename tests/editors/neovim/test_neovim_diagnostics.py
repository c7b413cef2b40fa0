"""Neovim: what is marked as wrong, when, and how it is corrected."""

from __future__ import annotations

from editors.neovim.person import Person

PASTE = "etc/imagestore-api-paste.ini"
BROKEN = "error attribute-not-found: paste.app_factory = imagestore.api.v2.router:API.«factori»"


def test_a_factory_that_is_broken_is_marked_and_corrected(imagestore: Person) -> None:
    imagestore.open(PASTE)
    imagestore.until_problems(PASTE)
    imagestore.replace("API.factory", "API.factori")
    imagestore.save()
    imagestore.until_problems(PASTE, BROKEN)
    imagestore.put_cursor("router:API.fac<|>tori")
    imagestore.press("gra")
    imagestore.answer("1<CR>")
    imagestore.until_at(f"{PASTE}: paste.app_factory = imagestore.api.v2.router:API.fac<|>tory")
    imagestore.until_problems(PASTE)


def test_renaming_a_function_in_another_buffer_marks_what_names_it(imagestore: Person) -> None:
    imagestore.open("setup.cfg")
    imagestore.open("imagestore/cmd/api.py")
    imagestore.replace("def main", "def mian")
    gone = "error attribute-not-found: imagestore-api = imagestore.cmd.api:«main»"
    imagestore.until(lambda: gone in imagestore.problems("setup.cfg"), True)
    imagestore.replace("def mian", "def main")
    imagestore.until(lambda: gone in imagestore.problems("setup.cfg"), False)
    imagestore.replace("def main", "def mian")
    imagestore.save()
    imagestore.until(lambda: gone in imagestore.problems("setup.cfg"), True)


def test_what_is_changed_outside_counts_with_the_next_save(imagestore: Person) -> None:
    imagestore.open("setup.cfg")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)
    (imagestore.root / "imagestore" / "cmd" / "api.py").write_text("")
    imagestore.command("write")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 7)


def test_files_that_are_not_open_are_checked_too(imagestore: Person) -> None:
    imagestore.open(PASTE)
    imagestore.until_problems(
        "etc/imagestore-broken-paste.ini",
        "error entry-point-not-found: use = egg:imagestore#«healthchek»",
        "error distribution-not-found: use = egg:«quotaguard»#ratelimit",
        "information not-installed: paste.filter_factory = «oslo_middleware».cors:filter_factory",
        "error duplicate-option: «cache_dir» = /var/cache/imagestore",
    )


def test_the_line_under_the_cursor_tells_what_is_wrong(imagestore: Person) -> None:
    imagestore.open("setup.cfg")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)
    imagestore.put_cursor("imagestore-cache-cleaner = imagestore.cmd.cache:cle<|>an_cache")
    imagestore.press("<C-w>d")
    imagestore.until(
        imagestore.floats,
        [
            "Diagnostics:\n"
            '1. imagestore.cmd.cache has no "clean_cache"; did you mean "clean_caches"? '
            "[attribute-not-found]"
        ],
    )


def test_a_real_release_has_nothing_marked(glance: Person) -> None:
    glance.open("setup.cfg")
    glance.put_cursor("glance.cmd.api:ma<|>in")
    glance.press("K")
    glance.until(lambda: len(glance.floats()), 1)  # By now it has been checked.
    assert glance.problems("setup.cfg") == []
