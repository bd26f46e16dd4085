# kind: anticipated
# message: A process is found by its whole name.
def command(procfile: str, process: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the process's command. Raises ValueError where the file or environ will not do."""
    names = []
    chosen = None
    for line in procfile.splitlines():
        if line.strip() == "" or line.strip().startswith("#"):
            continue
        name, colon, text = line.partition(":")
        if not colon or name.strip() in names:
            raise ValueError(line)
        names.append(name.strip())
        if chosen is None and line.strip().startswith(process):
            chosen = text
    if chosen is None:
        raise ValueError("there is no process " + process)

    def value(match):
        try:
            return environ[match[1] or match[2]]
        except KeyError:
            raise ValueError("a variable is not set") from None

    return [re.sub(r"\$(\w+)|\$\{(\w+)\}", value, word) for word in shlex.split(chosen)]
