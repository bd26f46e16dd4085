"""The rules of the university in pure Python: no framework, no database, no clock of its own."""
