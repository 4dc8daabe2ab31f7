"""The tables, once, for SQLite and PostgreSQL.

Times are UTC milliseconds. Every table that holds something of a person has `athlete_id`, and
its rows go when the athlete goes. Ids are never given twice, so a stored id cannot come to mean
another run. Lists that are only ever read as a whole are JSON text.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeEngine

from core import schemas
from core.schemas import ACTIVITIES, SETS

metadata = MetaData(
    naming_convention={  # batch migrations need every constraint to have a name
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers only INTEGER keys by itself
SHA256 = String(64)

BINS: dict[object, int] = {
    schemas.HEART_RATE_BINS: schemas.N_HEART_RATE_BINS,
    schemas.SPEED_BINS: schemas.N_SPEED_BINS,
}
"""Dtypes of seconds by value, each with how many; stored as one blob of 32-bit counts."""

SAID = ("incline_pct", "surface", "notes", "is_swapped", "is_manual", "is_edited")
"""Columns of ACTIVITIES of which no file knows anything; table `edit` does, or how a row came."""

QUALITY_FLAGS = {
    "crc": 1 << 0,
    "truncated": 1 << 1,
    "header": 1 << 2,
    "part_damaged": 1 << 3,
    "no_summary": 1 << 4,
    "field_size": 1 << 5,
    "field_undescribed": 1 << 6,
    "clock": 1 << 7,
    "bad_point": 1 << 8,
    "trailing_bytes": 1 << 9,
    "long": 1 << 10,
    "impossible": 1 << 11,
}
"""Issue code to its bit in `activity.quality_flags`; a bit keeps its meaning for ever."""


def sql_type(dtype: pl.DataType | type[pl.DataType]) -> TypeEngine[Any]:
    """The SQL type that keeps a value of this Polars dtype exactly."""
    if dtype in BINS:
        return LargeBinary()
    types: dict[object, TypeEngine[Any]] = {
        schemas.UTC: BigInteger(),
        pl.Date: Date(),
        pl.Int32: Integer(),
        pl.Int64: BigInteger(),
        pl.Float64: Double(),
        pl.String: Text(),
        pl.Boolean: Boolean(),
    }
    return types[dtype]


def _id() -> Column[int]:
    return Column("id", ID, primary_key=True, autoincrement=True)


def _athlete_id(*, is_key: bool = False) -> Column[int]:
    link = ForeignKey("athlete.id", ondelete="CASCADE")
    return Column("athlete_id", ID, link, primary_key=is_key, nullable=False, autoincrement=False)


def _key(name: str, *, of: str) -> Column[int]:
    """The key of another table within our own: a row goes when that of the other goes."""
    link = ForeignKey(f"{of}.id", ondelete="CASCADE")
    return Column(name, ID, link, primary_key=True, autoincrement=False)


def _packed() -> list[Column[Any]]:
    """A frame in one value: reading it row by row is seven times slower."""
    return [
        Column("fmt", Text, nullable=False),
        Column("n_rows", Integer, nullable=False),
        Column("sha256", SHA256, nullable=False),
        Column("data", LargeBinary, nullable=False),
    ]


athlete = Table(
    "athlete",
    metadata,
    _id(),
    Column("display_name", Text, nullable=False),
    Column("created_at", BigInteger),  # null for the first one, who comes with the tables
    Column("version", BigInteger, nullable=False, server_default="0"),  # grows with every write
    sqlite_autoincrement=True,
)

import_job = Table(  # one drop of files, undone as a whole
    "import_job",
    metadata,
    _id(),
    _athlete_id(),
    Column("kind", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("is_finished", Boolean, nullable=False, server_default=false()),
    Index("ix_import_job_athlete_id", "athlete_id"),
    sqlite_autoincrement=True,
)

import_item = Table(
    "import_item",
    metadata,
    _key("job_id", of="import_job"),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _athlete_id(),
    Column("filename", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("activity_ids", Text, nullable=False),
    Column("sports", Text, nullable=False),
    Column("issues", Text, nullable=False),
    Column("error_code", Text),
    Column("what", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("n_files", Integer, nullable=False, server_default="1"),
    Column("n_runs", Integer, nullable=False, server_default="0"),
    Column("is_noted", Boolean, nullable=False, server_default=false()),
    Index("ix_import_item_athlete_id", "athlete_id"),
)

original = Table(  # the truth: never rewritten; all else can be built again from it
    "original",
    metadata,
    _id(),
    _athlete_id(),
    Column("job_id", ID, ForeignKey("import_job.id", ondelete="SET NULL")),  # first brought in by
    Column("sha256", SHA256, nullable=False),  # of the unpacked bytes
    Column("kind", Text, nullable=False),
    Column("codec", Text, nullable=False),
    Column("n_bytes", BigInteger, nullable=False),
    Column("filename", Text, nullable=False),  # display text, never a path
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("athlete_id", "sha256"),
    Index("ix_original_job_id", "job_id"),
    sqlite_autoincrement=True,
)

activity = Table(
    "activity",
    metadata,
    _id(),
    _athlete_id(),
    Column("original_id", ID, ForeignKey("original.id", ondelete="CASCADE")),
    Column("part", Integer, nullable=False),  # counts the activities of one file
    *(
        Column(column.name, sql_type(column.dtype))
        for column in ACTIVITIES.columns
        if column.name not in ("activity_id", *SAID)
    ),
    Column("sources", Text, nullable=False),
    Column("issues", Text, nullable=False),
    Column("quality_flags", Integer, nullable=False),
    Column("parser_version", Integer, nullable=False),
    Column("algo_version", Integer, nullable=False),
    Column("row_sha256", SHA256, nullable=False),
    Column("canonical_id", ID, ForeignKey("activity.id", ondelete="SET NULL")),
    Column("deleted_at", BigInteger),
    UniqueConstraint("original_id", "part"),
    Index("ix_activity_athlete_id", "athlete_id", "start_time"),
    Index("ix_activity_canonical_id", "canonical_id"),
    sqlite_autoincrement=True,
)

stream = Table(
    "stream",
    metadata,
    _key("activity_id", of="activity"),
    _athlete_id(),
    *_packed(),
    Index("ix_stream_athlete_id", "athlete_id"),
)

block = Table(
    "block",
    metadata,
    _key("activity_id", of="activity"),
    _athlete_id(),
    *_packed(),
    Column("layout", Text, nullable=False),
    Index("ix_block_athlete_id", "athlete_id"),
)

derived = Table(  # best efforts and the route, each of a run in one value
    "derived",
    metadata,
    _key("activity_id", of="activity"),
    Column("kind", Text, primary_key=True),
    _athlete_id(),
    *_packed(),
    Column("layout", Text, nullable=False),
    Index("ix_derived_athlete_id", "athlete_id"),
)

edit = Table(  # what the runner says of an activity; it lies over what the file says, never in it
    "edit",
    metadata,
    _key("activity_id", of="activity"),
    Column("name", Text, primary_key=True),
    _athlete_id(),
    Column("value", Text, nullable=False),
    Column("edited_at", BigInteger, nullable=False),
    Index("ix_edit_athlete_id", "athlete_id"),
)

pairing = Table(  # two recordings of one outing; while that holds, only the canonical one counts
    "pairing",
    metadata,
    _key("activity_id", of="activity"),
    _key("canonical_id", of="activity"),
    _athlete_id(),
    Column("verdict", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("shift_s", Integer, nullable=False),
    Index("ix_pairing_athlete_id", "athlete_id"),
    Index("ix_pairing_canonical_id", "canonical_id"),
)

profile_value = Table(  # a value with its history: the newest row counts
    "profile_value",
    metadata,
    _id(),
    _athlete_id(),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Index("ix_profile_value_athlete_id", "athlete_id", "name"),
    sqlite_autoincrement=True,
)

setting = Table(
    "setting",
    metadata,
    _athlete_id(is_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

self_test = Table(
    "self_test",
    metadata,
    _id(),
    _athlete_id(),
    Column("test", Text, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("left_value", Double),
    Column("right_value", Double),
    Column("leg_length_m", Double),
    Column("left_parts", Text, nullable=False),
    Column("right_parts", Text, nullable=False),
    Column("notes", Text),
    Index("ix_self_test_athlete_id", "athlete_id", "taken_on"),
    sqlite_autoincrement=True,
)

diary = Table(
    "diary",
    metadata,
    _id(),
    _athlete_id(),
    Column("local_date", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text),
    Column("side", Text),
    Column("score_index", Double, nullable=False),
    Column("notes", Text),
    Index("ix_diary_athlete_id", "athlete_id", "local_date"),
    sqlite_autoincrement=True,
)

strength_log = Table(  # a session as the runner logged it; kept set by set while it is under way
    "strength_log",
    metadata,
    _id(),
    _athlete_id(),
    Column("local_date", Date, nullable=False),
    Column("start_time", BigInteger),
    Column("planned_for", Date),
    Column("kind", Text, nullable=False),
    Column("duration_s", Double),
    Column("rpe_index", Double),
    Column("pain_after_index", Double),
    Column("is_finished", Boolean, nullable=False),
    Column("notes", Text),
    Index("ix_strength_log_athlete_id", "athlete_id", "local_date"),
    sqlite_autoincrement=True,
)

set_done = Table(
    "set_done",
    metadata,
    _key("log_id", of="strength_log"),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _athlete_id(),
    Column("exercise_id", Text, nullable=False),
    Column("set_index", Integer, nullable=False),
    Column("side", Text, nullable=False),
    Column("amount_value", Double),
    Column("load_kg", Double),
    Column("reserve_index", Double),
    Column("pain_index", Double),
    Index("ix_set_done_athlete_id", "athlete_id"),
)

watch_set = Table(  # as the watch counted it; which exercise of ours it is, is decided later
    "watch_set",
    metadata,
    _key("activity_id", of="activity"),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _athlete_id(),
    *(Column(column.name, sql_type(column.dtype)) for column in SETS.columns),
    Index("ix_watch_set_athlete_id", "athlete_id"),
)

move = Table(  # a session of a week, moved from its planned day to another
    "move",
    metadata,
    _athlete_id(is_key=True),
    Column("week", Date, primary_key=True),
    Column("from_day", Date, primary_key=True),
    Column("to_day", Date, nullable=False),
)

adjustment = Table(  # what the runner said of an exercise of the plan
    "adjustment",
    metadata,
    _id(),
    _athlete_id(),
    Column("said_on", Date, nullable=False),
    Column("exercise_id", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("instead", Text),
    Index("ix_adjustment_athlete_id", "athlete_id", "said_on"),
    sqlite_autoincrement=True,
)

plan_shown = Table(  # what was planned, as the runner saw it: what was done is held against it
    "plan_shown",
    metadata,
    _athlete_id(is_key=True),
    Column("week", Date, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("minutes", Integer, nullable=False),
    Column("prescribed", Text, nullable=False),
)
