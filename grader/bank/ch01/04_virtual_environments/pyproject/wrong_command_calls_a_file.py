# kind: anticipated
# message: A script is the name of the command, and behind it `module:function`; the module is
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
tides = "tide_tables/cli.py:main"

[dependency-groups]
dev = ["pytest", "ruff"]
"""
