"""Fakes and builders for test cells. They live on the learner's side of the judge, where a learner's code can
change them; a function that decides is named in its module's `JUDGED` and runs on the judge's side, which
lends the learner's code what it counts (`grader.vocabulary.lend`).

So no test decides by a count or a note that a prop keeps on the learner's side alone: it also asks for an
answer that only honest work can give (see `measured.of_large_term`).
"""
