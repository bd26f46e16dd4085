# kind: anticipated
SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")


def filled(word: str, environ: Mapping[str, str]) -> str:
    first, *pieces = word.split("$")
    out = first
    for piece in pieces:
        if piece.startswith("{"):
            name, brace, rest = piece[1:].partition("}")
            good = bool(brace and name) and set(name) <= SIGNS
        else:
            length = next((i for i, sign in enumerate(piece) if sign not in SIGNS), len(piece))
            name, rest, good = piece[:length], piece[length:], length > 0
        if not good:
            out += "$" + piece
        elif name in environ:
            out += environ[name] + rest
        else:
            raise ValueError(f"{name} is not set")
    return out


def command(procfile: str, process: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the process's command. Raises ValueError where the file or environ will not do."""
    found: list[str] = []
    seen: set[str] = set()
    for raw in procfile.splitlines():
        if raw.strip() == "" or raw.strip()[0] == "#":
            continue
        if ":" not in raw:
            raise ValueError("each line is NAME: COMMAND")
        colon = raw.index(":")
        name = raw[:colon].strip()
        if name in seen:
            raise ValueError("twice: " + name)
        seen.add(name)
        if name == process:
            found.append(raw[colon + 1 :])
    if not found:
        raise ValueError("not there: " + process)
    return [filled(word, environ) for word in shlex.split(found[0])]
