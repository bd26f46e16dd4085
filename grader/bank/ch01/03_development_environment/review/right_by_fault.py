# kind: anticipated
def review(line: int) -> str:
    where = {"A": [9], "B": [8], "C": [17], "D": [14]}
    for letter, lines in where.items():
        if line in lines:
            return letter
    return ""
