"""The proof that no seat is sold twice: many processes fight for few seats, some are killed, SQL counts.

`python -m fight --engine postgresql --attempts 10000`, with `reference_app/tests` on PYTHONPATH. The
fighters use nothing but the enrolment desk; `checks` and `replay` look at the rows and the audit log that
they leave, and use nothing of the desk. `faults` breaks the app on purpose: a proof that cannot fail would
prove nothing.
"""
