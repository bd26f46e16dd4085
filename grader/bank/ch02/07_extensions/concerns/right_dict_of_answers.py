# kind: anticipated
from datetime import timedelta


def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    people = set(map(str.casefold, map(str.strip, facts["maintainers"])))
    answers = {
        "archived": bool(facts["archived"]),
        "no release for two years": facts["released"] + timedelta(days=730) < today,
        "refuses our Flask": bool(facts["flask"]) and not SpecifierSet(facts["flask"]).contains(flask),
        "one maintainer": len(people) in (0, 1),
        "issues pile up": facts["opened"] - facts["closed"] > facts["closed"],
    }
    return list(filter(answers.get, answers))
