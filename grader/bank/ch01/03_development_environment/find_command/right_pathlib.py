# kind: anticipated
from pathlib import PurePosixPath


def find_command(name: str, path: str, files: dict[str, str]) -> str | None:
    def may_run(file: str) -> bool:
        return file in files and files[file][2] == "x"

    if "/" in name:
        if may_run(name):
            return name
        return None
    for folder in path.split(":"):
        file = str(PurePosixPath(folder) / name)
        if may_run(file):
            return file
    return None
