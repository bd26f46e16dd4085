# kind: anticipated
# message: A name ends where its letters end: `$PORTAL` is not `$PORT` with letters behind it; quotes may hold nothing at all.
def command(procfile: str, process: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the process's command. Raises ValueError where the file or environ will not do."""
    commands = {}
    for line in procfile.splitlines():
        if not line.strip() or line.strip().startswith("#"):
            continue
        if ":" not in line:
            raise ValueError("no colon: " + line)
        name, text = line.split(":", 1)
        if name.strip() in commands:
            raise ValueError("twice: " + name)
        commands[name.strip()] = text.strip()
    if process not in commands:
        raise ValueError("no such process: " + process)
    words = []
    for word in shlex.split(commands[process]):
        for name in re.findall(r"\$\{?(\w+)", word):
            if name not in environ:
                raise ValueError(name + " is not set")
        for name, value in environ.items():
            word = word.replace("${" + name + "}", value).replace("$" + name, value)
        words.append(word)
    return words
