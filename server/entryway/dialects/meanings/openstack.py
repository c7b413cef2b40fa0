"""What the entry points of OpenStack's groups are for: its libraries, services and clients.

Most are loaded by stevedore, which finds drivers and plugins by group and name.
"""

from __future__ import annotations

from entryway.dialects.meanings.meaning import GroupMeaning

_CONFIG = "oslo.config documentation"
_POLICY = "oslo.policy documentation"
_NEUTRON = "Neutron documentation and its setup.cfg"
_TASKFLOW = "TaskFlow documentation"
_CLIFF = "cliff documentation"
_CLIENT = 'python-openstackclient documentation, "Plugins"'

OPENSTACK_GROUPS: dict[str, GroupMeaning] = {
    "oslo.config.opts": GroupMeaning(
        "Options for `oslo-config-generator`, which calls each function with no arguments and gets "
        "lists of them.",
        "The options of `{name}`: `oslo-config-generator` calls `{call}` with no arguments and "
        "writes them into a sample file.",
        _CONFIG,
    ),
    "oslo.config.opts.defaults": GroupMeaning(
        "Functions that `oslo-config-generator` calls with no arguments, to set defaults before it "
        "writes a sample file.",
        "`oslo-config-generator` calls `{call}` with no arguments, to set defaults before it "
        "writes a sample file.",
        _CONFIG,
    ),
    "oslo.config.driver": GroupMeaning(
        "Drivers that fetch configuration for oslo.config.",
        "A driver of oslo.config: `driver = {name}` in one of its `config_source` groups.",
        _CONFIG,
    ),
    "oslo.policy.policies": GroupMeaning(
        "Policies: `oslopolicy-sample-generator` and its siblings call each function with no "
        "arguments and get rules.",
        "The policies of `{name}`: `oslopolicy-sample-generator` and its siblings call "
        "`{call}` with no arguments and get the rules.",
        _POLICY,
    ),
    "oslo.policy.enforcer": GroupMeaning(
        "Enforcers: the tools of oslo.policy call each function with no arguments and get one.",
        "The enforcer of `{name}`: the tools of oslo.policy call `{call}` with no arguments "
        "and get it.",
        _POLICY,
    ),
    "oslo.policy.rule_checks": GroupMeaning(
        "Kinds of checks in policy rules, by the word before the colon.",
        "The checks `{name}:…` in policy rules: a class derived from `oslo_policy._checks.Check`.",
        _POLICY,
    ),
    "oslo.messaging.drivers": GroupMeaning(
        "Transports of oslo.messaging, by the scheme of `transport_url`.",
        "The transport of oslo.messaging for `{name}://…` in `transport_url`.",
        "oslo.messaging documentation",
    ),
    "oslo.messaging.notify.drivers": GroupMeaning(
        "Drivers of notifications of oslo.messaging.",
        "A driver of notifications of oslo.messaging: its option `driver` takes it as `{name}`.",
        "oslo.messaging documentation",
    ),
    "oslo.middleware.healthcheck": GroupMeaning(
        "Backends of the healthcheck middleware of oslo.middleware.",
        "A backend of the healthcheck middleware: its option `backends` takes it as `{name}`.",
        "oslo.middleware documentation",
    ),
    "keystoneauth1.plugin": GroupMeaning(
        "Loaders of authentication plugins, by the names that `auth_type` takes.",
        "The loader of an authentication plugin: `auth_type = {name}`.",
        "keystoneauth documentation",
    ),
    "tempest.test_plugins": GroupMeaning(
        "Test plugins of Tempest: classes derived from `TempestPlugin`.",
        "A test plugin of Tempest: a class derived from `TempestPlugin`.",
        'Tempest documentation, "Tempest Test Plugin Interface"',
    ),
    "openstack.cli.extension": GroupMeaning(
        "Plugins of the `openstack` client: modules that make the client of an API.",
        "A plugin of the `openstack` client: the module that makes its client of the API `{name}`.",
        _CLIENT,
    ),
    "openstack.cli.base": GroupMeaning(
        "The APIs that the `openstack` client knows by itself: modules that make their clients.",
        "The module that makes the `openstack` client's client of the API `{name}`.",
        _CLIENT,
    ),
    "cliff.formatter.list": GroupMeaning(
        "Formats of the lists that commands made with cliff print.",
        "A format of lists in commands made with cliff: `-f {name}`.",
        _CLIFF,
    ),
    "cliff.formatter.show": GroupMeaning(
        "Formats of the single things that commands made with cliff print.",
        "A format of single things in commands made with cliff: `-f {name}`.",
        _CLIFF,
    ),
    "neutron.core_plugins": GroupMeaning(
        "Core plugins of Neutron, by the names that `core_plugin` takes.",
        "A core plugin of Neutron: `core_plugin = {name}`.",
        _NEUTRON,
    ),
    "neutron.service_plugins": GroupMeaning(
        "Service plugins of Neutron, by the names that `service_plugins` takes.",
        "A service plugin of Neutron: its option `service_plugins` takes it as `{name}`.",
        _NEUTRON,
    ),
    "neutron.ml2.mechanism_drivers": GroupMeaning(
        "Mechanism drivers of Neutron's ML2 plugin, by the names that `mechanism_drivers` takes.",
        "A mechanism driver of ML2: its option `mechanism_drivers` takes it as `{name}`.",
        _NEUTRON,
    ),
    "neutron.ml2.type_drivers": GroupMeaning(
        "Type drivers of Neutron's ML2 plugin, by the names that `type_drivers` takes.",
        "A type driver of ML2: its option `type_drivers` takes it as `{name}`.",
        _NEUTRON,
    ),
    "neutron.ml2.extension_drivers": GroupMeaning(
        "Extension drivers of Neutron's ML2 plugin, by the names that `extension_drivers` takes.",
        "An extension driver of ML2: its option `extension_drivers` takes it as `{name}`.",
        _NEUTRON,
    ),
    "neutron.db.alembic_migrations": GroupMeaning(
        "Packages with migrations, which `neutron-db-manage` runs.",
        "The migrations of `{name}`, which `neutron-db-manage` runs.",
        _NEUTRON,
    ),
    "ironic.hardware.types": GroupMeaning(
        "Hardware types of Ironic, by the names that `enabled_hardware_types` takes.",
        "A hardware type of Ironic: `enabled_hardware_types` takes it as `{name}`.",
        "Ironic documentation",
    ),
    "glance_store.drivers": GroupMeaning(
        "Storage backends of Glance.", "The storage backend `{name}` of Glance.", "glance_store"
    ),
    "heat.constraints": GroupMeaning(
        "Custom constraints in Heat's templates.",
        "The custom constraint `{name}` in Heat's templates.",
        "Heat documentation",
    ),
    "heat.clients": GroupMeaning(
        "Client plugins of Heat.", "The client plugin `{name}` of Heat.", "Heat documentation"
    ),
    "mistral.actions": GroupMeaning(
        "Actions of Mistral's workflows.",
        "The action `{name}` of Mistral's workflows.",
        "Mistral documentation",
    ),
    "taskflow.engines": GroupMeaning(
        "Engines of TaskFlow.", "The engine `{name}` of TaskFlow.", _TASKFLOW
    ),
    "taskflow.jobboards": GroupMeaning(
        "Job boards of TaskFlow.", "The job board `{name}` of TaskFlow.", _TASKFLOW
    ),
    "taskflow.persistence": GroupMeaning(
        "Persistence backends of TaskFlow.",
        "The persistence backend `{name}` of TaskFlow.",
        _TASKFLOW,
    ),
    "tooz.backends": GroupMeaning(
        "Coordination backends of Tooz, by the scheme of their URL.",
        "The coordination backend of Tooz for `{name}://…`.",
        "Tooz documentation",
    ),
}

_SERVICES = (
    *("aodh", "barbican", "ceilometer", "cinder", "cloudkitty", "cyborg", "designate", "glance"),
    *("gnocchi", "heat", "ironic", "keystone", "magnum", "manila", "masakari", "mistral"),
    *("neutron", "nova", "octavia", "placement", "sahara", "tacker", "trove", "vitrage"),
    *("watcher", "zaqar", "zun"),
)

OPENSTACK_NAMESPACES: dict[str, GroupMeaning] = {
    **{
        f"{service}.": GroupMeaning(
            f"Drivers or plugins of {service.capitalize()}, which finds them by name with "
            "stevedore.",
            f"A driver or plugin of {service.capitalize()}, which finds it as `{{name}}` with "
            "stevedore.",
            "stevedore documentation",
        )
        for service in _SERVICES
    },
    "keystone.auth.": GroupMeaning(
        "Plugins of an authentication method of Keystone: an option of `[auth]` that is named as "
        "the method chooses one.",
        "A plugin of an authentication method of Keystone: the option of `[auth]` that is "
        "named as the method takes it as `{name}`.",
        'Keystone documentation, "Authentication Plugins"',
    ),
    "ironic.hardware.interfaces.": GroupMeaning(
        "Implementations of a hardware interface of Ironic.",
        "The implementation `{name}` of a hardware interface of Ironic.",
        "Ironic documentation",
    ),
    "openstack.": GroupMeaning(
        "Commands of the `openstack` client; an underscore in a name is a blank in the command.",
        "A command of the `openstack` client, `{name}` with blanks for underscores.",
        _CLIENT,
    ),
}
"""What all groups are that begin so, unless a row of their own says more."""
