# kind: anticipated
# message: Three rounded thirds make 99.99
def instalments(total: Decimal, parts: int) -> list[Decimal]:
    return [round(total / parts, 2)] * parts
