# kind: anticipated
def concerns(facts: dict[str, Any], today: date, flask: str) -> list[str]:
    """What speaks against an extension, in the order of the table."""
    found: list[str] = []
    if facts["archived"]:
        found.append("archived")
    last = facts["released"]
    if today.toordinal() - last.toordinal() > 730:
        found.append("no release for two years")
    if flask not in SpecifierSet(facts["flask"]):
        found.append("refuses our Flask")
    people = []
    for name in facts["maintainers"]:
        if name.strip().lower() not in people:
            people.append(name.strip().lower())
    if len(people) <= 1:
        found.append("one maintainer")
    if facts["opened"] and facts["closed"] / facts["opened"] < 0.5:
        found.append("issues pile up")
    return found
