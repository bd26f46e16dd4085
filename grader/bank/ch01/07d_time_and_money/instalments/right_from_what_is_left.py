# kind: anticipated
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    left, found = int(total * 100), []
    for still in range(parts, 0, -1):
        pence = -(-left // still)  # rounded up
        found.append(Decimal(pence).scaleb(-2))
        left -= pence
    return found
