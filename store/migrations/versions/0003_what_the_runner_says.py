"""More of each run, its best efforts and route, and what the runner types in.

Revision ID: 0003
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ACTIVITY: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("normalised_graded_speed_minetti_mps", sa.Double()),
    ("graded_speed_s", sa.LargeBinary()),
    ("energy_kj_kg", sa.Double()),
    ("normalised_power_w", sa.Double()),
    ("power_sensor", sa.Text()),
    ("n_steps", sa.Integer()),
    ("ground_time_s", sa.Double()),
    ("flight_time_ms", sa.Double()),
    ("peak_force_bw", sa.Double()),
    ("trunk_rise_m", sa.Double()),
    ("steep_descent_m", sa.Double()),
    ("efficiency_mpb", sa.Double()),
    ("decoupling_pct", sa.Double()),
    ("durability_ratio", sa.Double()),
    ("turn_left_deg", sa.Double()),
    ("turn_right_deg", sa.Double()),
    ("oval_left_m", sa.Double()),
    ("oval_right_m", sa.Double()),
    ("pod_sensor", sa.Text()),
    ("avg_pod_balance_left_pct", sa.Double()),
    ("is_balance_constant", sa.Boolean()),
    ("is_pod_balance_constant", sa.Boolean()),
    ("rpe_index", sa.Double()),
)


def upgrade() -> None:
    """Add the columns, all unknown for what is there, and make the four tables."""
    # Added, not copied: a copied table would forget which ids were given to runs now gone.
    for name, kind in ACTIVITY:
        op.add_column("activity", sa.Column(name, kind))
    _derived()
    _edit()
    _self_test()
    _diary()


def _link(table: str, column: str, *, to: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{column}", ondelete="CASCADE")


def _key(table: str, column: str, *, to: str) -> sa.Column[int]:
    return sa.Column(column, ID, _link(table, column, to=to), nullable=False, autoincrement=False)


def _derived() -> None:
    op.create_table(
        "derived",
        _key("derived", "activity_id", to="activity"),
        sa.Column("kind", sa.Text(), nullable=False),
        _key("derived", "athlete_id", to="athlete"),
        sa.Column("fmt", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "kind", name="pk_derived"),
    )
    op.create_index("ix_derived_athlete_id", "derived", ["athlete_id"])


def _edit() -> None:
    op.create_table(
        "edit",
        _key("edit", "activity_id", to="activity"),
        sa.Column("name", sa.Text(), nullable=False),
        _key("edit", "athlete_id", to="athlete"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "name", name="pk_edit"),
    )
    op.create_index("ix_edit_athlete_id", "edit", ["athlete_id"])


def _self_test() -> None:
    op.create_table(
        "self_test",
        sa.Column("id", ID, nullable=False),
        _key("self_test", "athlete_id", to="athlete"),
        sa.Column("test", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("left_value", sa.Double()),
        sa.Column("right_value", sa.Double()),
        sa.Column("leg_length_m", sa.Double()),
        sa.Column("left_parts", sa.Text(), nullable=False),
        sa.Column("right_parts", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_self_test"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_self_test_athlete_id", "self_test", ["athlete_id", "taken_on"])


def _diary() -> None:
    op.create_table(
        "diary",
        sa.Column("id", ID, nullable=False),
        _key("diary", "athlete_id", to="athlete"),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("side", sa.Text()),
        sa.Column("score_index", sa.Double(), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_diary"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_diary_athlete_id", "diary", ["athlete_id", "local_date"])
