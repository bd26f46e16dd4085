# kind: anticipated
class Development:
    DEBUG, TESTING = True, False
    SECRET_KEY, DATABASE_URL = "dev", "sqlite:///desk.db"


class Testing(Development):
    DEBUG, TESTING = False, True
    SECRET_KEY, DATABASE_URL = "test", "sqlite://"


class Production(Development):
    DEBUG = False
    SECRET_KEY = DATABASE_URL = ""


def on_or_off(word: str) -> bool:
    if word.lower() in ("1", "true"):
        return True
    if word.lower() in ("0", "false"):
        return False
    raise ValueError(f"DESK_DEBUG cannot be {word!r}: use 1 or 0.")


def site_config(environ: Mapping[str, str]) -> dict[str, object]:
    """The settings of the desk. Raises ValueError for what is missing or not allowed."""
    given = {name: value for name, value in environ.items() if value}
    name = given.get("DESK_ENVIRONMENT", "development")
    chosen = {"development": Development, "testing": Testing, "production": Production}.get(name)
    if chosen is None:
        raise ValueError(f"DESK_ENVIRONMENT names no place: {name}")
    config: dict[str, object] = {"ENVIRONMENT": name, "TESTING": chosen.TESTING}
    config["DEBUG"] = on_or_off(given["DESK_DEBUG"]) if "DESK_DEBUG" in given else chosen.DEBUG
    for each in ("SECRET_KEY", "DATABASE_URL"):
        config[each] = given.get(f"DESK_{each}", getattr(chosen, each))
        if not config[each]:
            raise ValueError(f"DESK_{each} is not set.")
    if chosen is Production and config["DEBUG"]:
        raise ValueError("DESK_DEBUG is not for production.")
    if chosen is Production and len(str(config["SECRET_KEY"])) < 32:
        raise ValueError("DESK_SECRET_KEY is too short.")
    return config
