"""Caches: in this process, in Redis, or none."""
