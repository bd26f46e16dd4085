# kind: anticipated
NUMBERS = {"PORT": (8000, 65535), "WEB_CONCURRENCY": (2, 16), "DESK_THREADS": (4, 32)}
RULES: dict[str, Callable[[str], object]] = {
    "DESK_DATABASE_URL": lambda text: text and not text.startswith("sqlite:"),
    "DESK_SECRET_KEY": lambda text: len(text) > 31 and text not in KNOWN_KEYS,
    "DESK_DEBUG": lambda text: re.fullmatch("(0|false)?", text, re.IGNORECASE | re.ASCII),
}


def in_range(text: str, highest: int) -> bool:
    return bool(re.fullmatch("[0-9]+", text)) and 0 < int(text) <= highest


def server_settings(environ: Mapping[str, str]) -> dict[str, object]:
    """Settings for Gunicorn. Raises ValueError that names every variable which is wrong."""
    given = {name: environ.get(name) or str(default) for name, (default, _) in NUMBERS.items()}
    wrong = [name for name, (_, highest) in NUMBERS.items() if not in_range(given[name], highest)]
    wrong += [name for name, good in RULES.items() if not good(environ.get(name, ""))]
    if wrong:
        raise ValueError("wrong or missing: " + ", ".join(wrong))
    port, workers, threads = (int(text) for text in given.values())
    url = re.sub("^postgres(ql)?://", "postgresql+psycopg://", environ["DESK_DATABASE_URL"])
    settings: dict[str, object] = {"bind": f"0.0.0.0:{port}", "workers": workers, "threads": threads}
    settings["worker_class"] = "gthread" if threads > 1 else "sync"
    return settings | {"raw_env": [f"DESK_DATABASE_URL={url}"]}
