"""Use cases: what the university does, written once, on ports and without knowing any door or database."""
