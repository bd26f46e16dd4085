"""The application factory."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask

from university.entrypoints.site.addresses import promise_addresses
from university.entrypoints.site.errors import handle_errors
from university.entrypoints.site.feature import Feature
from university.entrypoints.site.frame import frame_fragments
from university.entrypoints.site.look import add_helpers, navigate
from university.entrypoints.site.proxies import trust_proxies
from university.entrypoints.site.security import secure
from university.entrypoints.site.settings import SiteSettings, trusted_hosts
from university.settings import Settings


def create_site(settings: Settings, features: Iterable[Feature]) -> Flask:
    """The site, made of `features`. Raises ValueError when two of them have a blueprint of one name."""
    app = Flask("university.entrypoints.site")
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["TRUSTED_HOSTS"] = trusted_hosts(settings, settings.section(SiteSettings))
    app.config["DEMONSTRATION"] = settings.environment == "development"
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    secure(app, production=settings.environment == "production")
    trust_proxies(app, settings.trusted_proxies)
    handle_errors(app)
    add_helpers(app)
    frame_fragments(app)
    promise_addresses(app)
    mounted = list(features)
    for feature in mounted:
        _mount(app, feature)
    navigate(app, [feature.navigation for feature in mounted if feature.navigation])
    return app


def _mount(app: Flask, feature: Feature) -> None:
    name = feature.blueprint.name
    if name in app.blueprints:
        raise ValueError(
            f"{feature.origin} is a blueprint called {name!r}, and the site has one of that name already. "
            "Give it another name."
        )
    app.register_blueprint(feature.blueprint)
