# kind: anticipated
# message: The order of the folders in PATH decides, not the order of the files, and the first one wins.
def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    if "/" in name:
        return name if files.get(name, "---")[2] == "x" else None
    folders = [folder.rstrip("/") for folder in path.split(":")]
    for file, permissions in files.items():
        folder, _, last = file.rpartition("/")
        if last == name and folder in folders and permissions[2] == "x":
            return file
    return None
