"""people: students, professors"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Who studies and who teaches here."""
    op.create_table(
        "students",
        sa.Column("number", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_students"),
    )
    op.create_table(
        "professors",
        sa.Column("number", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("department", Words(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_professors"),
        sa.ForeignKeyConstraint(
            ["department"], ["departments.code"], name="fk_professors_department_departments"
        ),
    )
    op.create_index("ix_professors_department", "professors", ["department"])


def downgrade() -> None:
    """Forget the people."""
    for table in ("professors", "students"):
        op.drop_table(table)
