# kind: anticipated
# message: Different names count, whatever their letters' size and the white space at their ends; nobody is fewer than tw
def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    questions = [
        ("archived", facts["archived"]),
        ("no release for two years", (today - facts["released"]).days > 730),
        ("refuses our Flask", not SpecifierSet(facts["flask"]).contains(flask)),
        ("one maintainer", len(set(facts["maintainers"])) < 2),
        ("issues pile up", 2 * facts["closed"] < facts["opened"]),
    ]
    return [concern for concern, found in questions if found]
