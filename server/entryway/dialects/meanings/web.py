"""What the entry points of Paste, of Pyramid and of Zope are for."""

from __future__ import annotations

from entryway.dialects.meanings.meaning import GroupMeaning

_PASTE_DEPLOY = "Paste Deploy documentation, and `paste.deploy.loadwsgi`"
_PASTE_SCRIPT = "PasteScript documentation"
_BUILDOUT = "zc.buildout documentation"

WEB_GROUPS: dict[str, GroupMeaning] = {
    "paste.app_factory": GroupMeaning(
        "Applications of Paste Deploy (`egg:distribution#name`): each is called with "
        "`(global_conf, **local_conf)` and returns a WSGI application.",
        "An application of Paste Deploy (`egg:distribution#{name}`): `{call}` is called with "
        "`(global_conf, **local_conf)` and returns it.",
        _PASTE_DEPLOY,
    ),
    "paste.composite_factory": GroupMeaning(
        "Composite applications of Paste Deploy: each is called with "
        "`(loader, global_conf, **local_conf)` and returns a WSGI application made of others.",
        "A composite application of Paste Deploy (`egg:distribution#{name}`): `{call}` is "
        "called with `(loader, global_conf, **local_conf)` and returns it.",
        _PASTE_DEPLOY,
    ),
    "paste.composit_factory": GroupMeaning(
        "The other spelling of `paste.composite_factory`: each is called with "
        "`(loader, global_conf, **local_conf)` and returns a WSGI application made of others.",
        "A composite application of Paste Deploy (`egg:distribution#{name}`): `{call}` is "
        "called with `(loader, global_conf, **local_conf)` and returns it.",
        _PASTE_DEPLOY,
    ),
    "paste.filter_factory": GroupMeaning(
        "Filters of Paste Deploy: each is called with `(global_conf, **local_conf)` and returns "
        "what is called with an application to wrap it.",
        "A filter of Paste Deploy (`egg:distribution#{name}`): `{call}` is called with "
        "`(global_conf, **local_conf)` and returns what is called with an application to wrap "
        "it.",
        _PASTE_DEPLOY,
    ),
    "paste.filter_app_factory": GroupMeaning(
        "Filters of Paste Deploy: each is called with `(app, global_conf, **local_conf)` and "
        "returns the application wrapped.",
        "A filter of Paste Deploy (`egg:distribution#{name}`): `{call}` is called with `(app, "
        "global_conf, **local_conf)` and returns the application wrapped.",
        _PASTE_DEPLOY,
    ),
    "paste.server_factory": GroupMeaning(
        "Servers of Paste Deploy: each is called with `(global_conf, **local_conf)` and returns "
        "what is called with an application to serve it.",
        "A server of Paste Deploy (`egg:distribution#{name}`): `{call}` is called with "
        "`(global_conf, **local_conf)` and returns what is called with an application to serve "
        "it.",
        _PASTE_DEPLOY,
    ),
    "paste.server_runner": GroupMeaning(
        "Servers of Paste Deploy: each is called with `(app, global_conf, **local_conf)` and "
        "serves the application.",
        "A server of Paste Deploy (`egg:distribution#{name}`): `{call}` is called with `(app, "
        "global_conf, **local_conf)` and serves the application.",
        _PASTE_DEPLOY,
    ),
    "paste.app_install": GroupMeaning(
        "Installers of applications, which `paster setup-app` runs.",
        "The installer that `paster setup-app` runs for the application `{name}`.",
        _PASTE_SCRIPT,
    ),
    "paste.paster_command": GroupMeaning(
        "Commands of `paster` within a project.",
        "The command `paster {name}`, within a project.",
        _PASTE_SCRIPT,
    ),
    "paste.global_paster_command": GroupMeaning(
        "Commands of `paster` everywhere.",
        "The command `paster {name}`, available everywhere.",
        _PASTE_SCRIPT,
    ),
    "paste.paster_create_template": GroupMeaning(
        "Templates of projects, for `paster create --template`.",
        "A template of projects: `paster create --template={name}`.",
        _PASTE_SCRIPT,
    ),
    "pyramid.scaffold": GroupMeaning(
        "Scaffolds, from which `pcreate` of Pyramid before 2.0 makes projects.",
        "A scaffold, from which `pcreate -s {name}` of Pyramid before 2.0 makes a project.",
        "Pyramid documentation of 1.x",
    ),
    "pyramid.pshell_runner": GroupMeaning(
        "Shells for Pyramid's `pshell --python-shell`.",
        "A shell: `pshell --python-shell {name}` of Pyramid runs it.",
        'Pyramid documentation, "Command-Line Pyramid"',
    ),
    "z3c.autoinclude.plugin": GroupMeaning(
        "Packages whose ZCML is included by the one that `target` names.",
        "The ZCML of this package is included by the one that `target` names.",
        "z3c.autoinclude documentation",
    ),
    "zodburi.resolvers": GroupMeaning(
        "Resolvers of ZODB URIs, by scheme.",
        "The resolver of ZODB URIs `{name}://…`.",
        "zodburi documentation",
    ),
    "zc.buildout": GroupMeaning(
        "Recipes of zc.buildout: a part names one with `recipe = distribution:name`.",
        "The recipe `{name}` of zc.buildout: called with the buildout, the part's name and its "
        "options.",
        _BUILDOUT,
    ),
    "zc.buildout.extension": GroupMeaning(
        "Extensions of zc.buildout, called with the buildout before its parts are made.",
        "An extension of zc.buildout, called with the buildout before its parts are made.",
        _BUILDOUT,
    ),
}
