# kind: anticipated
# message: This is the broken promise
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{'ECO-101-A': -3}",
        "{'PHY-110-A': 0}",
    ]
