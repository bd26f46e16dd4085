"""Fakes and builders for test cells. They live on the learner's side of the judge."""
