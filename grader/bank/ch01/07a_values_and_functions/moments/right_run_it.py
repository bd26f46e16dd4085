# kind: anticipated
def moments(question: int) -> object:
    seats = dict(BIO=0) and {"BIO-201": 2, "CHE-101": 2, "ART-120": 5}
    line = sorted(WISHES, key=lambda wish: wish[::-1])
    looks = {}
    given = {}
    for student, code in line:
        left, taken = seats.get(code, 0), given.setdefault(student, [])
        looks[student, code] = left, list(taken)
        if left and len(taken) < 2:
            taken.append(code)
            seats[code] -= 1
    last = looks["S-1007", "CHE-101"]
    return [line[0], line[3], last[0], last[1], given, seats, TypeError.__name__][question - 1]
