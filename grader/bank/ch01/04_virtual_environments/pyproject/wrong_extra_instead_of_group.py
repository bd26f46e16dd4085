# kind: anticipated
# message: What only developers need stands in the group `dev` of the table `[dependency-groups]`;
def pyproject() -> str:
    return """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tide-tables"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = ["flask>=3.1,<4", "sqlalchemy~=2.0.30"]

[project.scripts]
tides = "tide_tables.cli:main"

[project.optional-dependencies]
dev = ["pytest", "ruff"]
"""
