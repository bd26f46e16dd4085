# kind: anticipated
# message: Only the chosen command's variables must be there.
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
        name = match[1] or match[2]
        if name not in environ:
            raise ValueError(f"{name} is not set")
        return environ[name]

    words = {}
    for name, text in commands.items():
        words[name] = [re.sub(r"\$(\w+)|\$\{(\w+)\}", value, word) for word in shlex.split(text)]
    return words[process]
