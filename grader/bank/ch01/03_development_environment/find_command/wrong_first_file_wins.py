# kind: anticipated
# message: A file that may not be executed is passed over, and the search goes on in the next folder.
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    if "/" in name:
        return name if name in files else None
    for folder in path.split(":"):
        candidate = f"{folder.rstrip('/')}/{name}"
        if candidate in files:
            return candidate
    return None
