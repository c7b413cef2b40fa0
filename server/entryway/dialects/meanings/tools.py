"""What the entry points of Python's common tools and libraries are for."""

from __future__ import annotations

from entryway.dialects.meanings.meaning import GroupMeaning

_SPHINX = "Sphinx documentation"
_PYGMENTS = 'Pygments documentation, "Register Plugins"'
_BABEL = 'Babel documentation, "Working with Message Catalogs"'
_FLAKE8 = 'flake8 documentation, "Registering a Plugin with flake8"'
_SQLALCHEMY = "SQLAlchemy documentation"
_BANDIT = 'Bandit documentation, "Test Plugins" and "Report Formatters"'
_CELERY = 'Celery documentation, "Extensions and Bootsteps" and "Periodic Tasks"'
_JUPYTERHUB = "JupyterHub documentation"

TOOL_GROUPS: dict[str, GroupMeaning] = {
    "pytest11": GroupMeaning(
        "Plugins of pytest, which imports them when it starts.",
        "A plugin of pytest, which imports it when it starts; `-p no:{name}` keeps it away.",
        'pytest documentation, "Writing plugins"',
    ),
    "nose.plugins": GroupMeaning(
        "Plugins of nose.", "A plugin of nose.", 'nose documentation, "Writing Plugins"'
    ),
    "nose.plugins.0.10": GroupMeaning(
        "Plugins of nose from 0.10 on.",
        "A plugin of nose from 0.10 on.",
        'nose documentation, "Writing Plugins"',
    ),
    "hypothesis": GroupMeaning(
        "Hooks that Hypothesis loads when it is imported.",
        "A hook that Hypothesis loads, and calls if it can, when it is imported.",
        'Hypothesis documentation, "Entry points"',
    ),
    "tox": GroupMeaning(
        "Plugins of tox.", "A plugin of tox, which loads it when it starts.", "tox documentation"
    ),
    "flake8.extension": GroupMeaning(
        "Checks of flake8; an entry's name is what its codes begin with.",
        "A check of flake8, whose codes begin with `{name}`.",
        _FLAKE8,
    ),
    "flake8.report": GroupMeaning(
        "Formatters of flake8, for `--format`.",
        "A formatter of flake8: `--format={name}`.",
        _FLAKE8,
    ),
    "bandit.plugins": GroupMeaning("Tests of Bandit.", "The test `{name}` of Bandit.", _BANDIT),
    "bandit.formatters": GroupMeaning(
        "Report formatters of Bandit.", "The report formatter `{name}` of Bandit.", _BANDIT
    ),
    "isort.profiles": GroupMeaning(
        "Profiles of isort: dictionaries of its settings.",
        "A profile of isort: `--profile {name}`.",
        "isort documentation",
    ),
    "sphinx.builders": GroupMeaning(
        "Modules of Sphinx extensions, by the builder that each provides.",
        "The extension with the builder `{name}`: Sphinx imports it for `-b {name}`.",
        _SPHINX,
    ),
    "sphinx.html_themes": GroupMeaning(
        "Modules of Sphinx extensions, by the HTML theme that each provides.",
        "The extension with a theme of Sphinx: `html_theme = {name}`.",
        _SPHINX,
    ),
    "babel.extractors": GroupMeaning(
        "Methods by which Babel extracts messages from files.",
        "The method `{name}` by which Babel extracts messages from files.",
        _BABEL,
    ),
    "babel.checkers": GroupMeaning(
        "Checks that Babel makes of translated messages.",
        "A check that Babel makes of translated messages.",
        _BABEL,
    ),
    "pygments.lexers": GroupMeaning(
        "Lexers of Pygments.", "A lexer of Pygments; its class says its names.", _PYGMENTS
    ),
    "pygments.formatters": GroupMeaning(
        "Formatters of Pygments.", "A formatter of Pygments, `{name}`.", _PYGMENTS
    ),
    "pygments.styles": GroupMeaning(
        "Styles of Pygments.", "The style `{name}` of Pygments.", _PYGMENTS
    ),
    "pygments.filters": GroupMeaning(
        "Filters of Pygments.", "The filter `{name}` of Pygments.", _PYGMENTS
    ),
    "markdown.extensions": GroupMeaning(
        "Extensions of Python-Markdown, by the names that `extensions=` takes.",
        "An extension of Python-Markdown: `extensions=[…]` takes it as `{name}`.",
        'Python-Markdown documentation, "Extension API"',
    ),
    "mkdocs.plugins": GroupMeaning(
        "Plugins of MkDocs, by the names that `plugins:` takes.",
        "A plugin of MkDocs: `plugins:` of `mkdocs.yml` takes it as `{name}`.",
        'MkDocs documentation, "Plugins"',
    ),
    "mkdocs.themes": GroupMeaning(
        "Themes of MkDocs: packages, by the names that `theme:` takes.",
        "A theme of MkDocs: `theme:` of `mkdocs.yml` takes it as `{name}`.",
        'MkDocs documentation, "Developing Themes"',
    ),
    "sqlalchemy.dialects": GroupMeaning(
        "Dialects of SQLAlchemy, by the beginning of a database URL, a dot for its plus.",
        "The dialect `{name}` of SQLAlchemy, which a database URL begins with (a plus for a dot).",
        _SQLALCHEMY,
    ),
    "sqlalchemy.plugins": GroupMeaning(
        "Plugins of SQLAlchemy's engines, by the names that `plugin=` of a database URL takes.",
        "A plugin of SQLAlchemy's engines: `?plugin={name}` in a database URL.",
        _SQLALCHEMY,
    ),
    "celery.commands": GroupMeaning(
        "Commands of `celery`.", "The command `celery {name}`.", _CELERY
    ),
    "celery.result_backends": GroupMeaning(
        "Result backends of Celery, by the scheme of their URL.",
        "The result backend of Celery for `{name}://…`.",
        _CELERY,
    ),
    "celery.beat_schedulers": GroupMeaning(
        "Schedulers of `celery beat`.",
        "A scheduler: `celery beat --scheduler {name}`.",
        _CELERY,
    ),
    "flask.commands": GroupMeaning(
        "Commands of `flask`: Click commands or groups.",
        "The command `flask {name}`: a Click command or group.",
        'Flask documentation, "Command Line Interface"',
    ),
    "keyring.backends": GroupMeaning(
        "Modules that keyring imports to find its backends; a function that is named in one is "
        "called with no arguments.",
        "A module that keyring imports to find its backends; a function that is named in it is "
        "called with no arguments.",
        "keyring documentation",
    ),
    "dogpile.cache": GroupMeaning(
        "Backends of dogpile.cache, by the names that `configure()` takes.",
        "The backend `{name}` of dogpile.cache.",
        "dogpile.cache documentation",
    ),
    "trac.plugins": GroupMeaning(
        "Modules that Trac imports for their components.",
        "A module that Trac imports for its components.",
        'Trac documentation, "TracDev/PluginDevelopment"',
    ),
    "ckan.plugins": GroupMeaning(
        "Plugins of CKAN, by the names that `ckan.plugins` takes.",
        "A plugin of CKAN: its option `ckan.plugins` takes it as `{name}`.",
        "CKAN documentation",
    ),
    "airflow.plugins": GroupMeaning(
        "Plugins of Apache Airflow.", "A plugin of Apache Airflow.", "Airflow documentation"
    ),
    "apache_airflow_provider": GroupMeaning(
        "Provider packages of Apache Airflow: the function returns what each provides.",
        "A provider package of Apache Airflow: `{call}` returns what it provides.",
        "Airflow documentation",
    ),
    "fsspec.specs": GroupMeaning(
        "File systems of fsspec, by protocol.",
        "The file system of fsspec for `{name}://…`.",
        "fsspec documentation",
    ),
    "xarray.backends": GroupMeaning(
        "Backends of xarray, by the names that `engine=` takes.",
        "A backend of xarray: `engine={name}`.",
        "xarray documentation",
    ),
    "numba_extensions": GroupMeaning(
        "Extensions of Numba: the entry `init` is called with no arguments before Numba compiles.",
        "An extension of Numba, which calls the entry `init` with no arguments before it compiles.",
        "Numba documentation",
    ),
    "nbconvert.exporters": GroupMeaning(
        "Exporters of nbconvert, by the names that `--to` takes.",
        "An exporter: `jupyter nbconvert --to {name}`.",
        "nbconvert documentation",
    ),
    "jupyter_serverproxy_servers": GroupMeaning(
        "Servers behind Jupyter: jupyter-server-proxy calls the function with no arguments and "
        "gets the settings of the server.",
        "The server `{name}` behind Jupyter: jupyter-server-proxy calls `{call}` with no "
        "arguments and gets its settings.",
        "jupyter-server-proxy documentation",
    ),
    "jupyter_client.kernel_provisioners": GroupMeaning(
        "Provisioners of Jupyter kernels.",
        "The provisioner `{name}` of Jupyter kernels.",
        "jupyter_client documentation",
    ),
    "jupyterhub.authenticators": GroupMeaning(
        "Authenticators of JupyterHub.",
        "An authenticator of JupyterHub: `JupyterHub.authenticator_class` takes it as `{name}`.",
        _JUPYTERHUB,
    ),
    "jupyterhub.spawners": GroupMeaning(
        "Spawners of JupyterHub.",
        "A spawner of JupyterHub: `JupyterHub.spawner_class` takes it as `{name}`.",
        _JUPYTERHUB,
    ),
}

TOOL_NAMESPACES: dict[str, GroupMeaning] = {
    "zest.releaser.": GroupMeaning(
        "Hooks of zest.releaser, called with what it knows of the release.",
        "A hook of zest.releaser, called with what it knows of the release.",
        "zest.releaser documentation",
    ),
    "aiida.": GroupMeaning(
        "Plugins of AiiDA.", "The plugin `{name}` of AiiDA.", "AiiDA documentation"
    ),
    "opentelemetry_": GroupMeaning(
        "Parts of OpenTelemetry, which its SDK finds by name.",
        "The part `{name}` of OpenTelemetry, whose SDK finds it by name.",
        "OpenTelemetry documentation",
    ),
}
"""What all groups are that begin so, unless a row of their own says more."""
