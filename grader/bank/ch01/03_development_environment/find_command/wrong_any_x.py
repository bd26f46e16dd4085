# kind: anticipated
# message: The third character is the owner's
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    candidates = [name] if "/" in name else [f"{folder.rstrip('/')}/{name}" for folder in path.split(":")]
    for candidate in candidates:
        if "x" in files.get(candidate, ""):
            return candidate
    return None
