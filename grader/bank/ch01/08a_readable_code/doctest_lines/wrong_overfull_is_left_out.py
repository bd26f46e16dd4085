# kind: anticipated
# message: ?
# teaches: the promise is 0 for the overfull section, in every section's place
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{}",
        "ValueError: PHY-110-A has -2 students",
    ]
