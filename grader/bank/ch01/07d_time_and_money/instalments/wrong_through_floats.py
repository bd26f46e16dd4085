# kind: anticipated
# message: A float has about sixteen digits
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    pence = round(float(total) * 100)
    share, left = divmod(pence, parts)
    return [Decimal(share + (place < left)) / 100 for place in range(parts)]
