"""Batches that can be interrupted and are quick to count, and recordings of the same outing.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, fill them for what is there, and make the table of pairs."""
    op.add_column(
        "import_job",
        sa.Column("is_finished", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for column in (
        sa.Column("n_files", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("n_runs", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("is_noted", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("import_item", column)
    _fill()
    _pairing()


def _fill() -> None:
    """Until now no batch knew whether it was finished; each is taken for finished."""
    op.execute("UPDATE import_job SET is_finished = true")
    op.execute(
        """
        UPDATE import_item SET
            n_runs = (length(sports) - length(replace(sports, '"running"', ''))) / 9,
            is_noted = issues LIKE '%"warning"%' OR issues LIKE '%"error"%'
        WHERE outcome = 'read'
        """
    )


def _pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("activity_id", ID, nullable=False, autoincrement=False),
        sa.Column("canonical_id", ID, nullable=False, autoincrement=False),
        sa.Column("athlete_id", ID, nullable=False, autoincrement=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("shift_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "canonical_id", name="pk_pairing"),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_pairing_{column}", ondelete="CASCADE"
            )
            for column, table in (
                ("activity_id", "activity"),
                ("canonical_id", "activity"),
                ("athlete_id", "athlete"),
            )
        ),
    )
    op.create_index("ix_pairing_athlete_id", "pairing", ["athlete_id"])
    op.create_index("ix_pairing_canonical_id", "pairing", ["canonical_id"])
