# kind: anticipated
# message: A folder in PATH may end in a slash
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    candidates = [name] if "/" in name else [f"{folder}/{name}" for folder in path.split(":")]
    for candidate in candidates:
        if files.get(candidate, "---")[2] == "x":
            return candidate
    return None
