# kind: observed
# message: a comment may be indented
def verified(lock: str, wheels: dict[str, bytes]) -> list[str]:
    found = []
    for entry in lock.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        pinned, *options = entry.split()
        name, sign, version = pinned.partition("==")
        hashes = [option.removeprefix("--hash=sha256:") for option in options]
        if not sign or not hashes:
            raise ValueError(pinned)
        start = name.replace("-", "_") + f"-{version}-"
        fitting = [file for file in sorted(wheels) if file.startswith(start) and sha256(wheels[file]).hexdigest() in hashes]
        if not fitting:
            raise ValueError(pinned)
        found.append(fitting[0])
    return sorted(found)
