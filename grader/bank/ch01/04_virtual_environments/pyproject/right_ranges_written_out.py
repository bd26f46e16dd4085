# kind: anticipated
def pyproject() -> str:
    return """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tide-tables"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = ["SQLAlchemy >= 2.0.30, < 2.1", "Flask >= 3.1, < 4"]

[project.scripts]
tides = "tide_tables.cli:main"

[dependency-groups]
dev = ["pytest", "ruff"]
"""
