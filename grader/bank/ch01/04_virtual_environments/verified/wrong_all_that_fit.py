# kind: anticipated
# message: Of several files for a version, the first one with a hash of the entry is taken
def verified(lock: str, wheels: dict[str, bytes]) -> list[str]:
    found = []
    for entry in lock.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.strip().startswith("#"):
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
        found += fitting
    return sorted(found)
