# kind: anticipated
# message: a frozen list would keep the trouble for good
def lines(situation: str) -> list[str]:
    return {
        "clone": ["A", "B", "E"],
        "new": ["F", "C", "A", "B", "E", "H"],
        "update": ["C", "I", "A", "B", "E", "H"],
        "broken": ["D", "I", "A", "B", "E"],
    }[situation]
