"""The schema goes up, down and up again on every engine, once, whoever else is at it."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path
from textwrap import indent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from engines import engine_at
from small_campus import place, small_campus
from sqlalchemy import Engine, inspect, text

from university.adapters.db import schema as schema_module
from university.adapters.db.campus_store import DatabaseCampusStore
from university.adapters.db.schema import MIGRATIONS, DatabaseSchema
from university.adapters.db.tables import metadata
from university.application.errors import StoreBusy, StoreUnavailable
from university.domain.errors import NotFound

FIRST_STEPS = ["0001", "0002", "0003"]
USERS = "0010"
BY_CODE_POINT = {"sqlite": None, "postgresql": "C", "mariadb": "utf8mb4_nopad_bin"}


@pytest.fixture
def engine(bare_url: str) -> Iterator[Engine]:
    with engine_at(bare_url) as engine:
        yield engine


@pytest.fixture
def one_more_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`one_more_step(statements)` adds a step to the history, kept in a folder with a difficult name."""

    def add(statements: str) -> None:
        last = sorted(file.stem for file in (MIGRATIONS / "versions").glob("0*.py"))[-1].partition("_")[0]
        folder = tmp_path / "100% of the migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_new.py").write_text(
            f'"""new"""\nimport sqlalchemy as sa\nfrom alembic import op\n'
            "from university.adapters.db.base import Words\n"
            f'revision, down_revision = "9999", "{last}"\n'
            f"def upgrade():\n{indent(statements, '    ')}\ndef downgrade():\n    pass\n"
        )
        monkeypatch.setattr(schema_module, "MIGRATIONS", folder)

    return add


def picture(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys, indexes and checks, as the database tells them."""
    found = inspect(engine)
    return {
        table: (
            [
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(table)
            ],
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(str(key["name"]) for key in found.get_foreign_keys(table)),
            sorted(str(index["name"]) for index in found.get_indexes(table)),
            sorted(str(check["name"]) for check in found.get_check_constraints(table)),
        )
        for table in found.get_table_names()
    }


def differences(engine: Engine) -> list[object]:
    """What the migrations made otherwise than the rows say."""
    plugins = ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"]
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"autogenerate_plugins": plugins})
        return list(compare_metadata(context, metadata()))


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608


def test_up_down_and_up_again(engine: Engine) -> None:
    schema = DatabaseSchema(engine)
    assert schema.current() is None
    made = schema.upgrade()
    assert [step.id for step in made][: len(FIRST_STEPS)] == FIRST_STEPS
    assert schema.current() == schema.latest() == made[-1]
    first = picture(engine)
    assert schema.upgrade() == []
    assert schema.downgrade("base") == made[::-1]
    assert (schema.current(), inspect(engine).get_table_names()) == (None, ["alembic_version"])
    assert schema.upgrade() == made
    for number, step in reversed(list(enumerate(made, 1))):
        assert schema.downgrade(step.id) == made[number : number + 1]
        assert schema.current() == step
    assert schema.upgrade() == made[1:]
    assert picture(engine) == first


def test_the_steps_make_what_the_rows_say(engine: Engine) -> None:
    DatabaseSchema(engine).upgrade()
    assert differences(engine) == []


@pytest.mark.parametrize(
    "change",
    [
        "op.create_index('ix_students_name', 'students', ['name'])",
        "op.add_column('departments', sa.Column('more', sa.Integer()))",
        "with op.batch_alter_table('terms') as t:\n"
        "    t.alter_column('zone', type_=Words(90), existing_type=Words(200), existing_nullable=False)",
        "with op.batch_alter_table('terms') as t:\n"
        "    t.alter_column('zone', nullable=True, existing_type=Words(200))",
        "with op.batch_alter_table('sections') as t: t.drop_constraint('ck_sections_seats', type_='check')",
        "with op.batch_alter_table('enrolments') as t:\n"
        "    t.drop_constraint('fk_enrolments_student_students', type_='foreignkey')",
    ],
    ids=["index", "column", "length", "nullable", "check", "foreign key"],
)
def test_that_comparison_sees_a_difference(
    engine: Engine, one_more_step: Callable[[str], None], change: str
) -> None:
    one_more_step(change)
    DatabaseSchema(engine).upgrade()
    assert len(differences(engine)) == 1


def test_text_compares_by_code_point_in_every_column(engine: Engine) -> None:
    DatabaseSchema(engine).upgrade()
    if engine.dialect.name == "sqlite":
        # SQLite compares so unless a column asks for something else.
        assert "COLLATE" not in str(picture(engine))
        return
    own = text(
        # Here JSON is a long text with a collation of its own; nobody compares it.
        "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema IN "
        "('public', DATABASE()) AND collation_name IS NOT NULL AND table_name <> 'alembic_version' "
        "AND data_type <> 'longtext'"
        if engine.dialect.name == "mariadb"
        else "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type IN ('character varying', 'text') AND table_name <> 'alembic_version'"
    )
    with engine.connect() as connection:
        assert connection.scalars(own).all() == [BY_CODE_POINT[engine.dialect.name]]


def test_undoing_a_step_takes_its_data_and_leaves_the_rest(engine: Engine) -> None:
    schema = DatabaseSchema(engine)
    store = DatabaseCampusStore(engine, schema)
    store.prepare()
    store.fill(small_campus(place("S-1", "BIO-201-A")), replace=False)
    schema.downgrade("0003")
    assert (count(engine, "students"), count(engine, "sections")) == (5, 4)
    schema.upgrade()
    assert (count(engine, "students"), count(engine, "enrolments")) == (5, 0)


def test_sections_of_an_older_app_get_their_grade_sheets(engine: Engine) -> None:
    schema = DatabaseSchema(engine)
    store = DatabaseCampusStore(engine, schema)
    store.prepare()
    store.fill(small_campus(), replace=False)
    sections, begun = count(engine, "sections"), count(engine, "grade_sheets WHERE version > 0")
    schema.downgrade(USERS)
    assert (count(engine, "grade_sheets"), begun) == (1, 1)
    schema.upgrade()
    assert count(engine, "grade_sheets") == sections
    assert count(engine, "grade_sheets WHERE state = 'draft' AND version = 0") == sections - begun


def _upgrade_in_own_process(url: str) -> list[str]:
    _everybody_is_ready.wait(timeout=60)
    with engine_at(url) as engine:
        return [step.id for step in DatabaseSchema(engine).upgrade()]


def _remember(barrier: Barrier) -> None:
    global _everybody_is_ready
    _everybody_is_ready = barrier


def test_of_many_who_migrate_at_once_one_does_it_and_the_others_wait(bare_url: str) -> None:
    workers = 3
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers)
    with ProcessPoolExecutor(workers, context, initializer=_remember, initargs=(ready,)) as pool:
        did = sorted(pool.map(_upgrade_in_own_process, [bare_url] * workers))
    assert did[:-1] == [[]] * (workers - 1)
    assert did[-1][: len(FIRST_STEPS)] == FIRST_STEPS


def test_a_step_that_fails_leaves_as_little_as_the_engine_allows(
    engine: Engine, one_more_step: Callable[[str], None]
) -> None:
    one_more_step("op.create_table('half_done', sa.Column('id', sa.Integer(), primary_key=True))\n1 / 0")
    schema = DatabaseSchema(engine)
    with pytest.raises(ZeroDivisionError):
        schema.upgrade()
    if engine.dialect.name == "mariadb":
        at = schema.current()
        assert at is not None
        assert int(at.id) < 9999, "the step before the one that failed"
        assert "half_done" in inspect(engine).get_table_names(), "MariaDB commits every CREATE TABLE"
    else:
        assert schema.current() is None
        assert inspect(engine).get_table_names() == []


def test_a_table_that_others_refer_to_can_be_changed(
    engine: Engine, one_more_step: Callable[[str], None]
) -> None:
    schema = DatabaseSchema(engine)
    store = DatabaseCampusStore(engine, schema)
    store.prepare()
    store.fill(small_campus(place("S-1", "BIO-201-A")), replace=False)
    one_more_step(
        "with op.batch_alter_table('students') as table:\n"
        "    table.add_column(sa.Column('year', sa.Integer(), nullable=False, server_default='1'))\n"
        "    table.create_check_constraint('ck_students_year', 'year > 0')"
    )
    assert [step.id for step in DatabaseSchema(engine).upgrade()] == ["9999"]
    assert (count(engine, "students WHERE year = 1"), count(engine, "enrolments")) == (5, 5)
    with engine.connect() as connection, pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute(text("DELETE FROM students"))


def test_a_step_that_breaks_references_is_undone_on_sqlite(
    tmp_path: Path, one_more_step: Callable[[str], None]
) -> None:
    with engine_at(f"sqlite:///{tmp_path / 'university.db'}") as engine:
        store = DatabaseCampusStore(engine, DatabaseSchema(engine))
        store.prepare()
        store.fill(small_campus(place("S-1", "BIO-201-A")), replace=False)
        one_more_step("op.execute('DELETE FROM students')")
        with pytest.raises(RuntimeError, match="a reference to nothing"):
            DatabaseSchema(engine).upgrade()
        assert count(engine, "students") == 5


@pytest.mark.usefixtures("short_waits")
def test_a_table_in_use_is_waited_for_but_not_for_ever(bare_url: str) -> None:
    with engine_at(bare_url) as engine, engine_at(bare_url) as other:
        schema = DatabaseSchema(engine)
        schema.upgrade()
        with other.begin() as connection:
            connection.execute(text("UPDATE users SET name = 'Somebody'"))
            connection.execute(text("SELECT * FROM user_roles"))
            with pytest.raises(StoreBusy):
                schema.downgrade("0002")
        # MariaDB has undone, for good, the steps that come before the one whose tables are in use.
        at = schema.current()
        assert at is not None
        assert at.id >= USERS
        assert at == schema.latest() or engine.dialect.name == "mariadb"
        assert [step.id for step in schema.downgrade("0002")][-1] == "0003"


def test_tables_of_somebody_else_are_not_touched(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE courses (id INTEGER)"))
    with pytest.raises(StoreUnavailable) as refused:
        DatabaseSchema(engine).upgrade()
    assert "Name an empty database" in refused.value.remedy
    assert "departments" not in inspect(engine).get_table_names()


def test_a_database_of_a_newer_app_is_left_alone(engine: Engine) -> None:
    schema = DatabaseSchema(engine)
    schema.upgrade()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    for use in (schema.current, schema.upgrade, lambda: schema.downgrade("base")):
        with pytest.raises(StoreUnavailable) as refused:
            use()
        assert "Update the app" in refused.value.remedy


def test_only_steps_that_were_made_can_be_gone_back_to(engine: Engine) -> None:
    schema = DatabaseSchema(engine)
    schema.upgrade()
    schema.downgrade("0001")
    for wrong in ("0003", "nonsense", ""):
        with pytest.raises(NotFound) as refused:
            schema.downgrade(wrong)
        assert refused.value.remedy == "Choose one of: base, 0001."
    assert schema.downgrade("0001") == []


def test_the_command_moves_the_schema(run) -> None:
    assert run("db", "current").output.startswith("The database is empty.\nThe latest is 00")
    made = run("db", "upgrade")
    assert (made.exit_code, made.output.splitlines()[1]) == (0, "Made 0002 people: students, professors")
    assert run("db", "upgrade").output.startswith("Nothing to do: the database is at 00")
    refused = run("db", "downgrade", "0001")
    assert (refused.exit_code, "will be lost. Go on?" in refused.output) == (1, True)
    undone = run("db", "downgrade", "0001", "--yes")
    assert (undone.exit_code, undone.output.splitlines()[-1]) == (
        0,
        "Undid 0002 people: students, professors",
    )
    assert run("db", "downgrade", "0001", "--yes").output == "Nothing to do: the database is at 0001.\n"
    assert "Run: university db upgrade" in run("db", "current").output
    wrong = run("db", "downgrade", "0002", "--yes")
    assert (wrong.exit_code, "Choose one of: base, 0001." in wrong.output) == (2, True)


def test_a_store_in_memory_has_no_schema(run) -> None:
    answer = run("db", "current", UNIVERSITY_DATABASE_URL="memory:")
    assert (answer.exit_code, "name a database" in answer.output) == (2, True)
