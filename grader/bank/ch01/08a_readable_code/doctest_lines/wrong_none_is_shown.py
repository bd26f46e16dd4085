# kind: anticipated
# message: A prompt shows nothing for None
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "None",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{'ECO-101-A': 0}",
        "ValueError: PHY-110-A has -2 students",
    ]
