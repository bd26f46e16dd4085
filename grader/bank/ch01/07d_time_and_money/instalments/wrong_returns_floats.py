# kind: anticipated
# message: (a float, not a Decimal)
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total * 100), parts)
    return [(share + (place < left)) / 100 for place in range(parts)]
