# kind: anticipated
def site_config(environ: Mapping[str, str]) -> dict[str, object]:
    """The settings of the desk. Raises ValueError for what is missing or not allowed."""
    tables = {
        "development": {"DEBUG": True, "SECRET_KEY": "dev", "DATABASE_URL": "sqlite:///desk.db"},
        "testing": {"DEBUG": False, "SECRET_KEY": "test", "DATABASE_URL": "sqlite://"},
        "production": {"DEBUG": False, "SECRET_KEY": "", "DATABASE_URL": ""},
    }
    place = environ.get("DESK_ENVIRONMENT") or "development"
    if place not in tables:
        raise ValueError(f"DESK_ENVIRONMENT is {place!r}; use one of {', '.join(tables)}")
    table = tables[place]
    debug = table["DEBUG"]
    word = environ.get("DESK_DEBUG", "")
    if word:
        words = {"1": True, "true": True, "0": False, "false": False}
        if word.lower() not in words:
            raise ValueError("DESK_DEBUG is 0, 1, false or true")
        debug = words[word.lower()]
    key = environ.get("DESK_SECRET_KEY") or table["SECRET_KEY"]
    database = environ.get("DESK_DATABASE_URL") or table["DATABASE_URL"]
    if place == "production":
        if debug:
            raise ValueError("DESK_DEBUG must be off in production")
        if len(key) < 32:
            raise ValueError("DESK_SECRET_KEY needs at least 32 characters in production")
        if not database:
            raise ValueError("DESK_DATABASE_URL must be set in production")
    return {
        "ENVIRONMENT": place,
        "DEBUG": debug,
        "TESTING": place == "testing",
        "SECRET_KEY": key,
        "DATABASE_URL": database,
    }
