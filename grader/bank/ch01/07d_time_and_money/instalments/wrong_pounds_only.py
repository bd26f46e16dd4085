# kind: anticipated
# message: stands `Decimal('34')`, not `Decimal('33.34')`
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total), parts)
    return [Decimal(share + (place < left)) for place in range(parts)]
