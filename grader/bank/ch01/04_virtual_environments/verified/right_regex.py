# kind: anticipated
import re


def verified(lock: str, wheels: dict[str, bytes]) -> list[str]:
    known = {file: sha256(data).hexdigest() for file, data in wheels.items()}
    text = re.sub(r"\\\n", " ", lock)
    entries = [line.strip() for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]

    def file_of(entry: str) -> str:
        match = re.match(r"([^\s=]+)==(\S+)\s", entry + " ")
        hashes = re.findall(r"--hash=sha256:([0-9a-f]+)", entry)
        if match is None or not hashes:
            raise ValueError(entry)
        start = match[1].replace("-", "_") + "-" + match[2] + "-"
        fitting = [file for file in known if file.startswith(start) and known[file] in hashes]
        if not fitting:
            raise ValueError(entry)
        return min(fitting)

    return sorted(map(file_of, entries))
