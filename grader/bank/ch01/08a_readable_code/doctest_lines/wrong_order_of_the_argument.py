# kind: anticipated
# message: the docstring says which order
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-B': 0, 'BIO-201-A': 18}",
        "{'ECO-101-A': 0}",
        "ValueError: PHY-110-A has -2 students",
    ]
