"""What the interfaces answer and accept: one model each for checking, writing and describing it."""
