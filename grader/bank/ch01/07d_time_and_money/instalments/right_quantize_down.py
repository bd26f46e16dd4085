# kind: anticipated
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    from decimal import ROUND_DOWN

    penny = Decimal("0.01")
    share = (total / parts).quantize(penny, rounding=ROUND_DOWN)
    found = [share] * parts
    place = 0
    while sum(found) < total:
        found[place] += penny
        place += 1
    return found
