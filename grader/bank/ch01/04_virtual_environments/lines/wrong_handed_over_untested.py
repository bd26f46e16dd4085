# kind: anticipated
# message: what has passed its tests is handed over
def lines(situation: str) -> list[str]:
    return {
        "clone": ["A", "B", "E"],
        "new": ["F", "C", "H", "A", "B", "E"],
        "update": ["C", "H", "I", "A", "B", "E"],
        "broken": ["I", "A", "B", "E"],
    }[situation]
