"""Neovim: what K shows in its floating window."""

from __future__ import annotations

from editors.neovim.person import Person

KEYSTONE = """\
pipeline imagestore-api-keystone: 6 filters, then rootapp; all resolve
1 ✓ healthcheck               egg:imagestore#healthcheck → imagesto….factory
2 ✓ timing                    egg:imagestore#timing → imagestore…ter_factory
3 ✓ guard                     webguard:Guard.factory  Return a function tha…
4 ✓ versionnegotiation        imagestore.api.middlew…sionNegotiation.factory
5 ✓ authtoken                 egg:tokencheck#main → tokencheck.…lter_factory
6 ✓ context                   imagestore.api.middlew…ntextMiddleware.factory
7 ✓ rootapp                   imagestore.api:root_app_factory
    ├ /      8 ✓ apiversions  egg:imagestore#versions → imagestor…pp_factory
    ├ /v2    8 ✓ apiv2app     imagestore.api.v2.router:API.factory
    └ /ping  8 ✓ ping         imagestore.api.versions:ping_factory"""

GLANCE = """\
pipeline glance-api-keystone: 7 filters, then rootapp; all resolve
1 ✓ cors                    oslo_middleware.cors:filter_factory
2 ✓ healthcheck             oslo_middleware:Healthcheck.factory
3 ✓ http_proxy_to_wsgi      oslo_middleware:HTTPProxyToWSGI.factory
4 ✓ versionnegotiation      glance.api.middleware.v…egotiationFilter.factory
5 ✓ osprofiler              osprofiler.web:WsgiMiddleware.factory
6 ✓ authtoken               keystonemiddleware.auth_token:filter_factory
7 ✓ context                 glance.api.middleware.c…ontextMiddleware.factory
8 ✓ rootapp                 glance.api:root_app_factory
    ├ /    9 ✓ apiversions  glance.api.versions:create_resource
    └ /v2  9 ✓ apiv2app     glance.api.v2.router:API.factory"""

CONTEXT = """\
filter context: resolves
1 ✓ context  imagestore.api.middleware.context:ContextMiddleware.factory
    Return what Paste Deploy wraps around the rest of the pipeline."""

API = """\
def main(argv: Sequence[str] | None = None) -> int

Serve until interrupted.

Defined in `imagestore/cmd/api.py:14`

The command `imagestore-api`: an installer makes it, and it calls `main()` with no arguments and \
exits with what that returns.
(`console_scripts`: packaging specification "Entry points")"""


def test_k_on_a_pipeline_draws_it(example: Person) -> None:
    example.open("etc/imagestore-api-paste.ini")
    example.put_cursor("[pipeline:imagestore-api-key<|>stone]")
    example.press("K")
    example.until(example.floats, [KEYSTONE])


def test_k_on_a_pipeline_of_a_real_release_draws_it(glance: Person) -> None:
    glance.open("etc/glance-api-paste.ini")
    glance.put_cursor("[pipeline:glance-api-key<|>stone]")
    glance.press("K")
    glance.until(glance.floats, [GLANCE])


def test_k_on_an_element_of_a_pipeline_draws_what_it_names(example: Person) -> None:
    example.open("etc/imagestore-api-paste.ini")
    example.put_cursor("versionnegotiation authtoken con<|>text rootapp")
    example.press("K")
    example.until(example.floats, [CONTEXT])


def test_k_on_an_entry_point_shows_its_function(example: Person) -> None:
    example.open("setup.cfg")
    example.put_cursor("imagestore.cmd.api:ma<|>in")
    example.press("K")
    example.until(example.floats, [API])


def test_k_on_prose_shows_nothing(example: Person) -> None:
    example.open("setup.cfg")
    example.put_cursor("summary = A small im<|>age service")
    example.press("K")
    example.until(lambda: "No information available" in example.messages(), True)
    assert example.floats() == []
