"""The learner's side of a run: a process that runs learner cells and answers the judge's questions.

It never sees a test cell, an expected value, a solution or other people's work: it is forked by a `nursery`,
which never saw any either. `process` is its life, `objects` what it answers, `absent` what is taken from it.
"""
