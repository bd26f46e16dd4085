# kind: anticipated
# message: `${…}` is replaced by the value that holds in the end, and the shell's holds.
def settled() -> dict[str, str | None]:
    """The variables of os.environ after load_dotenv()."""
    return {
        "DESK_NAME": "Aldermoor desk",
        "DESK_ROOMS": "12",
        "DESK_MOTTO": "learn # and teach",
        "DESK_PORT": "8000",
        "DESK_DATABASE_URL": "sqlite:///desk.db",
        "DESK_NOTICE": "",
    }
