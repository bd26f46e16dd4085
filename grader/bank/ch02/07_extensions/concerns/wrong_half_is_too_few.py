# kind: anticipated
# message: No concern at all: an empty specifier fits every version, and where no issue was opened none pile up
def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    questions = [
        ("archived", facts["archived"]),
        ("no release for two years", (today - facts["released"]).days > 730),
        ("refuses our Flask", not SpecifierSet(facts["flask"]).contains(flask)),
        ("one maintainer", len({name.strip().casefold() for name in facts["maintainers"]}) < 2),
        ("issues pile up", 2 * facts["closed"] <= facts["opened"]),
    ]
    return [concern for concern, found in questions if found]
