"""Fakes and builders for test cells. They live on the learner's side of the judge, where a learner's code can
change them; a function that decides is named in its module's `JUDGED` and runs on the judge's side."""
