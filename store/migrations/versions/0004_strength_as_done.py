"""Strength work as it was done, what the runner changed of a plan, and what was shown of it.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the six tables; files of other sports are to be read again, for the sets in them."""
    _strength_log()
    _set_done()
    _watch_set()
    _move()
    _adjustment()
    _plan_shown()
    # Runs have no sets: reading thousands of them again would tell nothing new.
    op.execute("UPDATE activity SET parser_version = 0 WHERE sport IS NULL OR sport <> 'running'")


def _link(table: str, column: str, *, to: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{column}", ondelete="CASCADE")


def _key(table: str, column: str, *, to: str) -> sa.Column[int]:
    return sa.Column(column, ID, _link(table, column, to=to), nullable=False, autoincrement=False)


def _strength_log() -> None:
    op.create_table(
        "strength_log",
        sa.Column("id", ID, nullable=False),
        _key("strength_log", "athlete_id", to="athlete"),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("start_time", sa.BigInteger()),
        sa.Column("planned_for", sa.Date()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("duration_s", sa.Double()),
        sa.Column("rpe_index", sa.Double()),
        sa.Column("pain_after_index", sa.Double()),
        sa.Column("is_finished", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_strength_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_strength_log_athlete_id", "strength_log", ["athlete_id", "local_date"])


def _set_done() -> None:
    op.create_table(
        "set_done",
        _key("set_done", "log_id", to="strength_log"),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        _key("set_done", "athlete_id", to="athlete"),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("set_index", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("amount_value", sa.Double()),
        sa.Column("load_kg", sa.Double()),
        sa.Column("reserve_index", sa.Double()),
        sa.Column("pain_index", sa.Double()),
        sa.PrimaryKeyConstraint("log_id", "seq", name="pk_set_done"),
    )
    op.create_index("ix_set_done_athlete_id", "set_done", ["athlete_id"])


def _watch_set() -> None:
    op.create_table(
        "watch_set",
        _key("watch_set", "activity_id", to="activity"),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        _key("watch_set", "athlete_id", to="athlete"),
        sa.Column("start_time", sa.BigInteger()),
        sa.Column("duration_s", sa.Double()),
        sa.Column("n_repetitions", sa.Integer()),
        sa.Column("weight_kg", sa.Double()),
        sa.Column("category", sa.Text()),
        sa.Column("subtype_index", sa.Integer()),
        sa.Column("set_type", sa.Text()),
        sa.PrimaryKeyConstraint("activity_id", "seq", name="pk_watch_set"),
    )
    op.create_index("ix_watch_set_athlete_id", "watch_set", ["athlete_id"])


def _move() -> None:
    op.create_table(
        "move",
        _key("move", "athlete_id", to="athlete"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", "week", "from_day", name="pk_move"),
    )


def _adjustment() -> None:
    op.create_table(
        "adjustment",
        sa.Column("id", ID, nullable=False),
        _key("adjustment", "athlete_id", to="athlete"),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_adjustment"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_adjustment_athlete_id", "adjustment", ["athlete_id", "said_on"])


def _plan_shown() -> None:
    op.create_table(
        "plan_shown",
        _key("plan_shown", "athlete_id", to="athlete"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("prescribed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", "week", "day", "kind", name="pk_plan_shown"),
    )
