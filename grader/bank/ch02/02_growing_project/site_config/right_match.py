# kind: anticipated
def site_config(environ: Mapping[str, str]) -> dict[str, object]:
    """The settings of the desk. Raises ValueError for what is missing or not allowed."""
    def value(name: str, default: str) -> str:
        return environ.get("DESK_" + name, "") or default

    match value("ENVIRONMENT", "development"):
        case "development" as place:
            debug, key, url = "1", "dev", "sqlite:///desk.db"
        case "testing" as place:
            debug, key, url = "0", "test", "sqlite://"
        case "production" as place:
            debug, key, url = "0", "", ""
        case other:
            raise ValueError(f"DESK_ENVIRONMENT: {other}")
    debug = value("DEBUG", debug).lower()
    key, url = value("SECRET_KEY", key), value("DATABASE_URL", url)
    wrong = {
        "DESK_DEBUG": debug not in {"0", "1", "true", "false"} or (place == "production" and debug in {"1", "true"}),
        "DESK_SECRET_KEY": place == "production" and len(key) < 32,
        "DESK_DATABASE_URL": not url,
    }
    for name, fault in wrong.items():
        if fault:
            raise ValueError(f"{name} is missing or not allowed")
    return dict(
        ENVIRONMENT=place,
        DEBUG=debug in {"1", "true"},
        TESTING=place == "testing",
        SECRET_KEY=key,
        DATABASE_URL=url,
    )
