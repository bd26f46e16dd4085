# kind: anticipated
def pyproject() -> str:
    groups = "[dependency-groups]\ndev = ['ruff', 'pytest']"
    build = "[build-system]\nbuild-backend = 'hatchling.build'\nrequires = ['hatchling']"
    project = [
        "[project]",
        "requires-python = '>=3.11'",
        "version = '0.2.0'",
        "name = 'tide-tables'",
        "dependencies = ['flask~=3.1', 'sqlalchemy==2.0.*,>=2.0.30']",
        "scripts = { tides = 'tide_tables.cli:main' }",
    ]
    return "\n\n".join([groups, "\n".join(project), build])
