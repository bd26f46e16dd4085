# kind: anticipated
# message: the pence left over go to the first ones, one each
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total * 100), parts)
    return [Decimal(share + (place >= parts - left)) / 100 for place in range(parts)]
