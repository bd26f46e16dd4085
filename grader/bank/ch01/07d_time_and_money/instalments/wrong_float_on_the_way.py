# kind: observed
# message: As a float, 0.29 times 100 is a little less than 29
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(float(total) * 100), parts)
    return [Decimal(share + (place < left)) / 100 for place in range(parts)]
