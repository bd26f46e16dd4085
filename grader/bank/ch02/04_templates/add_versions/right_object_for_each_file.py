# kind: anticipated
from functools import cache


class Versioned:
    def __init__(self, path: str) -> None:
        self.path, self.changed, self.version = path, -1, ""

    def now(self, read: Callable[[str], bytes]) -> str:
        if self.changed != (changed := os.stat(self.path).st_mtime_ns):
            self.changed, self.version = changed, hashlib.sha256(read(self.path)).hexdigest()[:8]
        return self.version


def add_versions(site: Flask, read: Callable[[str], bytes]) -> None:
    file_at = cache(Versioned)

    def add(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            path = Path(site.static_folder) / values["filename"]
            if path.is_file():
                values["v"] = file_at(str(path)).now(read)

    site.url_defaults(add)
