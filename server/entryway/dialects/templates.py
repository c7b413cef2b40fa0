"""What a template engine will fill in, and what it makes of a file until then.

Projects keep templates of their configuration under its usual names (cookiecutter's setup.cfg,
Ansible's and Puppet's api-paste.ini). Nothing can be said of a value that is not there yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VALUE = re.compile(
    r"\{\{"  # Jinja, Mustache
    r"|\{%|<%"  # Jinja and Mako statements
    r"|\$\{|\$\w"  # Mako, shells
    r"|%\("  # configparser's own interpolation
    r"|@\w+@|%\w+%|\{\w*\}"  # autoconf, batch files, str.format
)
_PLACEHOLDER = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{[^}\n]*\}|\$\w+|@\w+@|%\w+%|\{\w*\}"
    r"|\{\{|\{%|<%|\$\{"  # Not closed yet, or on another line.
)
_STATEMENT = re.compile(
    # Each begins a line. A line's end in front, where "^" would do, is found three times as fast.
    r"\n(?:[ \t]*(?:\{%|\{#|\{\{[#^/]|<%|%[ \t]*(?:if|for|else|elif|end\w+)\b"
    # Jinja's behind the sign of a comment, which is left over above what it chooses.
    r"|[#;]+[ \t]*\{%"
    # Tempita's and Go's, whose braces are those of their values.
    r"|\{\{-?[ \t]*(?:(?:if|elif|else|for|range|end(?:if|for)?)\b|py:)"
    # Cheetah's and Genshi's, which INI files take for comments; their end tells them from prose.
    r"|#end[ \t]*(?:if|for|unless|while|def|choose|when|with)?[ \t]*$)"
    # The meta-sections of DevStack's local.conf: each holds a file of its own.
    r"|\[\[[^\]\n|]+\|[^\]\n]+\]\])",
    re.MULTILINE,
)

_NAME = re.compile(
    r"[._-](?:tmpl|tpl|template|j2|jinja2?|mako|mustache)$|\.(?:in|erb|epp|tt)$"
    r"|^template[._-]|[._-]template[._-]",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"(?:^|[._-])(?:sample|example|dist)(?=$|[._-])", re.IGNORECASE)
_FORMATTED = re.compile(r"%(?:\([^)\s]+\))?[a-zA-Z]")


def is_template_name(name: str) -> bool:
    """Whether a file's base name says that another file is made of it, elsewhere perhaps.

    So are `development.ini_tmpl` of Paste Script, `zope.ini.in` and `template.ini.mako`.
    """
    return _NAME.search(name) is not None


def is_sample_name(name: str) -> bool:
    """Whether a file's base name says that it is there to be copied from.

    So are swift's `proxy-server.conf-sample`, `example.ini` and `paste.ini.dist`.
    """
    return _SAMPLE.search(name) is not None


def makes(name: str, made: str) -> bool:
    """Whether a file of this base name is the template or the sample of another: `x.ini.in`."""
    return name.startswith(made) and (is_template_name(name) or is_sample_name(name))


def is_formatted(text: str) -> bool:
    """Whether Python's `%` operator would fill a text in: `%(port)d`, `%s`.

    The first templates of all had no engine, and their `%(name)s` looks like configparser's.
    """
    return _FORMATTED.fullmatch(text) is not None


def is_templated(value: str) -> bool:
    """Whether a part of a value is filled in later: by a template engine or by interpolation."""
    return _VALUE.search(value) is not None


def is_template(text: str) -> bool:
    """Whether a whole text is no INI file yet, but what one or several are made from."""
    return _STATEMENT.search(f"\n{text}") is not None


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what a template engine fills in; configparser's `%(name)s` are none."""
    return (match.span() for match in _PLACEHOLDER.finditer(text))


def has_placeholder(text: str) -> bool:
    """Whether a template engine fills in a part of a text."""
    return _PLACEHOLDER.search(text) is not None
