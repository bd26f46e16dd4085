# kind: anticipated
# message: Two limits, with a comma between them
def pyproject() -> str:
    return """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tide-tables"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = ["flask>=3.1", "sqlalchemy~=2.0.30"]

[project.scripts]
tides = "tide_tables.cli:main"

[dependency-groups]
dev = ["pytest", "ruff"]
"""
