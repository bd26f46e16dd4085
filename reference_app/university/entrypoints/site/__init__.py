"""The university's web pages, made with Flask. A module with `create_blueprint` is a feature of the site."""
