# kind: anticipated
def settled() -> dict[str, str | None]:
    """The variables of os.environ after load_dotenv()."""
    return {
        "DESK_NAME": "Aldermoor desk",
        "DESK_ROOMS": "12",
        "DESK_MOTTO": "learn # and teach",
        "DESK_PORT": "8000",
        "DESK_DATABASE_URL": "sqlite:///campus.db",
        "DESK_NOTICE": "",
    }
