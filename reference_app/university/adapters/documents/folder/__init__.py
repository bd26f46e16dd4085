"""Documents in a folder: a small SQLite database, and one file for each file."""
