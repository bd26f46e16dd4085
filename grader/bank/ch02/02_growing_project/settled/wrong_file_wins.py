# kind: anticipated
# message: What is set in the environment already wins over the file: `load_dotenv` only
def settled() -> dict[str, str | None]:
    """The variables of os.environ after load_dotenv()."""
    return {
        "DESK_NAME": "Aldermoor desk",
        "DESK_ROOMS": "12",
        "DESK_MOTTO": "learn # and teach",
        "DESK_PORT": "5000",
        "DESK_DATABASE_URL": "sqlite:///desk.db",
        "DESK_NOTICE": "",
    }
