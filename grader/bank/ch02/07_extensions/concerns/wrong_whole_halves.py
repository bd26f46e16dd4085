# kind: anticipated
# message: Fewer than half: half itself is fine, and a whole-number division would round
def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    questions = [
        ("archived", facts["archived"]),
        ("no release for two years", (today - facts["released"]).days > 730),
        ("refuses our Flask", not SpecifierSet(facts["flask"]).contains(flask)),
        ("one maintainer", len({name.strip().casefold() for name in facts["maintainers"]}) < 2),
        ("issues pile up", facts["closed"] < facts["opened"] // 2),
    ]
    return [concern for concern, found in questions if found]
