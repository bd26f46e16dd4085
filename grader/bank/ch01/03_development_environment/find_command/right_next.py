# kind: anticipated
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    runs = {file for file, permissions in files.items() if permissions[2] == "x"}
    candidates = [name] if "/" in name else [f"{folder.rstrip('/')}/{name}" for folder in path.split(":")]
    return next((candidate for candidate in candidates if candidate in runs), None)
