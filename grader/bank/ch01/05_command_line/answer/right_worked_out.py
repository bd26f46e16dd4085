# kind: anticipated
def answer(question: int) -> list[str] | list[int] | int | str:
    groups = {"omar": {"omar", "registrar"}, "www-data": {"www-data"}, "yuting": {"yuting", "registrar"}}

    def who(letter: str, mode: str, owner: str, group: str) -> list[str]:
        found = []
        for name, its in groups.items():
            start = 0 if name == owner else 3 if group in its else 6
            if letter in mode[start : start + 3]:
                found.append(name)
        return found

    if question == 1:
        return who("r", "rw-r-----", "yuting", "registrar")
    if question == 2:
        return who("w", "r--rw-r--", "omar", "registrar")
    if question == 3:
        return who("w", "rw-r-----", "www-data", "registrar")
    if question == 4:
        return who("r", "r--r-----", "www-data", "www-data")
    listening = {8000: ("127.0.0.1", 4711), 8001: ("0.0.0.0", 4712), 5432: ("127.0.0.1", 880)}
    if question == 5:
        return "chmod 740 nightly.sh"
    if question == 6:
        return listening[5432][1]
    if question == 7:
        return [port for port, (address, _) in listening.items() if address == "0.0.0.0"]
    return f"kill {listening[8000][1]}"
