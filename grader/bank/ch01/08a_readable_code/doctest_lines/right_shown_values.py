# kind: anticipated
from traceback import format_exception_only


def shown(promised: object) -> str:
    """What a prompt shows for a value, or for an exception that was raised."""
    if isinstance(promised, Exception):
        return format_exception_only(promised)[-1].rstrip()
    return "" if promised is None else repr(promised)


def doctest_lines() -> list[str]:
    overfull = {section: max(0, left) for section, left in seats_left({"ECO-101-A": 33}, 30).items()}
    promised = [
        first_free({"BIO-201-B": 3, "BIO-201-A": 30}, 30),
        first_free({"CHE-101-C": 4, "CHE-101-B": 9}, 30),
        first_free({"BIO-201-A": 30}, 30),
        seats_left({"BIO-201-B": 30, "BIO-201-A": 12}, 30),
        overfull,
    ]
    try:
        seats_left({"PHY-110-A": -2}, 30)
    except ValueError as error:
        promised.append(error)
    return [shown(one) for one in promised]
