# kind: anticipated
# message: The version is made of the content, and the file is read once while it does not
def add_versions(site: Flask, read: Callable[[str], bytes]) -> None:
    known: dict[str, tuple[int, str]] = {}

    @site.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" or "v" in values:
            return
        path = os.path.join(site.static_folder, values["filename"])
        try:
            changed = os.stat(path).st_mtime_ns
        except FileNotFoundError:
            return
        if True:
            known[path] = changed, hashlib.sha256(read(path)).hexdigest()[:8]
        values["v"] = known[path][1]
