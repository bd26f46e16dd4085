# kind: anticipated
def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    place: dict[str, int] = {}
    bits: dict[str, int] = {}
    for student, section in enrolments:
        bits[section] = bits.get(section, 0) | 1 << place.setdefault(student, len(place))
    shared = {pair: (bits[pair[0]] & bits[pair[1]]).bit_count() for pair in combinations(sorted(bits), 2)}
    pairs = sorted((pair for pair in shared if shared[pair]), key=lambda pair: (-shared[pair], *pair))
    return [(*pair, shared[pair]) for pair in pairs][:most]
