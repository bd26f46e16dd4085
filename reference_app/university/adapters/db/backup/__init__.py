"""Backups of the database: how each engine dumps and loads stands in one file, as for the engines."""
