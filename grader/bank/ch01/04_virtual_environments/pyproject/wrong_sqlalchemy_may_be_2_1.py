# kind: anticipated
# message: 2.0.30 and all later ones that are still 2.0
def pyproject() -> str:
    return """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tide-tables"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = ["flask>=3.1,<4", "sqlalchemy~=2.0"]

[project.scripts]
tides = "tide_tables.cli:main"

[dependency-groups]
dev = ["pytest", "ruff"]
"""
