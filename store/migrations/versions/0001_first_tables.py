"""The first tables, and the runner who uses this machine.

Revision ID: 0001
Revises: nothing
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHA256 = sa.String(64)

ACTIVITY: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("start_time", sa.BigInteger()),
    ("local_date", sa.Date()),
    ("utc_offset_s", sa.Integer()),
    ("sport", sa.Text()),
    ("sub_sport", sa.Text()),
    ("device", sa.Text()),
    ("title", sa.Text()),
    ("gear", sa.Text()),
    ("elapsed_s", sa.Double()),
    ("timer_s", sa.Double()),
    ("moving_s", sa.Double()),
    ("distance_m", sa.Double()),
    ("is_distance_estimated", sa.Boolean()),
    ("ascent_m", sa.Double()),
    ("descent_m", sa.Double()),
    ("altitude_source", sa.Text()),
    ("avg_heart_rate_bpm", sa.Double()),
    ("max_heart_rate_bpm", sa.Double()),
    ("peak_heart_rate_bpm", sa.Double()),
    ("heart_rate_s", sa.LargeBinary()),
    ("heart_rate_coverage_pct", sa.Double()),
    ("cadence_lock_s", sa.Double()),
    ("avg_cadence_spm", sa.Double()),
    ("avg_power_w", sa.Double()),
    ("avg_stance_time_ms", sa.Double()),
    ("avg_stance_balance_left_pct", sa.Double()),
    ("stance_balance_coverage_pct", sa.Double()),
    ("balance_sensor", sa.Text()),
    ("normalised_graded_speed_mps", sa.Double()),
    ("n_records", sa.Integer()),
    ("n_blocks", sa.Integer()),
)


def upgrade() -> None:
    """Make all tables, and athlete 1."""
    _athlete()
    _imports()
    _original()
    _activity()
    _of_an_activity("stream", sa.Column("fmt", sa.Text(), nullable=False))
    _of_an_activity(
        "block",
        sa.Column("fmt", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
    )
    _profile()


def _link(table: str, column: str, *, to: str, ondelete: str = "CASCADE") -> sa.ForeignKey:
    return sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{column}", ondelete=ondelete)


def _owner(table: str) -> sa.Column[int]:
    link = _link(table, "athlete_id", to="athlete")
    return sa.Column("athlete_id", ID, link, nullable=False, autoincrement=False)


def _athlete() -> None:
    op.create_table(
        "athlete",
        sa.Column("id", ID, nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger()),
        sa.Column("version", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_athlete"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO athlete (display_name) VALUES ('local')")


def _imports() -> None:
    op.create_table(
        "import_job",
        sa.Column("id", ID, nullable=False),
        _owner("import_job"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_job"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_job_athlete_id", "import_job", ["athlete_id"])
    job = _link("import_item", "job_id", to="import_job")
    op.create_table(
        "import_item",
        sa.Column("job_id", ID, job, nullable=False, autoincrement=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        _owner("import_item"),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("activity_ids", sa.Text(), nullable=False),
        sa.Column("sports", sa.Text(), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False),
        sa.Column("error_code", sa.Text()),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "seq", name="pk_import_item"),
    )
    op.create_index("ix_import_item_athlete_id", "import_item", ["athlete_id"])


def _original() -> None:
    op.create_table(
        "original",
        sa.Column("id", ID, nullable=False),
        _owner("original"),
        sa.Column("job_id", ID, _link("original", "job_id", to="import_job", ondelete="SET NULL")),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("codec", sa.Text(), nullable=False),
        sa.Column("n_bytes", sa.BigInteger(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_original"),
        sa.UniqueConstraint("athlete_id", "sha256", name="uq_original_athlete_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_original_job_id", "original", ["job_id"])


def _activity() -> None:
    file = _link("activity", "original_id", to="original")
    richer = _link("activity", "canonical_id", to="activity", ondelete="SET NULL")
    op.create_table(
        "activity",
        sa.Column("id", ID, nullable=False),
        _owner("activity"),
        sa.Column("original_id", ID, file),
        sa.Column("part", sa.Integer(), nullable=False),
        *(sa.Column(name, kind) for name, kind in ACTIVITY),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False),
        sa.Column("quality_flags", sa.Integer(), nullable=False),
        sa.Column("parser_version", sa.Integer(), nullable=False),
        sa.Column("algo_version", sa.Integer(), nullable=False),
        sa.Column("row_sha256", SHA256, nullable=False),
        sa.Column("canonical_id", ID, richer),
        sa.Column("deleted_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.UniqueConstraint("original_id", "part", name="uq_activity_original_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_athlete_id", "activity", ["athlete_id", "start_time"])
    op.create_index("ix_activity_canonical_id", "activity", ["canonical_id"])


def _of_an_activity(table: str, *form: sa.Column[str]) -> None:
    owner = _link(table, "activity_id", to="activity")
    op.create_table(
        table,
        sa.Column("activity_id", ID, owner, nullable=False, autoincrement=False),
        _owner(table),
        *form,
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_athlete_id", table, ["athlete_id"])


def _profile() -> None:
    op.create_table(
        "profile_value",
        sa.Column("id", ID, nullable=False),
        _owner("profile_value"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile_value"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profile_value_athlete_id", "profile_value", ["athlete_id", "name"])
    op.create_table(
        "setting",
        _owner("setting"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", "key", name="pk_setting"),
    )
