# kind: anticipated
# message: ?
# teaches: an overfull section has 0 left: the docstring decides, not today's output
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{'ECO-101-A': -3}",
        "ValueError: PHY-110-A has -2 students",
    ]
