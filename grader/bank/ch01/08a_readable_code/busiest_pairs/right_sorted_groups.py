# kind: anticipated
import heapq
from itertools import groupby
from operator import itemgetter


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    counts: dict[tuple[str, str], int] = {}
    for _, group in groupby(sorted(enrolments, key=itemgetter(0)), key=itemgetter(0)):
        sections = sorted(section for _, section in group)
        for place, one in enumerate(sections):
            for other in sections[place + 1 :]:
                counts[one, other] = counts.get((one, other), 0) + 1
    triples = ((one, other, count) for (one, other), count in counts.items())
    return heapq.nsmallest(most, triples, key=lambda triple: (-triple[2], triple[0], triple[1]))
