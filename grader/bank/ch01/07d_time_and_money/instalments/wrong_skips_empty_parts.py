# kind: anticipated
# message: There may be fewer pence than parts
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total * 100), parts)
    found = [Decimal(share + 1) / 100] * left + [Decimal(share) / 100] * (parts - left)
    return [one for one in found if one]
