"""The doors: each turns what comes from outside into a use case, and its result into an answer."""
