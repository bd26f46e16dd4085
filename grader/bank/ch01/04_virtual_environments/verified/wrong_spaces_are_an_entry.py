# kind: observed
# message: a line of spaces is blank, too
def verified(lock: str, wheels: dict[str, bytes]) -> list[str]:
    found = []
    for entry in lock.replace("\\\n", " ").splitlines():
        if not entry or entry.strip().startswith("#"):
            continue
        pinned, *options = entry.split()
        name, sign, version = pinned.partition("==")
        hashes = {option.removeprefix("--hash=sha256:") for option in options}
        if not sign or not hashes:
            raise ValueError(f"{pinned} is not pinned, or has no hash")
        start = f"{name.replace('-', '_')}-{version}-"
        for file in sorted(wheels):
            if file.startswith(start) and sha256(wheels[file]).hexdigest() in hashes:
                found.append(file)
                break
        else:
            raise ValueError(f"no file fits {pinned}")
    return sorted(found)
