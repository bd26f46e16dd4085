"""The addresses that other features may link to, whichever part answers them.

The catalogue and the departments can be swapped, and a swapped part names its views as it likes. These names
still lead to the promised addresses: `url_for("catalogue.course", code="BIO-201")` works in every blueprint.
"""

from __future__ import annotations

from flask import Flask

from university.entrypoints.site.feature import NavigationEntry

PROMISED = {
    "catalogue.index": "/courses/",
    "catalogue.course": "/courses/<code>",
    "departments.index": "/departments/",
    "departments.department": "/departments/<code>",
}

NAVIGATION = {
    "site.catalogue": NavigationEntry("Courses", "catalogue.index", 10),
    "site.departments": NavigationEntry("Departments", "departments.index", 20),
}
"""The navigation entries of the features that stand in slots, by slot."""


def promise_addresses(app: Flask) -> None:
    """Let `url_for` build every promised address. Build-only rules answer no request."""
    for endpoint, path in PROMISED.items():
        app.url_map.add(app.url_rule_class(path, endpoint=endpoint, build_only=True))
