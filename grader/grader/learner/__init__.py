"""A learner's side: the copies in work/, checking, progress."""
