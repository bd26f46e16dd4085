# kind: anticipated
# message: Spaces around a name do not count, `${MINUTES}` ends at its brace, and `PORT` is no concern of this process.
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

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in environ:
            raise ValueError(f"{name} is not set")
        return environ[name]

    return [re.sub(r"\$(\w+)", value, word) for word in shlex.split(commands[process])]
