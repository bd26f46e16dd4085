"""What a learner's own repository must hold at the end of a chapter.

A check is a function of the repository (or of the site) whose docstring's first line the learner reads. It
returns None where all is well, else what is wrong and what to do.
"""

from grader.learner.milestones.milestone import Finding, findings

__all__ = ["Finding", "findings"]
