# kind: anticipated
# message: More than 730 days: the 730th is still fine. Count days, not years
def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    questions = [
        ("archived", facts["archived"]),
        ("no release for two years", today.year - facts["released"].year > 2),
        ("refuses our Flask", not SpecifierSet(facts["flask"]).contains(flask)),
        ("one maintainer", len({name.strip().casefold() for name in facts["maintainers"]}) < 2),
        ("issues pile up", 2 * facts["closed"] < facts["opened"]),
    ]
    return [concern for concern, found in questions if found]
