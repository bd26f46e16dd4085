# kind: anticipated
# message: there is no .venv/bin/python
def lines(situation: str) -> list[str]:
    if situation in ("clone", "broken"):
        return ["B", "E"]
    return ["F", "C", "B", "E", "H"] if situation == "new" else ["C", "B", "E", "H"]
