# kind: anticipated
# message: Digits 0 to 9 only, within the range: `int` also takes signs, spaces, `_` and other digits.
def server_settings(environ: Mapping[str, str]) -> dict[str, object]:
    """Settings for Gunicorn. Raises ValueError that names every variable which is wrong."""
    problems: list[str] = []

    def number(name: str, default: str, highest: int) -> int:
        text = environ.get(name) or default
        if text.isascii() and text.isdigit() and int(text) >= 1:
            return int(text)
        problems.append(f"{name} must be a number from 1 to {highest}")
        return 1

    port = number("PORT", "8000", 65535)
    workers = number("WEB_CONCURRENCY", "2", 16)
    threads = number("DESK_THREADS", "4", 32)
    url = environ.get("DESK_DATABASE_URL", "")
    if not url or url.startswith("sqlite:"):
        problems.append("DESK_DATABASE_URL must be the address of a database server")
    scheme, mark, rest = url.partition("://")
    if mark and scheme in ("postgres", "postgresql"):
        url = "postgresql+psycopg://" + rest
    key = environ.get("DESK_SECRET_KEY", "")
    if len(key) < 32 or key in KNOWN_KEYS:
        problems.append("DESK_SECRET_KEY must be a long one that nobody knows")
    if environ.get("DESK_DEBUG", "").lower() not in ("", "0", "false"):
        problems.append("DESK_DEBUG must be off")
    if problems:
        raise ValueError("; ".join(problems))
    return {
        "bind": f"0.0.0.0:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "sync" if threads == 1 else "gthread",
        "raw_env": ["DESK_DATABASE_URL=" + url],
    }
