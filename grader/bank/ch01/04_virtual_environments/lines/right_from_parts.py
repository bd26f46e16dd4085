# kind: anticipated
def lines(situation: str) -> list[str]:
    fill_and_test = list("ABE")
    if situation == "new":
        return ["A", "F", "C", "B", "E", "H"]
    if situation == "update":
        return ["I", "A", "C", "B", "E", "H"]
    if situation == "broken":
        return ["I", *fill_and_test]
    return fill_and_test
