"""The warm process that runs notebooks: it has imported the heavy libraries, and forks for each run."""
