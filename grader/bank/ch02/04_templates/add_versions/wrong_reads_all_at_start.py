# kind: anticipated
# message: The version is made of the content, and the file is read once while it does not
def add_versions(site: Flask, read: Callable[[str], bytes]) -> None:
    versions = {}
    for file in Path(site.static_folder).rglob("*"):
        if file.is_file():
            versions[file.relative_to(site.static_folder).as_posix()] = hashlib.sha256(read(str(file))).hexdigest()[:8]

    @site.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values["filename"] in versions:
            values.setdefault("v", versions[values["filename"]])
