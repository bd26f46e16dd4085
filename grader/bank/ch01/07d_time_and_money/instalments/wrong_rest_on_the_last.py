# kind: anticipated
# message: the pence left over go to the first ones, one each
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    share = round(total / parts, 2)
    return [share] * (parts - 1) + [total - share * (parts - 1)]
