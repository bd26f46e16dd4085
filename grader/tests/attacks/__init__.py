"""Hostile submissions: `course grade` gives each what its honest part is worth, and harms nobody."""
