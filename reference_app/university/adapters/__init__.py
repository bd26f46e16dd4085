"""The outside world, one folder a kind: each fulfils ports of the application."""
