# kind: anticipated
def explain(course: str, total: int) -> Refusal | None:
    match total:
        case int() if total > 18:
            return Refusal("credits.exceeded", f"{course} would bring you to {total} credits; the limit is 18.")
        case _:
            return None


credit_limit = lambda wish: explain(wish.course.code, wish.registered_credits + wish.course.credits)
