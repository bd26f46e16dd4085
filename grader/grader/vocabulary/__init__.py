"""The words that test cells may use; each failure says what was called, what came back, and why."""
