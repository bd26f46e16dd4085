# kind: observed
# message: Only the time at the last reading counts
from functools import lru_cache


def add_versions(site: Flask, read: Callable[[str], bytes]) -> None:
    @lru_cache(maxsize=None)
    def version_of(path: str, changed: int) -> str:
        return hashlib.sha256(read(path)).hexdigest()[:8]

    def add(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            file = Path(site.static_folder) / values["filename"]
            if file.exists():
                values["v"] = version_of(str(file), file.stat().st_mtime_ns)

    site.url_defaults(add)
