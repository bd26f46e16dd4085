# kind: anticipated
# message: A file that may not be executed is passed over, and the search goes on in the next folder.
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    candidates = [name] if "/" in name else [f"{folder.rstrip('/')}/{name}" for folder in path.split(":")]
    for candidate in candidates:
        if files.get(candidate, "---")[2] == "x":
            return candidate
        else:
            return None
