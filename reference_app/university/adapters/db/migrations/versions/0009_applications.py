"""applications for admission"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from university.adapters.db.base import Instant, Words

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Who wants to study here."""
    op.create_table(
        "applications",
        sa.Column("id", Words(40), nullable=False),
        sa.Column("applicant", Words(40), nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.Column("email", Words(254), nullable=False),
        sa.Column("department", Words(40), nullable=False),
        sa.Column("statement", Words(), nullable=False),
        sa.Column("stage", Words(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("advanced_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
        sa.ForeignKeyConstraint(
            ["department"], ["departments.code"], name="fk_applications_department_departments"
        ),
        sa.CheckConstraint(
            "stage IN ('draft', 'submitted', 'under_review', 'admitted', 'rejected', 'accepted', "
            "'declined', 'withdrawn')",
            name="ck_applications_stage",
        ),
    )
    op.create_index("ix_applications_applicant", "applications", ["applicant"])
    op.create_index("ix_applications_department", "applications", ["department"])
    op.create_index("ix_applications_stage_advanced_at", "applications", ["stage", "advanced_at"])
    op.create_table(
        "application_steps",
        sa.Column("application", Words(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("step", Words(20), nullable=False),
        sa.Column("actor", Words(40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.PrimaryKeyConstraint("application", "place", name="pk_application_steps"),
        sa.ForeignKeyConstraint(
            ["application"], ["applications.id"], name="fk_application_steps_application_applications"
        ),
    )


def downgrade() -> None:
    """Forget the applications."""
    for table in ("application_steps", "applications"):
        op.drop_table(table)
