# kind: anticipated
def statements_sent() -> dict[str, int]:
    """The number of SELECT statements of each program."""
    courses, professors = 6, 2
    answers = {"a": 1, "g": 1}
    answers["b"] = 1 + courses  # a lazy list for each, also for the empty one
    answers["c"] = 1 + professors  # each is looked up once
    answers["d"] = 1 + 1
    answers["e"] = 1
    answers["f"] = answers["b"] + professors
    return answers
