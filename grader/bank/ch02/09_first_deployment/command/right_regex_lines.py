# kind: anticipated
def command(procfile: str, process: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the process's command. Raises ValueError where the file or environ will not do."""
    lines = [line for line in map(str.strip, procfile.split("\n")) if line and line[0] != "#"]
    if wrong := [line for line in lines if ":" not in line]:
        raise ValueError("lines without a colon: " + ", ".join(wrong))
    pairs = [re.split(r"\s*:\s*", line, maxsplit=1) for line in lines]
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names) or process not in names:
        raise ValueError("a name stands twice, or the process is not in the file")
    variable = re.compile(r"\$(?:(?P<bare>[A-Za-z0-9_]+)|\{(?P<braced>[A-Za-z0-9_]+)\})")
    words = shlex.split(dict(pairs)[process])
    try:
        return [variable.sub(lambda m: environ[m["bare"] or m["braced"]], word) for word in words]
    except KeyError as error:
        raise ValueError(f"the command needs {error}") from None
