# kind: anticipated
# message: an overfull section stands in the dict with 0
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{}",
        "ValueError: PHY-110-A has -2 students",
    ]
