# kind: anticipated
# message: To put all that is left over on one instalment makes it too big or too small
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share, left = divmod(int(total * 100), parts)
    return [Decimal(share + left) / 100] + [Decimal(share) / 100] * (parts - 1)
