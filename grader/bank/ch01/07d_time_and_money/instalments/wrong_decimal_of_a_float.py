# kind: anticipated
# message: Decimal('33.340000000000003410605131648480892181396484375')
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total * 100), parts)
    return [Decimal((share + (place < left)) / 100) for place in range(parts)]
