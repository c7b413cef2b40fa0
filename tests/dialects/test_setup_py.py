"""setup.py: what its literals declare, what is left alone, and what is said of it."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialects.readings import declared, fixed, leading_parts, problem_in, read_text
from entryway.dialects.reading import Reading
from entryway.dialects.setup_call import SetupFile
from entryway.dialects.setup_py import fixable_problems, read_setup_py
from entryway.dialects.table import dialect_of
from entryway.files.view import Text
from entryway.model import ObjectReference
from entryway.problems import Code, Fix
from entryway.syntax.line_index import LineIndex
from syntax.marks import without_marks

IMPORT = "from setuptools import setup\n"
SCRIPT = ("console_scripts", "shop", "shop.cli:main")

DECLARED = {
    "a list": IMPORT + "setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "a tuple": IMPORT + "setup(entry_points={'console_scripts': ('shop = shop.cli:main',)})",
    "a set": IMPORT + "setup(entry_points={'console_scripts': {'shop = shop.cli:main'}})",
    "a text": IMPORT + "setup(entry_points={'console_scripts': 'shop = shop.cli:main'})",
    "lines": IMPORT
    + "setup(entry_points={'console_scripts': '''\n# why\n shop=shop.cli:main\n'''})",
    "all in one text": IMPORT
    + "setup(entry_points='''\n  [console_scripts]\n  shop = shop.cli:main\n''')",
    "one text with escapes": IMPORT
    + "setup(entry_points='[console_scripts]\\nshop = shop.cli:main\\n')",
    "dict": IMPORT + "setup(entry_points=dict(console_scripts=['shop = shop.cli:main']))",
    "dict of a dictionary": IMPORT
    + "setup(entry_points=dict({'console_scripts': ['shop = shop.cli:main']}))",
    "side by side": IMPORT
    + "setup(entry_points={'console_scripts': ['shop = '\n   \"shop.cli\" ':main']})",
    "added": IMPORT
    + "setup(entry_points={'console_' + 'scripts': ['shop = ' + 'shop.cli' + ':main']})",
    "a continued line": IMPORT
    + "setup(entry_points={'console_scripts': ['shop = ' \\\n 'shop.cli:main']})",
    "escapes": IMPORT
    + "setup(entry_points={'console\\x5fscripts': [u'sh\\157p\\t=\\u0020shop.cli:main']})",
    "a raw string": IMPORT + "setup(entry_points={r'console_scripts': [r'shop = shop.cli:main']})",
    "lists added up": IMPORT
    + "MORE = ['shop = shop.cli:main']\nsetup(entry_points={'console_scripts': [*MORE]})",
    "a constant": IMPORT
    + "EP = {'console_scripts': ['shop = shop.cli:main']}\nsetup(entry_points=EP)",
    "an annotated constant": IMPORT
    + "EP: dict = {'console_scripts': ['shop = shop.cli:main']}\nsetup(entry_points=EP)",
    "constants in constants": IMPORT
    + "G = 'console_scripts'\nS = ['shop = shop.cli:main']\nEP = {G: S}\nsetup(entry_points=EP)",
    "arguments unpacked": IMPORT
    + "KW = dict(entry_points={'console_scripts': ['shop = shop.cli:main']})\nsetup(**KW)",
    "groups unpacked": IMPORT
    + "EP = {'console_scripts': ['shop = shop.cli:main']}\nsetup(entry_points={**EP})",
    "another name": "from setuptools import setup as make\n"
    "EP = {'console_scripts': ['shop = shop.cli:main']}\nmake(entry_points=EP)",
    "setuptools": "import setuptools\n"
    "setuptools.setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "setuptools by another name": "import setuptools as st\n"
    "st.setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "distutils": "from distutils.core import setup\n"
    "setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "a module of distutils": "from distutils import core\n"
    "core.setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "either": "try:\n    from setuptools import setup\nexcept ImportError:\n"
    "    from distutils.core import setup\n"
    "setup(entry_points={'console_scripts': ['shop = shop.cli:main']})",
    "a function": IMPORT + "def main():\n    ep = {'console_scripts': ['shop = shop.cli:main']}\n"
    "    setup(entry_points=ep)\nmain()",
    "a function with a name of the module's": IMPORT
    + "S = ['shop = shop.cli:main']\nEP = {'console_scripts': S}\n"
    "def main():\n    S = 1\n    setup(entry_points=EP)\nmain()",
    "a main block": IMPORT
    + "if __name__ == '__main__':\n    ep = {'console_scripts': ['shop = shop.cli:main']}\n"
    "    setup(entry_points=ep)",
    "line ends of Windows": "from setuptools import setup\r\nsetup(entry_points='''\r\n"
    "[console_scripts]\r\nshop = shop.cli:main\r\n''')\r\n",
    "the later of two": IMPORT + "setup(entry_points={'console_scripts': ['a = b:c'], "
    "'console_scripts': ['shop = shop.cli:main']})",
}


@pytest.mark.parametrize("text", DECLARED.values(), ids=DECLARED)
def test_each_form_declares_and_is_complete(text: str) -> None:
    assert declared(read_text(read_setup_py, text, "/shop/setup.py")) == [SCRIPT]
    assert read_text(read_setup_py, text, "/shop/setup.py").problems == ()
    assert not read_setup_py(Text("/shop/setup.py", text)).has_more


COMPUTED = {
    "a call": "EP = read()\nsetup(entry_points=EP)",
    "formatting": "setup(entry_points={'console_scripts': ['shop = %s:main' % name]})",
    "an f-string": "setup(entry_points={'console_scripts': [f'shop = {name}:main']})",
    "part of an f-string": "setup(entry_points={'console_scripts': ['shop = ' f'{n}:main']})",
    "str.format": "setup(entry_points={'console_scripts': ['shop = {}:main'.format(name)]})",
    "a sum": "setup(entry_points={'console_scripts': ['shop = ' + name]})",
    "bytes": "setup(entry_points={'console_scripts': [b'shop = shop.cli:main']})",
    "a comprehension": "setup(entry_points={'console_scripts': ['a = b:c' for _ in x]})",
    "a choice": "setup(entry_points={'console_scripts': ['a = b:c'] if x else []})",
    "bound twice": "EP = {}\nEP = {'console_scripts': ['shop = a:b']}\nsetup(entry_points=EP)",
    "bound on a condition": "if x:\n    EP = {'g': ['a = b:c']}\nsetup(entry_points=EP)",
    "bound in a loop": "for EP in ({'g': ['a = b:c']},):\n    pass\nsetup(entry_points=EP)",
    "bound by a function": "def f():\n    global EP\n    EP = 1\n"
    "EP = {'g': ['a = b:c']}\nsetup(entry_points=EP)",
    "a parameter": "EP = {'g': ['a = b:c']}\ndef f(EP):\n    setup(entry_points=EP)",
    "changed": "EP = {'g': ['a = b:c']}\nEP['g'] = x\nsetup(entry_points=EP)",
    "changed by a name": "EP = {'g': ['a = b:c']}\nEP[G] = x\nsetup(entry_points=EP)",
    "changed within": "EP = {'g': ['a = b:c']}\nEP['g'][0] = x\nsetup(entry_points=EP)",
    "an argument that is set": "KW = {'entry_points': {'g': ['a = b:c']}}\n"
    "KW['entry_points'] = x\nsetup(**KW)",
    "made less": "EP = {'g': ['a = b:c']}\ndel EP['g']\nsetup(entry_points=EP)",
    "updated": "EP = {'g': ['a = b:c']}\nEP.update(x)\nsetup(entry_points=EP)",
    "handed on": "EP = {'g': ['a = b:c']}\nfix(EP)\nsetup(entry_points=EP)",
    "handed on by a keyword": "EP = {'g': ['a = b:c']}\nfix(ep=EP)\nsetup(entry_points=EP)",
    "called by two names": "EP = {'g': ['a = b:c']}\nQ = EP\nsetup(entry_points=EP)",
    "a star import below": "EP = {'g': ['a = b:c']}\nfrom x import *\nsetup(entry_points=EP)",
    "run code": "EP = {'g': ['a = b:c']}\nexec(code)\nsetup(entry_points=EP)",
    "another dict": "from x import dict\nsetup(entry_points=dict(g=['a = b:c']))",
    "in a circle": "A = B\nB = A\nsetup(entry_points=A)",
    "a list": "setup(entry_points=['a = b:c'])",
    "another argument": "setup(entrypoints={'g': ['a = b:c']}, entry_points=x)",
}


@pytest.mark.parametrize("text", COMPUTED.values(), ids=COMPUTED)
def test_what_is_computed_is_unknown_and_silent(text: str) -> None:
    reading = read_text(read_setup_py, IMPORT + text, "/shop/setup.py")
    assert declared(reading) == []
    assert reading.references == ()
    assert reading.problems == ()
    assert read_setup_py(Text("/shop/setup.py", IMPORT + text)).has_more


OTHERS = {
    "no setuptools": "from app import setup\nsetup(entry_points={'g': ['a = b:c']})",
    "a function of its own": "def setup(**k): ...\nsetup(entry_points={'g': ['a = b:c']})",
    "a method": "from setuptools import setup\nx.setup(entry_points={'g': ['a = b:c']})",
    "no call": "from setuptools import setup\nentry_points = {'g': ['a = b:c']}",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_calls_are_left_alone(text: str) -> None:
    assert declared(read_text(read_setup_py, text, "/shop/setup.py")) == []


BESIDE = {
    "a group": "setup(entry_points={name: ['x = y:z'], 'g': ['a = b:c']})",
    "an entry": "setup(entry_points={'g': ['a = b:c', f'{x} = y']})",
    "a whole value": "setup(entry_points={'g': ['a = b:c'], 'h': found()})",
    "unpacked groups": "setup(entry_points={'g': ['a = b:c'], **found()})",
    "unpacked entries": "setup(entry_points={'g': ['a = b:c', *found()]})",
    "unpacked keywords": "setup(entry_points=dict(g=['a = b:c'], **found()))",
    "something added": "EP = {'g': ['a = b:c']}\nif x:\n    EP['g'].append(y)\n"
    "setup(entry_points=EP)",
    "something added to a list": "S = ['a = b:c']\nS += [y]\nS2 = ['a = b:c']\nS2.append(S)\n"
    "setup(entry_points={'g': S2})",
    "a key that is set": "EP = {'g': ['a = b:c']}\nif x:\n    EP['h'] = y\nsetup(entry_points=EP)",
    "two calls": "if x:\n    setup(entry_points={'g': ['a = b:c']})\nelse:\n    setup()",
}


@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
def test_literals_beside_what_is_computed_live(text: str) -> None:
    found = read_setup_py(Text("/shop/setup.py", IMPORT + text))
    assert [(e.group.text, e.name.text) for e in found.entry_points] == [("g", "a")]
    assert found.has_more


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("setup()", True),
        ("setup(name='x', entry_points={})", True),
        ("setup(entry_points={'g': []}, **more)", True),
        ("setup(**more)", False),
        ("KW = dict(name='x')\nsetup(**KW)", True),
        ("KW = dict(name='x')\nKW['version'] = read()\nsetup(**KW)", True),
        ("KW = dict(name='x')\nKW['entry_points'] = {}\nsetup(**KW)", False),
        ("# entry_points\nsetup()", True),
        ("setup(entry_points={'g': []}", False),
    ],
)
def test_a_file_is_complete_if_nothing_can_hide(text: str, complete: bool) -> None:
    assert read_setup_py(Text("/shop/setup.py", IMPORT + text)).has_more is not complete


@pytest.mark.parametrize(
    "marked",
    [
        "setup(entry_points={'g': ['«shop» = «shop».«cli»:«main» [web]']})",
        "setup(entry_points={'g': [u'«é😀»=«é».«cli»']})",
        "setup(entry_points={'g': ['«sh\\157p» = «\\x73hop».«cli»\\x3a«main»']})",
        "setup(entry_points={'g': ['«sh' 'op» = «sh'\n     \"op».«cli»:«main»\"]})",
        "setup(entry_points={'g': ['«a» = ' + r'«b»:' + '''«c»''']})",
        "setup(entry_points='''\n[g]\n  «a» = «b».«c»:«d»\n# why\n«e»=«f»\n''')",
        "setup(entry_points='''\r\n[g]\r\n«a» = «b»\r\n''')",
        "setup(entry_points='[g]\\n«a» = «b»\\n«c» = «d»')",
        "setup(entry_points='''[g]\n«a» = «b».\\\n«c»''')",
        "LIST = ['«a» = «b»']\nsetup(entry_points={'g': LIST, 'h': LIST})",
    ],
)
def test_every_part_leads_from_its_exact_place(marked: str) -> None:
    assert leading_parts(read_setup_py, marked) == marked


HALF_TYPED = {
    "an open string": (
        "setup(\n  entry_points={'g': [\n    '«a» = «b»:«c»',\n    'd = e:\n  ]},\n)\n"
    ),
    "an open string of some length": (
        "setup(\n  entry_points={'g': [\n    '«a» = «b»:«c»',\n    '«d» = «e»:«f»\n  ]},\n)\n"
    ),
    "no value": "setup(\n  name=\n  entry_points={'g': ['«a» = «b»:«c»']},\n)\n",
    "no comma": "setup(\n  name='x'\n  entry_points={'g': ['«a» = «b»:«c»']},\n)\n",
    "no value of a group": "setup(entry_points={\n  'h':\n  'g': ['«a» = «b»:«c»'],\n})\n",
    "open brackets": "setup(entry_points={'g': ['«a» = «b»:«c»',\nimport os\n",
    "an open list": "setup(entry_points={\n  'g': ['«a» = «b»:«c»',\n  'h': ['«d» = «e»'],\n})\n",
    "an open list and string": (
        "setup(entry_points={\n  'g': ['«a» = «b»:«c»\n  'h': ['«d» = «e»'],\n})\n"
    ),
    "an open dictionary": "setup(\n  entry_points={'g': ['«a» = «b»:«c»'],\n  name='x',\n)\n",
    "brackets that are closed too early": "setup(entry_points={'g': ['«a» = «b»:«c»'})\n",
    "a bracket too many": "setup(entry_points={'g': ['«a» = «b»:«c»']})]\n",
    "something wrong beside it": "setup(1 2, entry_points={'g': ['«a» = «b»:«c»', 1 2]})\n",
    "a function above": "def (:\n    pass\nsetup(entry_points={'g': ['«a» = «b»:«c»']})\n",
    "an open text": "setup(entry_points='''\n[g]\n«a» = «b»:«c»\n",
    "wide characters": "setup(name=\n  entry_points={'é😀': ['«é» = «b»:«c»']},\n",
}


@pytest.mark.parametrize("marked", HALF_TYPED.values(), ids=HALF_TYPED)
def test_a_half_typed_file_keeps_the_rest_of_its_answers(marked: str) -> None:
    assert leading_parts(read_setup_py, IMPORT + marked) == IMPORT + marked
    text = without_marks(IMPORT + marked)
    with pytest.raises(SyntaxError):
        ast.parse(text)
    assert read_setup_py(Text("/shop/setup.py", text)).has_more


def test_nothing_is_said_of_a_string_that_is_not_typed_to_its_end() -> None:
    text = (
        "setup(entry_points={'console_scripts': [\n  'a = b.c:\n  'b = c\n  'c\n ],\n 'pytest12\n})"
    )
    reading = read_text(read_setup_py, text, "/shop/setup.py")
    assert reading.references == ()
    assert reading.problems == ()


HEALTHY = """\
from setuptools import setup

PLUGINS = ["one = shop.plugins:One", "two = "
           "shop.plugins:Two"]

setup(
    name="shop",
    entry_points={
        "console_scripts": ["shop = shop.cli:main", 'pay = shop.cli:pay [web]'],
        "shop.plugins": PLUGINS,
        "shop.texts": '''
            three = shop.plugins:Three
        ''',
    },
)
"""


def test_nothing_is_wrong_with_a_healthy_file_while_it_is_typed() -> None:
    whole = read_text(read_setup_py, HEALTHY, "/shop/setup.py")
    assert len(whole.references) == 5
    for end in range(len(HEALTHY)):
        reading = read_text(read_setup_py, HEALTHY[:end], "/shop/setup.py")
        assert reading.problems == (), HEALTHY[:end]
        assert set(reading.references) <= set(whole.references), HEALTHY[:end]


def test_a_line_that_is_left_out_leaves_the_others() -> None:
    """Whatever line is being typed, at whatever place, no other is lost to it."""
    lines = HEALTHY.split("\n")
    for number in (0, 2, 3, 6, 8, 9):
        for end in range(len(lines[number])):
            text = "\n".join([*lines[:number], lines[number][:end], *lines[number + 1 :]])
            reading = read_text(read_setup_py, text, "/shop/setup.py")
            named = {
                r.key.text for r in reading.references if isinstance(r, ObjectReference) and r.key
            }
            assert "three" in named, text
            if number not in (2, 3):  # Half of a literal is no entry point.
                assert reading.problems == (), text


WRONG = {
    "no function": (
        "setup(entry_points={'console_scripts': ['shop = «shop.cli»']})",
        Code.SCRIPT_NEEDS_ATTRIBUTE,
    ),
    "no entry point": (
        "setup(entry_points={'g': ['«shop»']})",
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "a dash behind an escape": (
        "setup(entry_points={'g': ['a = \\x62.«my-\\x63»:d']})",
        Code.INVALID_OBJECT_REFERENCE,
    ),
    "nothing": ("setup(entry_points={'g': ['«a» =']})", Code.INVALID_OBJECT_REFERENCE),
    "a near group": (
        "setup(entry_points={'«console_script»': ['a = b:c']})",
        Code.SUSPICIOUS_GROUP,
    ),
    "a near group as a keyword": (
        "setup(entry_points=dict(«console_script»=['a = b:c']))",
        Code.SUSPICIOUS_GROUP,
    ),
    "a near group in a text": (
        "setup(entry_points='''\n[«console_script»]\na = b:c\n''')",
        Code.SUSPICIOUS_GROUP,
    ),
    "twice": (
        "setup(entry_points={'g': ['a = b:c', '«a» = d:e']})",
        Code.DUPLICATE_ENTRY_POINT,
    ),
    "no group": (
        "setup(entry_points='''\n«a = b:c»\n[g]\n''')",
        Code.SYNTAX_ERROR,
    ),
}


@pytest.mark.parametrize(("marked", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_of_the_exact_characters(marked: str, code: Code) -> None:
    assert problem_in(read_setup_py, marked).code is code


FIXED = {
    "a group": (
        "setup(entry_points={'«console_script»': ['a = b:c']})",
        "setup(entry_points={'console_scripts': ['a = b:c']})",
    ),
    "a keyword": (
        "setup(entry_points=dict(«console_script»=['a = b:c']))",
        "setup(entry_points=dict(console_scripts=['a = b:c']))",
    ),
    "an escape": (
        "setup(entry_points={'g': ['a = «b-\\x63»:d']})",
        "setup(entry_points={'g': ['a = b_c:d']})",
    ),
    "in a text": (
        "setup(entry_points='''\n[g]\na = «b-c»:d\n''')",
        "setup(entry_points='''\n[g]\na = b_c:d\n''')",
    ),
    "quotes in quotes": (
        "setup(entry_points={'g': ['a = «\"b:c\"»']})",
        "setup(entry_points={'g': ['a = b:c']})",
    ),
}


def fixes(marked: str) -> tuple[Fix, ...]:
    """Return the corrections of the one problem of a text that leave it valid."""
    problem = problem_in(read_setup_py, marked)
    assert problem.fixes
    (left,) = fixable_problems(LineIndex.of(without_marks(marked)), [problem])
    return left.fixes


@pytest.mark.parametrize(("marked", "expected"), FIXED.values(), ids=FIXED)
def test_a_correction_leaves_valid_python(marked: str, expected: str) -> None:
    (fix,) = fixes(marked)
    assert fixed(marked, fix) == expected
    ast.parse(expected)


@pytest.mark.parametrize(
    "marked",
    [
        "setup(entry_points={'g': ['a = «b-' 'c»:d']})",
        "setup(entry_points={'«paste.filter' '_factroy»': ['a = b:c']})",
        "setup(entry_points=dict(«paste_app_factory»=['a = b:c']))",
    ],
)
def test_what_a_literal_can_not_hold_is_not_offered(marked: str) -> None:
    assert fixes(marked) == ()


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("setup.py", "from setuptools import setup\nsetup()\n", True),
        ("setup.py", "import distutils.core\n", True),
        ("setup.py", "setup(entry_points={})", True),
        ("setup.py", "def setup(app): ...\n", False),
        ("settings.py", "from setuptools import setup\nsetup(entry_points={})\n", False),
        ("setup.py.in", "from setuptools import setup\nsetup(entry_points={})\n", False),
    ],
)
def test_a_setup_py_is_told_from_other_modules(name: str, text: str, is_one: bool) -> None:
    dialect = dialect_of(name, text)
    assert (dialect is not None and dialect.name == "setup.py") is is_one


_WORDS = [
    *("setup", "(", ")", "[", "]", "{", "}", ",", ":", "=", "+", "**", "*", "#", "\\", "\n", " "),
    *("entry_points", "console_scripts", "'", '"', "'''", "a = b:c", "dict", "if x:", "EP", "\0"),
    *("é😀", "\r", "\r\n", "\f", "\\x62", "f'", "b'", "r'", "import", "def f():\n ", "\ud800"),
]
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=30).map("".join)


@given(text=st.builds("setup(entry_points={}{}".format, _TEXTS, _TEXTS))
@settings(max_examples=600, derandomize=True, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    whole = Text("/shop/setup.py", text)
    reading = read_setup_py(whole)
    index = LineIndex.of(text)
    for problem in reading.problems:
        assert index.slice(problem.range), problem


@pytest.mark.parametrize(
    "text",
    [
        "setup(entry_points=" + "[" * 50_000,
        "setup(entry_points=" + "(" * 300 + "'a'" + ")" * 300 + ")",
        "setup(entry_points=" + "'a' + " * 20_000 + "'b')",
        "".join(f"A{n} = [A{n + 1}, A{n + 1}]\n" for n in range(60))
        + "A60 = 'a = b'\nsetup(entry_points={'g': A0})",
        "setup(entry_points={'g': ['" + "a = b:c" * 100_000,
        "setup(entry_points='''" + "[g]\na = b:c\n" * 20_000 + "''')",
    ],
    ids=["brackets", "parentheses", "a sum", "doubling", "one line", "many lines"],
)
@pytest.mark.timeout(20)
def test_no_text_takes_long(text: str) -> None:
    read_setup_py(Text("/shop/setup.py", text))


def test_no_more_is_parsed_than_may_declare_something(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> SetupFile:
        raise AssertionError(text)

    monkeypatch.setattr("entryway.dialects.setup_py.read_setup_calls", refuse)
    text = Text("/shop/setup.py", IMPORT + "setup(name='shop')\n")
    assert read_setup_py(text) == Reading()


def test_nothing_is_said_of_a_template() -> None:
    text = """
        {% if x %}
        from setuptools import setup
        {% endif %}
        setup(entry_points={"console_scripts": ["{{ name }} = {{ name }}:main", "a = b"]})
    """
    assert read_text(read_setup_py, dedent(text), "/shop/setup.py").problems == ()
