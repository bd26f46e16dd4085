# kind: anticipated
# message: The name ends at the first colon, quotes hold a word together, and `$PORT` is replaced.
import os


def command(procfile: str, process: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the process's command. Raises ValueError where the file or environ will not do."""
    commands: dict[str, str] = {}
    for line in procfile.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, colon, rest = line.partition(":")
        name = name.strip()
        if not colon:
            raise ValueError(f"no colon in {line!r}")
        if name in commands:
            raise ValueError(f"{name} stands twice")
        commands[name] = rest.strip()
    if process not in commands:
        raise ValueError(f"no process {process}")

    words = [os.path.expandvars(word) for word in shlex.split(commands[process])]
    if any("$" in word for word in words):
        raise ValueError("a variable is not set")
    return words
