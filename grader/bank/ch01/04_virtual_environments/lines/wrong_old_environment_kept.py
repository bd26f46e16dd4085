# kind: anticipated
# message: An update is a new lock, tested in an environment that holds nothing else
def lines(situation: str) -> list[str]:
    return {
        "clone": ["A", "B", "E"],
        "new": ["F", "A", "C", "B", "E", "H"],
        "update": ["C", "B", "E", "H"],
        "broken": ["I", "A", "B", "E"],
    }[situation]
