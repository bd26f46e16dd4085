# kind: anticipated
# message: Each file has a version of its own, and is read for its own links only.
def add_versions(site: Flask, read: Callable[[str], bytes]) -> None:
    state: dict[str, Any] = {}

    @site.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" or "v" in values:
            return
        path = os.path.join(site.static_folder, values["filename"])
        if not os.path.exists(path):
            return
        changed = os.stat(path).st_mtime_ns
        if state.get("changed") != changed:
            state.update(changed=changed, version=hashlib.sha256(read(path)).hexdigest()[:8])
        values["v"] = state["version"]
