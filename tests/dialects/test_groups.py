"""Groups one slip away from a known one are mistakes; groups that people really use are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.dialects.groups import KNOWN_GROUPS, near_group, one_edit_apart

SLIPS = {
    "console_script": "console_scripts",
    "consol_scripts": "console_scripts",
    "console_scritps": "console_scripts",
    "console-scripts": "console_scripts",
    "console.scripts": "console_scripts",
    "Console_scripts": "console_scripts",
    "gui_script": "gui_scripts",
    "gui_scirpts": "gui_scripts",
    "paste.filter_factroy": "paste.filter_factory",
    "paste.filter-factory": "paste.filter_factory",
    "paste.app_factorys": "paste.app_factory",
    "paste.aap_factory": "paste.app_factory",
    "flake8.extensions": "flake8.extension",
    "pygments.lexer": "pygments.lexers",
    "distutils.command": "distutils.commands",
    "oslo.config.opt": "oslo.config.opts",
    "pytest1": "pytest11",
}

_IN_USE = """
    console_scripts gui_scripts wsgi_scripts cli_scripts
    paste.app_factory paste.composite_factory paste.composit_factory paste.filter_factory
    paste.filter_app_factory paste.server_factory paste.server_runner paste.app_install
    paste.paster_command paste.global_paster_command paste.paster_create_template
    distutils.commands distutils.setup_keywords egg_info.writers setuptools.file_finders
    setuptools.installation setuptools.finalize_distribution_options dependency_links.txt
    pytest11 nose.plugins nose.plugins.0.10 nose.plugins.0.9 xdist
    flake8.extension flake8.report flake8.listen pylint.plugins pylama.linter
    oslo.config.opts oslo.config.opts.defaults oslo.config.driver oslo.policy.policies
    oslo.policy.enforcer oslo.policy.rule_checks oslo_messaging.notify.drivers
    oslo.messaging.drivers
    oslo.messaging.notify.drivers oslo.messaging.pika.connection_factory oslo.db.migration
    oslo.middleware.healthcheck nova.scheduler.filters nova.api.v21.extensions
    neutron.core_plugins neutron.ml2.mechanism_drivers neutron.ml2.type_drivers
    neutron.service_plugins neutron.db.alembic_migrations neutron.policies keystone.auth.password
    keystone.auth.token keystone.auth.totp keystone.identity heat.clients heat.constraints
    heat.event_sinks glance_store.drivers glance.common.location_strategy.modules
    cinder.scheduler.filters cinder.scheduler.weights ironic.hardware.types swift.diskfile
    stevedore.example.formatter cliff.formatter.list cliff.formatter.show openstack.cli
    openstack.cli.extension openstack.compute.v2 openstack.image.v1 openstack.image.v2
    pygments.lexers pygments.formatters pygments.styles pygments.filters
    sphinx.builders sphinx.html_themes sphinx_directives
    sqlalchemy.dialects sqlalchemy.plugins babel.extractors babel.checkers
    celery.commands celery.result_backends celery.apps mkdocs.plugins mkdocs.themes
    markdown.extensions jinja2.extensions flask.commands airflow.plugins pyramid.scaffold
    pyramid.pshell_runner zc.buildout zc.buildout.extension zc.buildout.uninstall
    z3c.autoinclude.plugin zodburi.resolvers plone.recipe trac.plugins hatch poetry.plugin
    poetry.application.plugin pdm towncrier.column keyring.backends twine.registered_commands
    build_backend jupyter_serverproxy_servers bokeh.plugins napari.manifest napari.plugin
    intake.drivers fsspec.specs xarray.backends pandas_plotting_backends dask.array.backends
    mypy.plugins hypothesis kedro.hooks kedro.project_commands mlflow.tracking_store
    ckan.plugins ckan.rdf.profiles invenio_base.apps invenio_base.api_apps reahl.eggs
    turbogears2.command beaker.backends tw2.widgets toscawidgets.widgets lektor.plugins pelican
    stevedore.test.extension pbr.config.drivers pbr_config_drivers virtualenv.create
    virtualenv.seed virtualenv.activate virtualenv.discovery spyder.plugins orange.widgets
    orange3.addon vdirsyncer.storages certbot.plugins prospector.tools ansible_test
    buildbot.worker buildbot.www buildbot.steps scrapy.commands devpi_server devpi_client
    supervisor.plugins gunicorn.workers
"""


@pytest.mark.parametrize(("slip", "meant"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_told_from_what_was_meant(slip: str, meant: str) -> None:
    assert near_group(slip) == meant


@pytest.mark.parametrize("group", _IN_USE.split())
def test_a_group_that_is_in_use_is_no_slip(group: str) -> None:
    assert near_group(group) is None


def test_no_known_group_is_the_slip_of_another() -> None:
    assert [group for group in KNOWN_GROUPS if near_group(group) is not None] == []


_letters = st.text("abc", max_size=6)


@settings(deadline=None)
@given(_letters, _letters)
def test_one_edit_is_one_character_or_two_neighbours(first: str, second: str) -> None:
    assert one_edit_apart(first, second) == (second in set(_edits(first)) and first != second)
    assert one_edit_apart(first, second) == one_edit_apart(second, first)


def _edits(word: str) -> list[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    removed = [a + b[1:] for a, b in cuts if b]
    swapped = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    replaced = [a + c + b[1:] for a, b in cuts if b for c in "abc"]
    added = [a + c + b for a, b in cuts for c in "abc"]
    return [*removed, *swapped, *replaced, *added]
