"""Hovering over a pipeline draws what it builds, and the names in the drawing are links."""

from __future__ import annotations

from editors.vscode.conftest import Picture
from editors.vscode.workbench import Workbench


def test_hover_draws_the_pipeline_of_a_real_service(glance: Workbench, picture: Picture) -> None:
    glance.open("etc/glance-api-paste.ini")
    place = "[pipeline:glance-api-trusted-<|>auth]"
    with glance.editor.asked_hover(place, "6 filters, then rootapp; all resolve") as hover:
        hover.enlarge(40)
        assert hover.table() == [
            "1 | cors | ✓ oslo_middleware.cors:filter_factory",
            "2 | healthcheck | ✓ oslo_middleware:Healthcheck.factory",
            "3 | http_proxy_to_wsgi | ✓ oslo_middleware:HTTPProxyToWSGI.factory",
            "4 | versionnegotiation | ✓ glance.api.middleware.ver…nNegotiationFilter.factory",
            "5 | osprofiler | ✓ osprofiler.web:WsgiMiddleware.factory",
            "6 | context | ✓ glance.api.middleware.con…:ContextMiddleware.factory",
            "7 | rootapp | ✓ glance.api:root_app_factory",
            "8 | ↳ / → apiversions | ✓ glance.api.versions:create_resource",
            "8 | ↳ /v2 → apiv2app | ✓ glance.api.v2.router:API.factory",
        ]
        picture("hover")


def test_a_name_in_the_drawing_leads_to_its_section(imagestore: Workbench) -> None:
    imagestore.open("etc/imagestore-api-paste.ini")
    with imagestore.editor.hover("[pipeline:imagestore-api-key<|>stone]", "all resolve") as hover:
        hover.follow("guard")
    imagestore.editor.expect_cursor("etc/imagestore-api-paste.ini", "<|>[filter:guard]")


def test_a_factory_in_the_drawing_leads_to_its_source(imagestore: Workbench) -> None:
    imagestore.open("etc/imagestore-api-paste.ini")
    with imagestore.editor.hover("[pipeline:imagestore-api-key<|>stone]", "all resolve") as hover:
        hover.follow("imagestore.api.middleware.timing:filter_factory")
    imagestore.editor.expect_cursor("imagestore/api/middleware/timing.py", "<|>def filter_factory(")
