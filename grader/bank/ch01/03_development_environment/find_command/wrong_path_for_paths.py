# kind: anticipated
# message: A name with a slash is a path already
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    for folder in path.split(":"):
        candidate = f"{folder.rstrip('/')}/{name}"
        if files.get(candidate, "---")[2] == "x":
            return candidate
    return None
