"""The reference university app: one domain, many doors, grown chapter by chapter."""
