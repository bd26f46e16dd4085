# kind: anticipated
# message: the name of the exception, a colon, a space and the message
def doctest_lines() -> list[str]:
    return [
        "'BIO-201-B'",
        "'CHE-101-B'",
        "",
        "{'BIO-201-A': 18, 'BIO-201-B': 0}",
        "{'ECO-101-A': 0}",
        "ValueError",
    ]
