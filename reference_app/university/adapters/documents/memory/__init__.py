"""Documents in the memory of one process."""
