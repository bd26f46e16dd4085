# kind: anticipated
# message: An example copied from the output cannot find a fault
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{'ECO-101-A': -3}",
        "ValueError: PHY-110-A has -2 students",
    ]
