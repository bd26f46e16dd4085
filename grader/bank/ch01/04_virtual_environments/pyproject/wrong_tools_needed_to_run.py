# kind: anticipated
# message: `dependencies` holds what is needed to run the site, and nothing else
def pyproject() -> str:
    return """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tide-tables"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = ["flask>=3.1,<4", "sqlalchemy~=2.0.30", "pytest", "ruff"]

[project.scripts]
tides = "tide_tables.cli:main"


"""
