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
    """Redirect within the site without naming the host, and under a prefix by a relative reference.

    The host and scheme seen here may not be those of the visitor. And some proxies put their prefix before
    every path in a Location, also where it stands already (jupyter-server-proxy since 4.5); a reference such
    as `../courses/BIO-201` means the same to all of them (RFC 9110, 10.2.2).
    """
    location = response.headers.get("Location")
    if location is None:
        return response
    if location.startswith(request.host_url):
        location = response.headers["Location"] = location[len(request.host_url) - 1 :]
    root = request.script_root
    if root and location.startswith(f"{root}/"):
        up = "../" * (request.path.count("/") - 1) or "./"
        response.headers["Location"] = up + location[len(root) + 1 :]
    return response
