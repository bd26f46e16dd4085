"""The store in memory: for lessons, for tests, and for the app before it has a database."""
