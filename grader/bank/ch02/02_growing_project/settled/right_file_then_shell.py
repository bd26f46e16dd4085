# kind: anticipated
def settled() -> dict[str, str | None]:
    """The variables of os.environ after load_dotenv()."""
    shell = {"DESK_PORT": "8000", "DESK_STORE": "campus"}
    file = {"DESK_NAME": "Aldermoor desk", "DESK_ROOMS": "12", "DESK_PORT": "5000", "DESK_STORE": "desk"}
    file |= {"DESK_MOTTO": "learn # and teach", "DESK_NOTICE": ""}
    values: dict[str, str | None] = file | shell
    values["DESK_DATABASE_URL"] = f"sqlite:///{values.pop('DESK_STORE')}.db"
    return values
