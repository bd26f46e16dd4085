# kind: anticipated
# message: a new lock may choose other versions than the colleague's
def lines(situation: str) -> list[str]:
    return {
        "clone": ["C", "A", "B", "E"],
        "new": ["F", "C", "A", "B", "E", "H"],
        "update": ["C", "I", "A", "B", "E", "H"],
        "broken": ["I", "A", "B", "E"],
    }[situation]
