# kind: anticipated
def whole(environ: Mapping[str, str], name: str, default: int, highest: int) -> int:
    text = environ.get(name, "")
    if text == "":
        return default
    if set(text) - set("0123456789"):
        raise ValueError(f"{name} is written with digits only")
    value = int(text)
    if value not in range(1, highest + 1):
        raise ValueError(f"{name} is at least 1 and at most {highest}")
    return value


def address(environ: Mapping[str, str]) -> str:
    url = environ.get("DESK_DATABASE_URL", "")
    if url == "" or url.startswith("sqlite:"):
        raise ValueError("DESK_DATABASE_URL is needed, and no file")
    for begin in ("postgres://", "postgresql://"):
        if url.startswith(begin):
            return "postgresql+psycopg://" + url.removeprefix(begin)
    return url


def secret(environ: Mapping[str, str]) -> None:
    key = environ.get("DESK_SECRET_KEY", "")
    if key in KNOWN_KEYS or len(key) < 32:
        raise ValueError("DESK_SECRET_KEY is missing, short or known")


def debug(environ: Mapping[str, str]) -> None:
    if environ.get("DESK_DEBUG", "").lower() not in {"", "0", "false"}:
        raise ValueError("DESK_DEBUG is on")


def server_settings(environ: Mapping[str, str]) -> dict[str, object]:
    """Settings for Gunicorn. Raises ValueError that names every variable which is wrong."""
    got: dict[str, Any] = {}
    errors: list[ValueError] = []
    readers: dict[str, Callable[[], object]] = {
        "port": lambda: whole(environ, "PORT", 8000, 65535),
        "workers": lambda: whole(environ, "WEB_CONCURRENCY", 2, 16),
        "threads": lambda: whole(environ, "DESK_THREADS", 4, 32),
        "url": lambda: address(environ),
        "key": lambda: secret(environ),
        "debug": lambda: debug(environ),
    }
    for what, read in readers.items():
        try:
            got[what] = read()
        except ValueError as error:
            errors.append(error)
    if errors:
        raise ValueError(", ".join(map(str, errors)))
    return dict(
        bind="0.0.0.0:" + str(got["port"]),
        workers=got["workers"],
        threads=got["threads"],
        worker_class=("gthread", "sync")[got["threads"] == 1],
        raw_env=["DESK_DATABASE_URL=" + got["url"]],
    )
