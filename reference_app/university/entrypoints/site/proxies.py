"""Living behind a reverse proxy, perhaps under a prefix such as /user/ana/university/."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix


def trust_proxies(app: Flask, count: int) -> None:
    """Believe the forwarding headers of `count` proxies; with 0 of nobody, since anyone can send them."""
    if count > 0:
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    app.after_request(relative_location)


def relative_location(response: Response) -> Response:
    """Under a prefix, redirect by a relative reference (RFC 9110, 10.2.2).

    Some proxies put their prefix before every path they see in a Location, also where it stands already
    (jupyter-server-proxy since 4.5). A relative reference means the same to all of them.
    """
    root, location = request.script_root, response.headers.get("Location", "")
    if root and location.startswith(f"{root}/"):
        up = "../" * (request.path.count("/") - 1) or "./"
        response.headers["Location"] = up + location[len(root) + 1 :]
        response.autocorrect_location_header = False
    return response
