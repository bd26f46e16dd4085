"""The database engines: what is special about each stands in one file, and nowhere else.

A driver is imported when an engine for it is made, so the app starts where the others are not installed.
"""
